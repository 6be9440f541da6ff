package web

// Shared places and the places still possible, as they stand on the projector
// and on a phone: every label in its column, every word whole.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web/browsertest"
)

// halfway is a picture of eleven entries while sheets are open: a leader who is
// decided, shared places, one that waits. Places of the tail begin at from.
func halfway(from int) *judging.Frame {
	f := &judging.Frame{
		T: "snap", Contest: "c", Division: "d", Epoch: "1-a", State: "live", AsOf: "2026-10-05T10:28:40.125Z",
		Coverage: &judging.Coverage{Received: 27, Expected: 33},
	}
	names := []string{"Саидова Меҳрангез", "Раҳимов Ҷамшед", "Ғаниева Зарина", "Ӯктамов Баҳром", "Обтозакунӣ бо нури офтоб барои деҳаҳои баландкӯҳ", "Қосимова Ҳилола",
		"Назаров Файзулло", "Шарипов Рустам", "Юсуфӣ Нигина", "Ҳакимов Ҷовид", "Азизова Парвина"}
	for i, name := range names {
		place := i + 1
		if i >= 5 {
			place = from + i - 5
		}
		f.Rows = append(f.Rows, judging.FrameRow{I: i, Entry: fmt.Sprint("e", i), Name: name, School: "Гимназияи №1, ноҳияи Рӯдакӣ",
			Total: fmt.Sprint(95 - 2*i), Place: place, Counted: 3, Expected: 3, Best: max(1, place-1), Worst: place + 3})
	}
	f.Rows[0].Best, f.Rows[0].Worst = 1, 1
	share := func(style string, at, n int) {
		for i := at; i < at+n; i++ {
			row := &f.Rows[i]
			row.Place, row.Tie, row.Total = f.Rows[at].Place, n, f.Rows[at].Total
			row.Label = judging.PlaceLabel(style, row.Place, n)
		}
	}
	share("1224", 1, 2)
	share("1224", 5, 3)
	last := &f.Rows[10]
	last.Total, last.Place, last.Counted, last.Best, last.Worst = "", 0, 1, 3, from+5
	f.Hash = judging.HashFrame(f.State, f.Rows)
	return f
}

// inPlace lists labels and words that are not whole inside their column, and
// brackets that are cut.
const inPlace = `(() => {
	const bad = [];
	const seen = (e) => e.getClientRects().length && getComputedStyle(e.closest('.row') || e).visibility !== 'hidden';
	const inside = (e, wide, high, what) => {
		const a = e.getBoundingClientRect(), b = wide.getBoundingClientRect(), c = high.getBoundingClientRect();
		if (a.width && (a.left < b.left - 1 || a.right > b.right + 1 || a.top < c.top - 1 || a.bottom > c.bottom + 1)) {
			bad.push(what + ' «' + e.textContent + '» ' + [a.left, a.right, b.left, b.right, a.top, a.bottom, c.top, c.bottom].map(Math.round));
		}
	};
	const text = (e) => { const r = document.createRange(); r.selectNodeContents(e); return { getBoundingClientRect: () => r.getBoundingClientRect(), textContent: e.textContent }; };
	for (const e of document.querySelectorAll('.row .place')) if (seen(e)) inside(text(e), e, e.closest('.row'), 'place');
	for (const e of document.querySelectorAll('.row .possible')) if (seen(e)) inside(text(e), e.closest('.sheets, .words'), e.closest('.row'), 'bounds');
	for (const e of document.querySelectorAll('.sheets')) if (seen(e)) inside(e, e.closest('.row'), e.closest('.row'), 'sheets');
	for (const e of document.querySelectorAll('.ties .tie')) {
		const a = e.getBoundingClientRect(), b = document.querySelector('.ties').getBoundingClientRect();
		if (a.left < b.left - 1) bad.push('a bracket is cut: ' + [a.left, b.left]);
	}
	for (const e of document.querySelectorAll('.sure, .sure *')) if (e.tagName !== 'use') inside(e, document.querySelector('.head'), document.querySelector('.head'), 'state');
	return bad;
})()`

func TestPlacesOnTheProjector(t *testing.T) {
	tab := browsertest.Open(t)
	for _, from := range []int{6, 10, 98} { // labels of three, five and seven letters
		frame := halfway(from)
		for _, lang := range Languages {
			for _, theme := range []string{"hall", "paper"} {
				browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "board.html", lang, theme, frame)))
				for _, size := range [][2]int64{{1920, 1080}, {1280, 720}, {1024, 768}} {
					settled(t, tab, size)
					name := fmt.Sprintf("places-%d-%s-%s-%dx%d", from, lang, theme, size[0], size[1])
					if bad := browsertest.Eval[[]string](t, tab, inPlace); len(bad) > 0 {
						t.Errorf("%s:\n  %s", name, strings.Join(bad, "\n  "))
					}
					if n := browsertest.Eval[int](t, tab, `document.querySelectorAll('.tie').length`); n != 2 {
						t.Errorf("%s: %d brackets, want 2", name, n)
					}
					browsertest.Keep(t, tab, name)
				}
			}
		}
	}
	for _, want := range []string{"2–3", "98–100"} {
		if !browsertest.Eval[bool](t, tab, `Array.from(document.querySelectorAll('.place')).some((e) => e.textContent === '`+want+`')`) {
			t.Errorf("no place %s", want)
		}
	}
	said := browsertest.Eval[string](t, tab, `document.body.textContent`)
	for _, want := range []string{"Leader decided", "place decided", "1–5"} {
		if !strings.Contains(strings.ReplaceAll(said, "\u00a0", " "), want) {
			t.Errorf("the board does not say %q: %s", want, said)
		}
	}
}

// Once every sheet is in, what is still possible is no more a question.
func TestNothingIsPossibleWhenAllIsIn(t *testing.T) {
	frame := halfway(6)
	frame.Coverage.Received = 33
	tab := browsertest.Open(t)
	for _, page := range []string{"board.html", "phone.html"} {
		browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, page, "en", "hall", frame)))
		browsertest.Until(t, tab, "the rows", `document.querySelectorAll('.row').length === 11`)
		if said := browsertest.Eval[string](t, tab, `document.body.innerText`); strings.Contains(said, "possible") || strings.Contains(said, "decided") {
			t.Errorf("%s says %s", page, said)
		}
	}
}

func TestPlacesOnAPhone(t *testing.T) {
	tab := browsertest.Open(t)
	for _, from := range []int{6, 98} {
		for _, lang := range Languages {
			for _, dark := range []bool{false, true} {
				browsertest.Dark(t, tab, dark)
				browsertest.Size(t, tab, 390, 844)
				browsertest.Run(t, tab, chromedp.Navigate(boardAt(t, "phone.html", lang, "", halfway(from))))
				browsertest.Until(t, tab, "the rows", `document.querySelectorAll('.row').length === 11`)
				name := fmt.Sprintf("phone-%d-%s-dark-%v", from, lang, dark)
				if bad := browsertest.Eval[[]string](t, tab, inPlace); len(bad) > 0 {
					t.Errorf("%s:\n  %s", name, strings.Join(bad, "\n  "))
				}
				browsertest.Keep(t, tab, name)
			}
		}
	}
	if said := browsertest.Eval[string](t, tab, `document.querySelector('main').textContent.replace(/\u00a0/g, ' ')`); !strings.Contains(said, "98–100") || !strings.Contains(said, "Leader decided") {
		t.Errorf("the phone says %s", said)
	}
}
