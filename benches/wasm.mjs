// wasm.mjs EXPORT MODULE [AREA]: what reading and measuring take in wasm, step by step, without a browser around it.
// Each round is a program of its own, since what the machine has learned of one makes the next one faster.
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'

const [data, module, area] = process.argv.slice(2), rounds = +(process.env.ROUNDS ?? 5)
const chunk_bytes = 1 << 18
if (process.env.UPTAKE_ROUND) {
  const { initSync, Export } = await import(path.resolve(module))
  initSync({ module: fs.readFileSync(path.resolve(module).replace(/\.js$/, '_bg.wasm')) })
  const steps = {}, timed = (name, step) => { const start = performance.now(), result = step(); steps[name] = (steps[name] ?? 0) + performance.now() - start; return result }
  const read = file => fs.readFileSync(path.join(data, file))
  const package_json = read('datapackage.json')
  // Twice in one program, if asked: how fast it is once the machine has learned it.
  for (let again = +(process.env.AGAIN ?? 0); again >= 0; again--) {
    for (const key in steps) delete steps[key]
    const opened = new Export(package_json)
    for (let table = 0; table < opened.tables(); table++) {
      const file = opened.begin(table, 0), bytes = read(file)
      opened.begin(table, bytes.length)
      timed('read', () => { for (let at = 0; at < bytes.length; at += chunk_bytes) opened.feed(bytes.subarray(at, at + chunk_bytes)) })
      opened.end()
    }
    if (!(timed('settle', () => opened.settle()) > 0)) throw Error('no row is used')
    for (const [suffix, of] of [['', undefined], [', one area', area], [', another', area]]) {
      if (suffix && !area) continue
      timed('count' + suffix, () => opened.count(of))
      if (!(timed('measure' + suffix, () => opened.measure(of)) > 0)) throw Error('nothing could be measured')
    }
    opened.free()
  }
  console.log(JSON.stringify(steps))
} else {
  const taken = []
  for (let round = 0; round < rounds; round++) taken.push(JSON.parse(execFileSync(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { env: { ...process.env, UPTAKE_ROUND: '1' } })))
  for (const step in taken[0]) {
    const sorted = taken.map(steps => steps[step]).sort((a, b) => a - b)
    console.log(`wasm, ${step}: ${sorted[sorted.length >> 1].toFixed(0)} ms (half take less)`)
  }
}
