// Serves folders from memory on a free port of this machine, so that no disk is measured.
import fs from 'node:fs'
import http from 'node:http'
import path from 'node:path'

const KINDS = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.wasm': 'application/wasm', '.svg': 'image/svg+xml', '.csv': 'text/csv; charset=utf-8' }

// mounts: { '/path/': folder }, the longest that fits wins; texts: { '/path': text }. `requests` are the paths asked for so far.
export async function serve(mounts, texts = {}) {
  const kept = new Map(Object.entries(texts).map(([name, text]) => [name, Buffer.from(text)])), requests = []
  const load = name => {
    const mount = Object.keys(mounts).filter(m => name.startsWith(m)).sort((a, b) => b.length - a.length)[0]
    const file = path.join(mounts[mount], name.slice(mount.length))
    return file.startsWith(mounts[mount] + path.sep) && fs.statSync(file, { throwIfNoEntry: false })?.isFile() ? fs.readFileSync(file) : null
  }
  const server = http.createServer((request, response) => {
    const asked = decodeURIComponent(request.url.split('?')[0]), name = asked.endsWith('/') ? asked + 'index.html' : asked
    requests.push(name)
    if (!kept.has(name)) kept.set(name, load(name))
    const body = kept.get(name)
    if (!body) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': KINDS[path.extname(name)] ?? 'application/octet-stream', 'content-length': body.length, 'cache-control': 'no-store' })
    response.end(request.method === 'HEAD' ? undefined : body)
  })
  await new Promise(ready => server.listen(0, '127.0.0.1', ready))
  return { base: `http://127.0.0.1:${server.address().port}/`, requests, close: () => { server.close(); server.closeAllConnections() } }
}
