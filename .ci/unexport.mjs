// Takes exports out of a program, by a part of their name: unexport.mjs <in.wasm> <out.wasm> <part of a name>.
// What a library exports to JavaScript and the page never calls would be kept for nobody, with everything that it needs.
import fs from 'node:fs'

const [from, to, part] = process.argv.slice(2)
const program = fs.readFileSync(from)
const EXPORTS = 7

/** A number as WebAssembly writes it, and where it ends. */
function number(at) {
  let value = 0, shift = 0, byte
  do {
    byte = program[at++]
    value += (byte & 127) * 2 ** shift
    shift += 7
  } while (byte > 127)
  return [value, at]
}

function written(value) {
  const bytes = []
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value % 128) | 128)
  return Buffer.from([...bytes, value])
}

/** The exports without those that bear the name. */
function section(at) {
  let [count, place] = number(at)
  const kept = []
  for (; count > 0; count--) {
    const [length, name] = number(place)
    const [, end] = number(name + length + 1)
    if (!program.toString('utf8', name, name + length).includes(part)) kept.push(program.subarray(place, end))
    place = end
  }
  return Buffer.concat([written(kept.length), ...kept])
}

const parts = [program.subarray(0, 8)]
for (let at = 8; at < program.length;) {
  const [size, body] = number(at + 1)
  if (program[at] === EXPORTS) {
    const kept = section(body)
    parts.push(Buffer.from([EXPORTS]), written(kept.length), kept)
  } else {
    parts.push(program.subarray(at, body + size))
  }
  at = body + size
}
fs.writeFileSync(to, Buffer.concat(parts))
