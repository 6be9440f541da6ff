package browsertest

// This file finds where a finger meets an element.

import (
	"context"
	"testing"
)

// Spot waits until the element that the JavaScript expression names stands in
// view where it stood a frame ago, with nothing over it, and returns where a
// finger meets it: what still slides, or is just being drawn anew, would be
// missed, and the tap go to its neighbour.
func Spot(t testing.TB, ctx context.Context, element string) [2]float64 {
	t.Helper()
	at := until(t, ctx, "a place to tap: "+element, `new Promise((done) => {
		const stand = () => {
			try {
				const at = document.readyState === "complete" && (`+element+`);
				if (!at || !at.getClientRects().length) return { amiss: "not there" };
				at.scrollIntoView({ block: "center", behavior: "instant" });
				const box = at.getClientRects()[0], x = box.left + box.width / 2, y = box.top + box.height / 2;
				const top = document.elementFromPoint(x, y), label = top && top.closest("label");
				const met = top && (at.contains(top) || label && (label.control === at || label.contains(at)));
				const moves = document.getAnimations().some((a) => a.effect.target.contains(at) && a.effect.getKeyframes().some((k) => "transform" in k));
				return { x, y, amiss: moves ? "it moves" : met ? "" : "under " + (top ? top.outerHTML.slice(0, 120) : "nothing") };
			} catch (e) {
				return { amiss: String(e) };
			}
		};
		const before = stand();
		if (before.amiss) return done(before);
		requestAnimationFrame(() => {
			const now = stand();
			if (!now.amiss && (now.x !== before.x || now.y !== before.y)) now.amiss = "it is moved";
			done(now);
		});
	})`, func(s spot) string { return s.Amiss })
	return [2]float64{at.X, at.Y}
}

type spot struct {
	X, Y  float64
	Amiss string
}
