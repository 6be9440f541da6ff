package main

// How a robot that referees behaves: it calls its field's queue, starts the
// stopwatch, records what the script says, lets the team confirm it.

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"time"

	"dovar/judging"
)

// A referee is a robot on a field. Its think is what a robot takes to come to
// the start.
type referee struct {
	*player
	day   *fieldDay
	speed float64
	hurry bool // what was before the demo opened takes no time
	busy  bool // it recorded something since it was asked last
}

// referee records the open sheets of the field in the order of its queue, of
// so many attempts (0: all), then returns.
func (r *referee) referee(ctx context.Context, attempts int) error {
	for {
		if err := r.hello(ctx); err != nil {
			return err
		}
		s, ok := r.call(attempts)
		if !ok {
			return nil
		}
		if err := r.record(ctx, s); err != nil {
			return err
		}
		r.busy = true
	}
}

// call is the sheet whose turn it is on the field.
func (r *referee) call(attempts int) (judging.HelloSheet, bool) {
	queue := slices.DeleteFunc(slices.Clone(r.seen.Sheets), func(s judging.HelloSheet) bool {
		done := slices.Contains([]string{"submitted", "declined", "excluded"}, s.State)
		return done || !r.open(s) || attempts > 0 && r.day.turn(s) > attempts
	})
	if len(queue) == 0 {
		return judging.HelloSheet{}, false
	}
	return slices.MinFunc(queue, func(a, b judging.HelloSheet) int { return cmp.Compare(a.Ord, b.Ord) }), true
}

// record fills one sheet as the script has it.
func (r *referee) record(ctx context.Context, s judging.HelloSheet) error {
	form, err := judging.ParseRubric(r.seen.Rubrics[r.rubric(s)])
	if err != nil {
		return err
	}
	if err := r.wait(ctx, r.about(r.think)); err != nil {
		return err
	}
	if form.Match != nil {
		return r.match(ctx, s, form)
	}
	now, again := r.day.scene(s)
	if now.absent() {
		return r.write(ctx, s, judging.OpDecline, absentReason, blank(form))
	}
	body, lasts, err := now.body(form)
	if err != nil {
		return err
	}
	if form.Run != nil {
		if err := r.clock(ctx, s, blank(form), 0); err != nil {
			return err
		}
		if err := r.wait(ctx, r.lasts(lasts)); err != nil {
			return err
		}
		word := r.says(s.Entry, s)
		if now.refused() {
			word = judging.TeamWord{How: "refused", Why: demoComplaint}
		}
		body.Team = &word
	}
	if err := r.wait(ctx, r.about(r.think/3)); err != nil { // the team reads the sheet
		return err
	}
	if err := r.write(ctx, s, judging.OpSubmit, "", body); err != nil || again == "" {
		return err
	}
	if form.Run != nil {
		return r.day.desk.rerun(ctx, s.Sheet, demoAgain)
	}
	if body, _, err = again.body(form); err != nil {
		return err
	}
	return r.amend(ctx, s, demoWeighed, body)
}

// clock tells that the stopwatch of a sheet runs: the draft makes its live timer.
func (r *referee) clock(ctx context.Context, s judging.HelloSheet, body judging.Body, since time.Duration) error {
	if r.hurry {
		return nil
	}
	body.Clock = milliseconds(since)
	return r.write(ctx, s, judging.OpDraft, "", body)
}

func milliseconds(d time.Duration) string { return strconv.FormatInt(d.Milliseconds(), 10) }

// says is the word of a team: by the name of a member, now and then by its PIN.
func (r *referee) says(entry string, s judging.HelloSheet) judging.TeamWord {
	people := r.seen.Entries[entry].People
	if len(people) == 0 || s.Attempt%3 == 0 {
		return judging.TeamWord{How: "pin"}
	}
	return judging.TeamWord{How: "name", Who: people[s.Attempt%len(people)]}
}

// amend takes a sheet back with a reason and submits it anew.
func (r *referee) amend(ctx context.Context, s judging.HelloSheet, reason string, body judging.Body) error {
	ops := r.outbox[s.Sheet]
	if err := r.wait(ctx, r.about(r.think/3)); err != nil {
		return err
	}
	if err := r.write(ctx, s, judging.OpRecall, reason, ops[len(ops)-1].body); err != nil {
		return err
	}
	if err := r.wait(ctx, r.about(r.think/3)); err != nil {
		return err
	}
	return r.write(ctx, s, judging.OpSubmit, "", body)
}

// review checks the record of a run now and then, for ever: the demo never
// stands still.
func (r *referee) review(ctx context.Context) error {
	for {
		if err := pause(ctx, r.about(6*r.think)); err != nil {
			return err
		}
		if err := r.hello(ctx); err != nil {
			return err
		}
		var mine []judging.HelloSheet
		for _, s := range r.seen.Sheets {
			if r.open(s) && s.State == "submitted" && r.state(s) == judging.OpSubmit && len(r.outbox[s.Sheet]) > 0 {
				mine = append(mine, s)
			}
		}
		if len(mine) == 0 {
			continue
		}
		s := mine[r.mind.IntN(len(mine))]
		ops := r.outbox[s.Sheet]
		if err := r.amend(ctx, s, demoChecked, ops[len(ops)-1].body); err != nil {
			return err
		}
	}
}

// wait is a pause, none for what was before the demo opened.
func (r *referee) wait(ctx context.Context, d time.Duration) error {
	if r.hurry {
		return nil
	}
	return pause(ctx, d)
}

// lasts is how long something of the script takes at the show's speed.
func (r *referee) lasts(d time.Duration) time.Duration {
	return time.Duration(float64(d) / r.speed)
}
