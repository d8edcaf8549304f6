// What a program and the script around it call each other by.
//
//   names.mjs leave-out <in.wasm> <out.wasm> <part of a name>   takes exports out of the program: what a library exports and the page
//                                                                never calls would be kept for nobody, with everything that it needs
//   names.mjs shorten <program.wasm> <script.js>                 gives both shorter names: the long ones have hashes in them, which
//                                                                no compression makes smaller
import fs from 'node:fs'

const [IMPORTS, EXPORTS] = [2, 7], [FUNCTION, TABLE, MEMORY, GLOBAL, TAG] = [0, 1, 2, 3, 4]

/** Reads a part of a program from a place on, and knows how far it has come. */
class Reader {
  constructor(bytes, at) { Object.assign(this, { bytes, at }) }
  number() {
    let value = 0, shift = 0, byte
    do {
      byte = this.bytes[this.at++]
      value += (byte & 127) * 2 ** shift
      shift += 7
    } while (byte > 127)
    return value
  }
  name() {
    const length = this.number()
    return this.bytes.toString('utf8', this.at, this.at += length)
  }
  limits() { if (this.number() & 1) this.number(); this.number() }
  /** What is imported, which says nothing of its name. */
  kind() {
    const from = this.at, kind = this.number()
    if (kind === FUNCTION) this.number()
    else if (kind === TABLE) { this.at++; this.limits() }
    else if (kind === MEMORY) this.limits()
    else if (kind === GLOBAL) this.at += 2
    else if (kind === TAG) { this.at++; this.number() }
    return this.bytes.subarray(from, this.at)
  }
  /** What is exported. */
  item() {
    const from = this.at++
    this.number()
    return this.bytes.subarray(from, this.at)
  }
}

function number(value) {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Buffer.from([...bytes, value])
}
const name = text => Buffer.concat([number(Buffer.byteLength(text)), Buffer.from(text)])
const list = entries => Buffer.concat([number(entries.length), ...entries])

/** The program with some sections written anew. */
function rewritten(program, write) {
  const parts = [program.subarray(0, 8)]
  for (let at = 8; at < program.length;) {
    const reader = new Reader(program, at + 1), size = reader.number(), end = reader.at + size, section = write[program[at]]
    if (section) {
      const body = list(Array.from({ length: reader.number() }, () => section(reader)).filter(Boolean))
      parts.push(Buffer.from([program[at]]), number(body.length), body)
    } else {
      parts.push(program.subarray(at, end))
    }
    at = end
  }
  return Buffer.concat(parts)
}

const [task, from, to, part] = process.argv.slice(2), program = fs.readFileSync(from)
if (task === 'leave-out') {
  const kept = reader => {
    const called = reader.name(), item = reader.item()
    return called.includes(part) ? null : Buffer.concat([name(called), item])
  }
  fs.writeFileSync(to, rewritten(program, { [EXPORTS]: kept }))
} else if (task === 'shorten') {
  const short = new Map(), hashed = /^__wb(g|indgen)_\w+$|_h[0-9a-f]{16}(_\d+)?$/
  const shorten = called => {
    if (!hashed.test(called)) return called
    if (!short.has(called)) short.set(called, '$' + short.size.toString(36))
    return short.get(called)
  }
  fs.writeFileSync(from, rewritten(program, {
    [IMPORTS]: reader => Buffer.concat([name(reader.name()), name(shorten(reader.name())), reader.kind()]),
    [EXPORTS]: reader => Buffer.concat([name(shorten(reader.name())), reader.item()]),
  }))
  fs.writeFileSync(to, fs.readFileSync(to, 'utf8').replace(/\b\w+\b/g, word => short.get(word) ?? word))
} else {
  throw new Error(`names.mjs does not know how to ${task}`)
}
