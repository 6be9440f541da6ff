package web

// Whether a board may be read from the last row: nothing too small, cut, over
// something else, or like another.

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"dovar/web/browsertest"
)

// wholeOnBoard lists what is too small, cut, or stands on something else.
const wholeOnBoard = `(() => {
	const bad = [], u = Math.min(innerHeight / 1080, innerWidth / 1440);
	const seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && !e.closest('.aside-text, .controls, [aria-hidden="true"], .beyond');
	const area = document.querySelector('.table').getBoundingClientRect();
	const texts = [];
	const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	while (walk.nextNode()) {
		const e = walk.currentNode.parentElement;
		if (!walk.currentNode.data.trim() || !seen(e) || /SCRIPT|STYLE/.test(e.tagName)) continue;
		const r = document.createRange();
		r.selectNodeContents(walk.currentNode);
		const whole = r.getBoundingClientRect(), shown = (e.closest('.fits, .school') || document.body).getBoundingClientRect();
		const box = { left: whole.left, right: Math.min(whole.right, shown.right), top: whole.top, bottom: whole.bottom };
		const size = parseFloat(getComputedStyle(e).fontSize);
		if (size < 30 * u - .6) bad.push('small: ' + walk.currentNode.data + ' ' + Math.round(size / u));
		if (box.left < 0 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) bad.push('outside: ' + walk.currentNode.data);
		/* the letters, not the line: a line is higher than what stands in it */
		const middle = (box.top + box.bottom) / 2;
		texts.push({ text: walk.currentNode.data, e, left: box.left, right: box.right, top: middle - size * .3, bottom: middle + size * .3 });
	}
	texts.forEach((a, i) => texts.slice(i + 1).forEach((b) => {
		if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) bad.push('over each other: «' + a.text + '» «' + b.text + '»');
	}));
	for (const e of document.querySelectorAll('.fits, .who, .words, .columns > span, .label, .side .word')) {
		if (seen(e) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 6)) bad.push('cut: ' + e.className + ' «' + e.textContent + '»');
	}
	for (const e of document.querySelectorAll('.meeting, .group, .strip, .row:not(.beyond)')) {
		const b = e.getBoundingClientRect();
		if (seen(e) && (b.top < area.top - 1 || b.bottom > area.bottom + 3)) bad.push('not on the page: ' + e.className + ' ' + e.textContent);
	}
	const boxes = Array.from(document.querySelectorAll('.meeting, .round, .group')).filter(seen).map((e) => [e, e.getBoundingClientRect()]);
	boxes.forEach(([e, a], i) => boxes.slice(i + 1).forEach(([f, b]) => {
		if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1) bad.push('boxes meet: ' + e.textContent + ' / ' + f.textContent);
	}));
	const who = {};
	for (const e of document.querySelectorAll('.fits, .words .name')) {
		const text = e.textContent, name = e.getAttribute('aria-label') || text;
		if (!seen(e) || text === '–') continue;
		if (who[text] && who[text] !== name) bad.push('two that look alike: ' + name + ' / ' + who[text]);
		who[text] = name;
		if (text !== name && text.length < 12) bad.push('cut for want of room: ' + text);
	}
	const rows = Array.from(document.querySelectorAll('.row')).filter(seen);
	if (rows.length > 5 && innerHeight > innerWidth && rows[rows.length - 1].getBoundingClientRect().bottom < innerHeight * .8) bad.push('the lower fifth is empty');
	return bad.slice(0, 12);
})()`

var halls = [][2]int64{{1920, 1080}, {1280, 720}, {1024, 768}, {800, 1280}}

// hallAt shows the board in a size and lists what is amiss.
func hallAt(t *testing.T, tab context.Context, size [2]int64, picture string) {
	t.Helper()
	settled(t, tab, size)
	wholeAt(t, tab, fmt.Sprintf("%s-%dx%d", picture, size[0], size[1]))
}

func wholeAt(t *testing.T, tab context.Context, picture string) {
	t.Helper()
	browsertest.Keep(t, tab, picture)
	if bad := browsertest.Eval[[]string](t, tab, wholeOnBoard); len(bad) > 0 {
		t.Errorf("%s:\n  %s", picture, strings.Join(bad, "\n  "))
	}
}

// settled gives the tab the size and waits until the page has drawn itself for it.
func settled(t *testing.T, tab context.Context, size [2]int64) {
	t.Helper()
	browsertest.Size(t, tab, size[0], size[1])
	browsertest.Eval[bool](t, tab, fmt.Sprintf(`document.fonts.ready.then(() => new Promise((done) => {
		const look = () => requestAnimationFrame(innerWidth === %d && innerHeight === %d ? () => requestAnimationFrame(() => done(true)) : look);
		look();
	}))`, size[0], size[1]))
}
