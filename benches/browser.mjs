// A fresh Chromium with one tab, spoken to over a pipe: nothing to install, and nothing between the page and the clock.
import { spawn, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--window-size=1280,900']
const chrome = process.env.CHROME ?? ['chromium', 'google-chrome', 'chromium-browser'].find(name => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0)

// Hands `then` a page: open(address); run(f, argument), which runs f in the page and returns what it resolves to; click(f, argument) on
// the element that f finds, and key(name), both as a hand would.
export async function browse(then) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), 'uptake-bench-'))
  const browser = spawn(chrome, [...FLAGS, `--user-data-dir=${profile}`, '--remote-debugging-pipe', 'about:blank'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] })
  const ended = new Promise(done => browser.once('exit', done))
  const send = connect(browser, ended)
  try {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' })
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true })
    await send('Page.enable', {}, sessionId)
    await send('Page.addScriptToEvaluateOnNewDocument', { source: `(${observe})()` }, sessionId)
    await new Promise(done => setTimeout(done, 1000)) // in its first second a browser is busy with itself
    const run = async (f, argument) => {
      const answer = await send('Runtime.evaluate', { expression: `(${f})(${JSON.stringify(argument)})`, awaitPromise: true, returnByValue: true }, sessionId)
      if (answer.exceptionDetails) throw Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text)
      return answer.result.value
    }
    return await then({
      open: url => send('Page.navigate', { url }, sessionId),
      run,
      async click(f, argument) {
        const found = `argument => { const found = (${f})(argument); found.scrollIntoView({ block: 'center' }); const box = found.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2] }`
        const [x, y] = await run(found, argument)
        for (const type of ['mousePressed', 'mouseReleased']) await send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 }, sessionId)
      },
      async key(key) {
        const code = { Escape: 27, ArrowRight: 39, ArrowDown: 40 }[key]
        for (const type of ['rawKeyDown', 'keyUp']) await send('Input.dispatchKeyEvent', { type, key, code: key, windowsVirtualKeyCode: code }, sessionId)
      },
    })
  } finally {
    await send('Browser.close').catch(() => browser.kill())
    await ended
    // Its other processes may still write for a moment.
    await fs.promises.rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

function connect(browser, ended) {
  const [, , , to, from] = browser.stdio, waiting = new Map()
  let id = 0, rest = ''
  from.setEncoding('utf8').on('data', text => {
    const messages = (rest + text).split('\0')
    rest = messages.pop()
    for (const message of messages.map(m => JSON.parse(m))) {
      const { done, failed } = waiting.get(message.id) ?? {}
      waiting.delete(message.id)
      if (message.error) failed?.(Error(message.error.message))
      else done?.(message.result)
    }
  })
  const closed = why => { for (const { failed } of waiting.values()) failed(Error(why)) }
  ended.then(() => closed('Chromium ended'))
  browser.on('error', error => closed(`Chromium does not start: ${error.message}`))
  return (method, params = {}, sessionId = undefined) => new Promise((done, failed) => {
    waiting.set(++id, { done, failed })
    to.write(JSON.stringify({ id, method, params, sessionId }) + '\0')
  })
}

// Runs in the page before anything else of it.
function observe() {
  const long = [], bench = window.__bench = {}
  new PerformanceObserver(list => { for (const e of list.getEntries()) long.push([e.startTime, e.startTime + e.duration]) }).observe({ type: 'longtask', buffered: true })
  // The first measure of that name that ends after `since`.
  bench.find = (name, since) => {
    const entry = performance.getEntriesByName(`uptake:${name}`, 'measure').find(e => e.startTime + e.duration > since)
    return entry && { start: entry.startTime, end: entry.startTime + entry.duration }
  }
  // Waits for what f gives, without keeping the page busy; null after `cap` ms.
  bench.wait = async (f, cap) => {
    const until = performance.now() + cap
    for (;;) {
      const value = f()
      if (value) return typeof value === 'object' && 'start' in value ? value : true
      if (performance.now() > until) return null
      await new Promise(done => setTimeout(done, 20))
    }
  }
  // The longest task that overlaps the span; tasks under 50 ms are not reported, and count as 0.
  bench.longest = async (from, to) => {
    await new Promise(done => setTimeout(done, 100))
    return Math.max(0, ...long.filter(([start, end]) => end > from && start < to).map(([start, end]) => end - start))
  }
}
