package main

// Matches of robots: who wins is decided by the order of the script.

import (
	"context"
	"slices"
	"time"

	"dovar/judging"
)

// match plays the bouts of a match one after the other.
func (r *referee) match(ctx context.Context, s judging.HelloSheet, form judging.Rubric) error {
	bouts, decision := duel(slices.Index(r.day.ids, s.Entry), slices.Index(r.day.ids, s.Against))
	body, ran := blank(form), time.Duration(0)
	for i, bout := range bouts {
		if err := r.clock(ctx, s, body, ran); err != nil {
			return err
		}
		lasts := time.Duration(15+7*i) * time.Second
		if bout == "none" {
			lasts = time.Duration(form.Match.Seconds) * time.Second
		}
		if err := r.wait(ctx, r.lasts(lasts)); err != nil {
			return err
		}
		body.Bouts, ran = append(slices.Clone(body.Bouts), bout), ran+lasts
	}
	if err := r.wait(ctx, r.about(r.think/3)); err != nil {
		return err
	}
	body.Outcome, body.Decision = "ok", decision
	body.Teams = map[string]judging.TeamWord{"a": r.says(s.Entry, s), "b": r.says(s.Against, s)}
	return r.write(ctx, s, judging.OpSubmit, "", body)
}

// duel is a match of two robots by their places in the script, from 0: the bouts
// as their sheet has them, side a first. The stronger wins, but the sixth has luck
// against the second; where the weak meet nobody pushes, and the referees decide.
func duel(a, b int) (bouts []string, decision string) {
	wins, loses := "a", "b"
	lucky := min(a, b) == 1 && max(a, b) == 5
	if (a > b) != lucky {
		wins, loses = loses, wins
	}
	if a+b == 11 {
		return []string{loses, wins, "none", "none", "none", "none"}, wins
	}
	return [][]string{
		{wins, wins},
		{wins, loses, wins},
		{"none", wins, wins},
		{loses, wins, wins},
	}[(a+b)%4], ""
}
