// What a reader feels, in ms: when the page has come, whether it moves, and how soon it answers with a million rows loaded.
const LARGE = 'data=bench/', CAP = 180_000

// The sample on a cold visit: when its largest part was painted, and how far anything moved after the first figure.
export const coming = (browse, base) => browse(async page => {
  await page.open(base + 'index.html')
  await page.run(cap => __bench.wait(() => __bench.find('draw', 0), cap), CAP)
  return page.run(() => new Promise(done => {
    const drawn = __bench.find('draw', 0).end // painted within the frame that follows
    let largest = 0, moved = 0
    const observe = (type, each) => new PerformanceObserver(list => list.getEntries().forEach(each)).observe({ type, buffered: true })
    observe('largest-contentful-paint', entry => { largest = entry.startTime })
    observe('layout-shift', entry => { if (entry.startTime > drawn + 100) moved += entry.value })
    setTimeout(() => done({ largest, moved }), 1000)
  }))
})

// Clicks and keys in views of the large export, from view to view and from area to area: the longest time from an input to the next paint.
export const answering = (browse, base) => browse(async page => {
  await loaded(page, `${base}index.html#view=talking&${LARGE}`)
  await page.run(() => {
    window.answers = []
    const each = entry => { if (entry.interactionId) window.answers.push([entry.name, entry.target?.textContent?.slice(0, 30) ?? '', entry.duration]) }
    new PerformanceObserver(list => list.getEntries().forEach(each)).observe({ type: 'event', durationThreshold: 16 })
  })
  for (const words of ['How this is counted', 'Data as a table', 'Rows behind it']) {
    await page.click(words => [...document.querySelectorAll('.c8 .fig-foot button')].find(button => button.textContent === words), words)
    await settle(page)
  }
  await page.key('Escape')
  await settle(page)
  await page.run(() => document.querySelector('.c8 .hit').focus())
  for (let i = 0; i < 5; i++) await page.key('ArrowRight')
  await settle(page)
  // Another area with the keys, another view with a click: each time all figures are made anew.
  await page.run(() => document.getElementById('filter-area').focus())
  for (let i = 0; i < 3; i++) await changed(page, () => page.key('ArrowDown'))
  for (const view of ['joining', 'talking', 'relying', 'progress']) await changed(page, () => page.click(view => [...document.querySelectorAll('header nav a')].find(link => view === 'progress' ? !link.hash.includes('view=') : link.hash.includes(`view=${view}`)), view))
  return page.run(() => {
    const longest = window.answers.reduce((most, answer) => answer[2] > most[2] ? answer : most, ['', '', 0])
    return { answer: longest[2], to: longest.slice(0, 2).join(' ') }
  })
})

// The table of all rows: from the click to its first rows, the longest task while it is scrolled and while it is sorted, and the longest
// wait for the rows of a place.
export const scrolling = (browse, base) => browse(async page => {
  await loaded(page, `${base}index.html#view=tile&id=how-complete&${LARGE}`)
  await page.run(() => {
    window.opened = new Promise(done => {
      let start
      addEventListener('click', event => { start = event.timeStamp }, { capture: true, once: true })
      const look = () => start && document.querySelector('dialog[open] tbody tr[aria-rowindex]') ? done([start, performance.now()]) : requestAnimationFrame(look)
      look()
    })
  })
  await page.click(() => document.querySelector('.tile .big'))
  return page.run(async () => {
    const [start, end] = await window.opened, area = document.querySelector('.rows-scroll')
    const rows = +document.querySelector('dialog[open] table').ariaRowCount - 1 || +document.querySelector('dialog[open] table').getAttribute('aria-rowcount') - 1
    const frame = () => new Promise(requestAnimationFrame)
    const seen = () => {
      const box = area.getBoundingClientRect(), at = document.elementFromPoint(box.x + 40, box.y + box.height / 2)
      return +(at?.closest('tr[aria-rowindex]')?.getAttribute('aria-rowindex') ?? 0)
    }
    await frame()
    const opening = await __bench.longest(start, performance.now()), from = performance.now()
    let wait = 0
    for (const place of [0.5, 0.01, 1, 0.73, 0.25, 0.999, 0]) {
      const before = performance.now(), wanted = 1 + place * rows
      area.scrollTop = place * (area.scrollHeight - area.clientHeight)
      while (Math.abs(seen() - wanted) > 60) { if (performance.now() - before > 5000) return { rows, lost: place, saw: seen() }; await frame() }
      wait = Math.max(wait, performance.now() - before)
    }
    for (let step = 0; step < 60; step++) { area.scrollTop += 400; await frame() }
    const scrollTask = await __bench.longest(from, performance.now()), sorts = performance.now()
    let sort = 0
    for (const column of [2, 3]) {
      const before = performance.now()
      document.querySelector(`dialog[open] [data-sort="${column}"]`).click()
      const head = document.querySelectorAll('dialog[open] thead th')[column]
      while (!head.hasAttribute('aria-sort')) { if (performance.now() - before > 60_000) return { rows, unsorted: column }; await frame() }
      sort = Math.max(sort, performance.now() - before)
    }
    return { rows, open: end - start, openTask: opening, place: wait, scrollTask, sort, sortTask: await __bench.longest(sorts, performance.now()) }
  })
})

async function loaded(page, address) {
  await page.open(address)
  await page.run(cap => __bench.wait(() => __bench.find('draw', 0), cap), CAP)
}
// Does something that changes what is shown, and waits until it is.
async function changed(page, act) {
  const since = await page.run(() => performance.now())
  await act()
  if (!await page.run(([since, cap]) => __bench.wait(() => __bench.find('change', since), cap), [since, CAP])) throw Error('nothing changed')
  await settle(page)
}
const settle = page => page.run(() => new Promise(done => setTimeout(done, 300)))
