// page.mjs EXPORT PEERS: measures the release page on an export, beside the csv crate in wasm and a download of the same bytes.
// ROUNDS=5 rounds, interleaved, each of them in a fresh browser. Only ratios of one run say anything: machines differ, and so do days.
//
// The page tells what it does by performance.measure("uptake:read" | "uptake:settle" | "uptake:measure" | "uptake:draw" |
// "uptake:change"); uptake:settle begins when the last byte is taken apart.
import fs from 'node:fs'
import path from 'node:path'
import zlib from 'node:zlib'
import { answering, coming, scrolling } from './answers.mjs'
import { browse } from './browser.mjs'
import { serve } from './server.mjs'

const [data, peers] = process.argv.slice(2).map(p => path.resolve(p)), rounds = +(process.env.ROUNDS ?? 5), changes = 10, cap = 120_000
const dist = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../dist')
const fail = why => { console.error(why); process.exit(1) }
if (!fs.existsSync(path.join(dist, 'index.html'))) fail('there is no release page in dist/: run `make build` first')

const file = path.join(data, 'conversations.csv'), bytes = fs.statSync(file).size
const areas = [...new Set(fs.readFileSync(path.join(data, 'teams.csv'), 'utf8').trim().split('\n').slice(1).map(line => line.split(',')[3]))]
const reader = `<!DOCTYPE html><script type="module">
  import init, { Baseline } from './csv_baseline.js'
  await init()
  window.peers = {
    async floor(address) { let bytes = 0; for await (const piece of (await fetch(address)).body) bytes += piece.length; return bytes },
    async csv(address) { const baseline = new Baseline(); for await (const piece of (await fetch(address)).body) baseline.feed(piece); return baseline.finish() },
  }
</script>`

const server = await serve({ '/': dist, '/bench/': data, '/peers/': peers }, { '/peers/reader.html': reader })
const results = { floor: [], csv: [], load: [], all: [], first: [] }
const missing = new Set()
let cold = []
const felt = {}

try {
  for (let i = 0; i < rounds; i++) {
    for (const [name, measure] of Object.entries({ floor: peer('floor'), csv: peer('csv'), load: largeExport, all: everything, first: sample })) {
      if (missing.size && ['load', 'all', 'first'].includes(name)) continue
      const result = await measure()
      if (result) results[name].push(result)
      console.error(`round ${i + 1} of ${rounds}: ${name} ${result ? JSON.stringify(result, (k, v) => typeof v === 'number' ? Math.round(v * 10) / 10 : v) : 'not measured'}`)
    }
  }
  // Once is enough for what has to stay under a limit with room to spare.
  for (const [name, measure] of Object.entries({ coming, answering, scrolling })) if (!missing.size) felt[name] = await measure(browse, server.base)
} finally {
  server.close()
}
const over = []
report()
if (over.length) fail(`\nOver the limit: ${over.join('; ')}.`)
if (missing.size) fail(`\nThe page did not say when it ${[...missing].join(', and ')}. It has to call performance.measure() with that name.`)

// ---- what is measured, in ms

// One way of reading the rows without understanding them.
function peer(name) {
  return () => browse(async page => {
    await page.open(server.base + 'peers/reader.html')
    await page.run(cap => __bench.wait(() => window.peers, cap), cap)
    const { ms, count } = await page.run(async name => {
      const start = performance.now(), count = await window.peers[name]('/bench/conversations.csv')
      return { ms: performance.now() - start, count }
    }, name)
    if (name === 'floor' && count !== bytes) fail(`${count} bytes came instead of ${bytes}`)
    return { read: ms, count }
  })
}

