//! What of a page is cut off, lies over its neighbours or reaches beyond the window.

use crate::driver::Page;

/// What does not fit into the page as it stands. What scrolls by itself, and what ends with dots, says that it goes on.
pub async fn unfitting(page: &Page, what: &str) -> Vec<String> {
    let found = page.run(UNFITTING, &[]).await;
    let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
    found.iter().map(|part| format!("{what}: {}", part.as_str().unwrap_or_default())).collect()
}

const UNFITTING: &str = r"
    const found = [], told = e => `${e.tagName.toLowerCase()}.${e.getAttribute('class') ?? ''} ${(e.textContent ?? '').trim().slice(0, 60)}`;
    const isSeen = e => e.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    // What is only heard is a px large, on purpose.
    const isHeard = e => e.closest('.visually-hidden, .skip') !== null
        || (getComputedStyle(e).clipPath !== 'none' && e.getBoundingClientRect().width <= 1);
    const scrolls = e => ['auto', 'scroll'].includes(getComputedStyle(e).overflowX);
    const within = (e, test) => { for (let at = e; at && at !== document.documentElement; at = at.parentElement) if (test(at)) return true; return false };
    if (document.documentElement.scrollWidth > innerWidth)
        for (const e of [...document.querySelectorAll('body *')].filter(e => isSeen(e) && !within(e.parentElement, scrolls) && e.getBoundingClientRect().right > innerWidth + 1).slice(-3))
            found.push('beyond the window: ' + told(e));
    for (const e of document.querySelectorAll('body *')) {
        if (e.closest('svg') || !isSeen(e) || within(e, isHeard)) continue;
        const style = getComputedStyle(e), ends = style.textOverflow === 'ellipsis' && e.scrollHeight <= e.clientHeight + 1;
        const more = { overflowX: e.scrollWidth - e.clientWidth, overflowY: e.scrollHeight - e.clientHeight };
        for (const [axis, px] of Object.entries(more))
            if (['hidden', 'clip'].includes(style[axis]) && px > 1 && !ends) found.push(`cut by ${px} px, ${axis}: ` + told(e));
    }
    // Words that leave the box they were given lie over what is beside it.
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
    for (let node; node = walk.nextNode();) {
        const e = node.parentElement;
        if (!node.data.trim() || !isSeen(e) || within(e, isHeard) || e.closest('select, option, script, title, textarea')) continue;
        range.selectNodeContents(node);
        const words = range.getBoundingClientRect();
        const svg = e.ownerSVGElement;
        if (svg) {
            const box = svg.getBoundingClientRect();
            if (words.left < box.left - 4 || words.right > box.right + 4 || words.bottom > box.bottom + 4 || words.top < box.top - 4)
                found.push(`leaves its drawing, ${svg.getAttribute('aria-label')}: ` + told(e));
            continue;
        }
        let block = e;
        while (getComputedStyle(block).display.startsWith('inline') && block.parentElement) block = block.parentElement;
        const box = block.getBoundingClientRect();
        if (!scrolls(block) && getComputedStyle(block).textOverflow !== 'ellipsis' && (words.right > box.right + 1.5 || words.left < box.left - 1.5))
            found.push(`leaves its box by ${Math.round(Math.max(words.right - box.right, box.left - words.left))} px: ` + told(e));
    }
    // In a drawing no words stand on others, on a point or on a line that means something.
    for (const svg of [...document.querySelectorAll('svg.figure')].filter(isSeen)) {
        const where = `in ${svg.getAttribute('aria-label')}: `;
        const box = e => {
            const { x, y, width, height } = e.getBBox();
            // A line of words is higher than its letters.
            return e.localName === 'text' ? { left: x + 10, right: x + width - 10, top: y + height * 0.2, bottom: y + height * 0.82 } : { left: x, right: x + width, top: y, bottom: y + height };
        };
        const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
        const words = [...svg.querySelectorAll('text')].filter(e => !e.hasAttribute('transform')).map(e => [e, box(e)]);
        words.forEach(([e, at], i) => { for (const [other, there] of words.slice(i + 1)) if (meet(at, there)) found.push(`${where}${told(e)} lies on ${told(other)}`) });
        // The line that counts stand on: words across it would look as if they belonged to nothing.
        const axis = 'var(--ink-2)';
        const thick = [...svg.querySelectorAll('line, polyline')].filter(e => Number(e.getAttribute('stroke-width')) >= 20 || e.getAttribute('stroke') === axis);
        for (const line of thick) {
            const length = line.getTotalLength(), corners = [];
            // A mark on the line belongs to the words under it.
            if (length < 150) continue;
            for (let px = 0; px <= length; px += 20) corners.push(line.getPointAtLength(px));
            for (const [e, at] of words) if (corners.some(({ x, y }) => x > at.left && x < at.right && y > at.top && y < at.bottom)) found.push(`${where}${told(e)} lies on a line`);
        }
        for (const point of svg.querySelectorAll('circle')) {
            const spot = box(point);
            // A number in its disc stands there on purpose.
            for (const [e, at] of words) if (meet(at, spot) && !(at.left > spot.left && at.right < spot.right)) found.push(`${where}${told(e)} lies on a point`);
        }
    }
    return found";
