package main

// What the script of the robots says of one run, as a referee records it.

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"dovar/judging"
	"dovar/scoring"
)

// A scene is one sheet of a referee in the words of the script: numbers in the
// order of the form - tasks, then seconds, or the answers of an inspection -, an
// outcome but ok, a modifier; "refused" where the team does not confirm it; "-"
// for a team that is not there.
type scene string

// scenes of one entry in one stage are divided by ";". A scene of the form
// "first > second" was to be done again.
func scenes(line string) (out []scene) {
	for _, one := range strings.Split(line, ";") {
		out = append(out, scene(strings.TrimSpace(one)))
	}
	return out
}

// first is what happened, and second what happened when it was done again; "" if
// it was not.
func (s scene) parts() (first, second scene) {
	a, b, _ := strings.Cut(string(s), ">")
	return scene(strings.TrimSpace(a)), scene(strings.TrimSpace(b))
}

const notThere, notConfirmed = "-", "refused"

// absent reports whether the team is not there.
func (s scene) absent() bool { return s == notThere }

// refused reports whether the team does not confirm the sheet.
func (s scene) refused() bool { return slices.Contains(strings.Fields(string(s)), notConfirmed) }

// body is the sheet of the scene, and lasts what the run took on the field.
func (s scene) body(form judging.Rubric) (body judging.Body, lasts time.Duration, err error) {
	body = blank(form)
	var numbers []judging.Decimal
	for _, word := range strings.Fields(string(s)) {
		switch {
		case word == notConfirmed:
		case form.Run != nil && slices.ContainsFunc(form.Run.Outcomes, func(o judging.OutcomeDef) bool { return o.ID == word }):
			body.Outcome = word
		case form.Run != nil && slices.ContainsFunc(form.Run.Modifiers, func(m judging.ModifierDef) bool { return m.ID == word }):
			body.Modifiers = append(body.Modifiers, word)
		case judging.CheckDecimal(judging.Decimal(word)):
			numbers = append(numbers, judging.Decimal(word))
		default:
			return body, 0, fmt.Errorf("no such word in the script: %s", word)
		}
	}
	if form.Run == nil {
		return body, 0, answers(form, numbers, &body)
	}
	lasts = 35 * time.Second // of a run without a time
	for i, task := range form.Run.Tasks {
		if i >= len(numbers) {
			return body, lasts, nil
		}
		mark := judging.TaskMark{Choice: &numbers[i]}
		if task.Counter != nil {
			n, err := strconv.Atoi(string(numbers[i]))
			if err != nil {
				return body, 0, err
			}
			mark = judging.TaskMark{Count: &n}
		}
		body.Tasks[task.ID] = &mark
	}
	if len(numbers) > len(form.Run.Tasks) {
		lasts, err = clocked(numbers[len(form.Run.Tasks)], &body)
	}
	return body, lasts, err
}

// blank is a sheet on which nothing is told yet.
func blank(form judging.Rubric) judging.Body {
	body := judging.Body{Marks: map[string]*judging.Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{}}
	if form.Run == nil {
		return body
	}
	body.Tasks = map[string]*judging.TaskMark{}
	for _, task := range form.Run.Tasks {
		body.Tasks[task.ID] = nil
	}
	if form.Run.Time != nil {
		body.Times = make([]*judging.Decimal, form.Run.Time.Timers)
	}
	return body
}

// clocked takes the time of a run: two timers differ by the hand, and their mean
// is what the script says.
func clocked(seconds judging.Decimal, body *judging.Body) (time.Duration, error) {
	mean, err := scoring.ParseDecimal(string(seconds))
	if err != nil {
		return 0, err
	}
	hand := scoring.Int(0)
	if len(body.Times) == 2 {
		hand = scoring.Int(1).Quo(scoring.Int(50))
	}
	for i, t := range []scoring.Number{mean.Sub(hand), mean.Add(hand)}[:len(body.Times)] {
		text := judging.Decimal(t.String())
		body.Times[i] = &text
	}
	body.Outcome = "ok"
	return time.ParseDuration(string(seconds) + "s")
}

// answers fills an inspection: measures of each dimension, "1" for a plain item
// that passes.
func answers(form judging.Rubric, numbers []judging.Decimal, body *judging.Body) error {
	for _, item := range form.Items {
		for i := range max(1, len(item.Max)) {
			if len(numbers) == 0 {
				return fmt.Errorf("no answer to %s", item.ID)
			}
			key := item.ID
			if len(item.Max) > 1 {
				key = fmt.Sprint(item.ID, ":", i+1)
			}
			body.Marks[key], numbers = &numbers[0], numbers[1:]
		}
	}
	return nil
}
