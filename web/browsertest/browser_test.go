package browsertest

// That a browser opens and answers, and that a finger meets what it goes for.

import (
	"testing"

	"github.com/chromedp/chromedp"
)

func TestOpen(t *testing.T) {
	b := Open(t)
	if got := Eval[int](t, Device(t, b), `Promise.resolve(6 * 7)`); got != 42 {
		t.Error(got)
	}
}

// A button comes in from below; another is drawn anew under a cover that goes.
func TestSpot(t *testing.T) {
	tab := Open(t)
	for name, page := range map[string]string{
		"slides": `document.getElementById("it").animate([{ transform: "translateY(500px)" }, { transform: "none" }], 400);`,
		"is covered": `const cover = document.createElement("p");
			cover.style = "position: fixed; inset: 0; background: tan";
			document.body.append(cover);
			document.getElementById("it").replaceWith(document.getElementById("it").cloneNode(true));
			setTimeout(() => cover.remove(), 500);`,
	} {
		Run(t, tab, chromedp.Navigate("about:blank"))
		Eval[bool](t, tab, `(() => {
			document.body.innerHTML = "<button id=it style='height: 20px; padding: 0'>it</button>";
			window.met = "nothing";
			document.addEventListener("click", (e) => { met = e.target.id || "another"; });
			`+page+`
			return true;
		})()`)
		at := Spot(t, tab, `document.getElementById("it")`)
		Run(t, tab, chromedp.MouseClickXY(at[0], at[1]))
		if met := Eval[string](t, tab, "met"); met != "it" {
			t.Errorf("what %s is missed: a tap met %s", name, met)
		}
	}
}