// The export: from the first byte asked for to the figures, then other areas, which must not read again, and the way back to where it began.
function largeExport() {
  return browse(async page => {
    await page.open(server.base + 'index.html#view=talking&data=bench/')
    const spans = await measures(page, ['read', 'settle', 'measure', 'draw'], 0)
    if (!spans) return null
    const longest = await page.run(to => __bench.longest(0, to), spans.draw.end)
    const everything = '#view=talking&data=bench/', longestChange = []
    const change = async hash => {
      const start = await page.run(hash => { const now = performance.now(); location.hash = hash; return now }, hash)
      const spans = await measures(page, ['change'], start)
      if (!spans) return null
      longestChange.push(await page.run(([from, to]) => __bench.longest(from, to), [start, spans.change.end]))
      return spans.change.end - start
    }
    const took = [], back = []
    for (let i = 0; i < changes; i++) {
      took.push(await change(`${everything}&area=${encodeURIComponent(areas[i])}`))
      if (i % 5 === 4) back.push(await change(everything))
    }
    if ([...took, ...back].includes(null)) return null
    const span = m => m.end - m.start
    return { read: span(spans.read), measure: span(spans.measure), draw: span(spans.draw), shown: spans.draw.end - spans.read.start, settled: spans.draw.end - spans.settle.start,
      change: median(took), back: median(back), longest, longestChange: Math.max(...longestChange) }
  })
}

// All measures of all tables, then of one area after another.
function everything() {
  return browse(async page => {
    await page.open(server.base + 'index.html#view=sources&data=bench/all/')
    const spans = await measures(page, ['read', 'measure'], 0)
    if (!spans) return null
    const longest = await page.run(to => __bench.longest(0, to), spans.measure.end)
    const took = []
    for (let i = 0; i < changes; i++) {
      const start = await page.run(hash => { const now = performance.now(); location.hash = hash; return now }, `#view=sources&data=bench/all/&area=${encodeURIComponent(areas[i])}`)
      const change = await measures(page, ['measure', 'change'], start)
      if (!change) return null
      took.push(change.measure.end - change.measure.start)
    }
    return { read: spans.read.end - spans.read.start, measure: spans.measure.end - spans.measure.start, change: median(took), longest }
  })
}

// A cold visit: the sample, from navigation to its first figure, and what had to be downloaded for it.
function sample() {
  return browse(async page => {
    server.requests.length = 0
    await page.open(server.base + 'index.html')
    const spans = await measures(page, ['draw'], 0)
    if (!spans) return null
    cold = [...new Set(server.requests)].filter(name => !name.startsWith('/sample/') && name !== '/favicon.ico')
    return { shown: spans.draw.end, longest: await page.run(to => __bench.longest(0, to), spans.draw.end) }
  })
}

async function measures(page, names, since) {
  const found = {}
  for (const name of names) {
    found[name] = await page.run(([name, since, cap]) => __bench.wait(() => __bench.find(name, since), cap), [name, since, missingCap()])
    if (!found[name]) { missing.add(`finished uptake:${name}`); return null }
  }
  return found
}
function missingCap() { return Math.min(cap, 20_000 + bytes / 1e6 * 1000) }

// ---- the table

function median(values) {
  const sorted = [...values].sort((a, b) => a - b), middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
function report() {
  const of = (name, key) => results[name].map(r => r[key]).filter(v => v !== undefined)
  const digits = v => v >= 100 ? v.toFixed(0) : v.toFixed(1)
  const lines = []
  const line = (what, values, unit, ratio = '') => { if (values.length) lines.push([what, `${digits(median(values))} ${unit}`, `${digits(Math.min(...values))}–${digits(Math.max(...values))}`, ratio]) }
  const speed = name => of(name, 'read').map(ms => bytes / 1e6 / (ms / 1e3))
  const times = (a, b) => a.length && b.length ? `${(median(a) / median(b)).toFixed(2)}×` : ''
  line('bytes fetched and thrown away', speed('floor'), 'MB/s', `${times(speed('floor'), speed('csv'))} csv crate`)
  line('csv crate, records counted', speed('csv'), 'MB/s')
  line('uptake:read', speed('load'), 'MB/s', `${times(speed('load'), speed('csv'))} csv crate, ${times(speed('load'), speed('floor'))} download`)
  line('uptake:read', of('load', 'read'), 'ms')
  line('uptake:measure', of('load', 'measure'), 'ms')
  line('uptake:draw', of('load', 'draw'), 'ms')
  line('from the first byte to the figures', of('load', 'shown'), 'ms', `${times(of('load', 'shown'), of('csv', 'read'))} csv crate's reading alone`)
  line('from the last byte to the figures', of('load', 'settled'), 'ms')
  line('another area, from the address to the figures', of('load', 'change'), 'ms')
  line('back to everything, which was seen before', of('load', 'back'), 'ms')
  line('longest task while loading', of('load', 'longest'), 'ms')
  line('longest task while changing', of('load', 'longestChange'), 'ms')
  line('every table read', of('all', 'read'), 'ms')
  line('every measure', of('all', 'measure'), 'ms')
  line('every measure of another area', of('all', 'change'), 'ms')
  line('longest task with every table and measure', of('all', 'longest'), 'ms')
  line('sample: from navigation to the first figure', of('first', 'shown'), 'ms')
  line('sample: longest task', of('first', 'longest'), 'ms')
  // A limit that is not kept fails the whole, after everything has been told. What was not measured was not kept either.
  const once = (what, value, unit, limit) => {
    if (missing.size) return
    const said = value === undefined ? 'not measured' : `${value >= 10 ? value.toFixed(0) : value.toFixed(1)} ${unit}`.trim()
    const isKept = limit === 0 ? value === 0 : value < limit
    lines.push([what, said, 'once', `wanted: ${limit === 0 ? 0 : `under ${limit}`}${isKept ? '' : ', and is not'}`])
    if (!isKept) over.push(`${what}: ${said}`)
  }
  once('sample: largest part painted', felt.coming?.largest, 'ms', 1000)
  once('sample: moved after the first figure', felt.coming?.moved, '', 0)
  once(`longest from an input to the next paint (${felt.answering?.to})`, felt.answering?.answer, 'ms', 100)
  once(`table of ${felt.scrolling?.rows} rows: opens`, felt.scrolling?.open, 'ms', 100)
  once('the same: longest task while it opens', felt.scrolling?.openTask, 'ms', 50)
  once('the same: rows of any place', felt.scrolling?.place, 'ms', 50)
  once('the same: longest task while scrolled', felt.scrolling?.scrollTask, 'ms', 50)
  once('the same: sorted by a text, by a day', felt.scrolling?.sort, 'ms', 3000)
  once('the same: longest task while sorted', felt.scrolling?.sortTask, 'ms', 50)
  const head = [`${(bytes / 1e6).toFixed(1)} MB, ${rounds} rounds`, 'median', 'from–to', 'in the same run'], all = [head, ...lines]
  const widths = head.map((_, i) => Math.max(...all.map(row => row[i].length)))
  console.log('\n' + all.map(row => row.map((cell, i) => i === 1 || i === 2 ? cell.padStart(widths[i]) : cell.padEnd(widths[i])).join('  ').trimEnd()).join('\n'))

  const sizes = (cold.length ? cold : fs.readdirSync(dist).filter(name => fs.statSync(path.join(dist, name)).isFile()).map(name => '/' + name)).map(name => {
    const raw = fs.readFileSync(path.join(dist, name === '/' ? 'index.html' : name))
    return [name, raw.length, zlib.brotliCompressSync(raw, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 11, [zlib.constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }).length]
  })
  const total = sizes.reduce((sum, [, , packed]) => sum + packed, 0), kb = n => (n / 1e3).toFixed(1).padStart(8) + ' KB'
  console.log(`\n${cold.length ? 'What a cold visit to the sample downloads, data apart' : 'Every file of the page (what a visit downloads was not seen)'}, plain and in brotli 11:`)
  for (const [name, raw, packed] of sizes.sort((a, b) => b[2] - a[2])) console.log(`${kb(raw)} ${kb(packed)}  ${name}`)
  console.log(`${' '.repeat(12)}${kb(total)}  in all`)

  const out = new URL('results/', import.meta.url)
  fs.mkdirSync(out, { recursive: true })
  fs.writeFileSync(new URL(`${path.basename(data)}.json`, out), JSON.stringify({ date: new Date().toISOString(), bytes, brotli: total, results, felt }, null, 1))
}
