package main

// How a robot behaves: what it thinks of an entry, how long it takes, when it
// takes a sheet back, when its tablet loses contact.

import (
	"context"
	"hash/fnv"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"time"

	"dovar/judging"
	"dovar/scoring"
)

// A player is a robot with a temper.
type player struct {
	*robot
	mind   *rand.Rand
	worths map[string]int // of entries by id, where they are decided beforehand
	mild   int            // added to every mark, percent of the scale; below 0 for a strict judge
	wild   int            // how much further than usual marks sway, percent of the scale
	think  time.Duration  // about what one sheet takes
	drops  int            // sheets until the tablet loses contact; 0: it does not
	silent int            // sheets still to judge without contact
}

// What an outage lasts, in sheets.
const outage = 3

// newPlayer is the n-th robot of its contest.
func newPlayer(r *robot, n int, think time.Duration) *player {
	return &player{robot: r, mind: rand.New(rand.NewPCG(7, uint64(n))), mild: 3*(n%5) - 6, think: think}
}

// judge scores every open sheet of the player, in its own order, then returns.
func (p *player) judge(ctx context.Context) error {
	for {
		if err := p.contact(ctx); err != nil {
			return err
		}
		s, ok := p.next()
		if !ok {
			return p.reconnect(ctx)
		}
		if err := p.score(ctx, s); err != nil {
			return err
		}
		if p.drops--; p.drops == 0 {
			p.silent = outage
		}
		if p.mind.IntN(9) == 0 {
			if err := p.reconsider(ctx, s); err != nil {
				return err
			}
		}
	}
}

// review takes back a sheet now and then, for ever: the demo never stands still.
func (p *player) review(ctx context.Context) error {
	for {
		if err := pause(ctx, p.about(6*p.think)); err != nil {
			return err
		}
		if err := p.contact(ctx); err != nil {
			return err
		}
		var mine []judging.HelloSheet
		for _, s := range p.seen.Sheets {
			if p.open(s) && p.state(s) == judging.OpSubmit && len(p.outbox[s.Sheet]) > 0 {
				mine = append(mine, s)
			}
		}
		if len(mine) == 0 {
			continue
		}
		if err := p.reconsider(ctx, mine[p.mind.IntN(len(mine))]); err != nil {
			return err
		}
	}
}

// score fills one sheet: sometimes a draft half way, then the submit.
func (p *player) score(ctx context.Context, s judging.HelloSheet) error {
	body, criteria, err := p.opinion(s)
	if err != nil {
		return err
	}
	if p.mind.IntN(3) == 0 {
		if err := pause(ctx, p.about(p.think/2)); err != nil {
			return err
		}
		draft := body
		draft.Marks = maps.Clone(body.Marks)
		for _, id := range criteria[len(criteria)/2:] {
			draft.Marks[id] = nil
		}
		if err := p.write(ctx, s, judging.OpDraft, "", draft); err != nil {
			return err
		}
	}
	if err := pause(ctx, p.about(p.think)); err != nil {
		return err
	}
	return p.write(ctx, s, judging.OpSubmit, "", body)
}

// reconsider takes a submitted sheet back with a reason, changes one mark and
// submits it again.
func (p *player) reconsider(ctx context.Context, s judging.HelloSheet) error {
	ops := p.outbox[s.Sheet]
	body := ops[len(ops)-1].body
	if err := pause(ctx, p.about(p.think/3)); err != nil {
		return err
	}
	if err := p.write(ctx, s, judging.OpRecall, demoReasons[p.mind.IntN(len(demoReasons))], body); err != nil {
		return err
	}
	other, criteria, err := p.opinion(s)
	if err != nil {
		return err
	}
	id := criteria[p.mind.IntN(len(criteria))]
	body.Marks = maps.Clone(body.Marks)
	body.Marks[id] = other.Marks[id]
	if err := pause(ctx, p.about(p.think/3)); err != nil {
		return err
	}
	return p.write(ctx, s, judging.OpSubmit, "", body)
}

// fill submits at once every open sheet of the entries.
func (p *player) fill(ctx context.Context, entries []string) error {
	if err := p.hello(ctx); err != nil {
		return err
	}
	for _, s := range p.seen.Sheets {
		if !p.open(s) || !slices.Contains(entries, s.Entry) {
			continue
		}
		body, _, err := p.opinion(s)
		if err != nil {
			return err
		}
		if _, err := p.cut(s.Sheet, p.rubric(s), judging.OpSubmit, "", body); err != nil {
			return err
		}
	}
	return p.send(ctx)
}

// write cuts an op and sends what waits, or keeps it while there is no contact.
func (p *player) write(ctx context.Context, s judging.HelloSheet, kind judging.OpKind, reason string, body judging.Body) error {
	if _, err := p.cut(s.Sheet, p.rubric(s), kind, reason, body); err != nil {
		return err
	}
	if p.silent > 0 {
		if kind == judging.OpSubmit {
			p.silent--
		}
		return nil
	}
	return p.send(ctx)
}

// contact says hello unless the tablet has lost the network.
func (p *player) contact(ctx context.Context) error {
	if p.silent > 0 {
		return nil
	}
	return p.reconnect(ctx)
}

// reconnect says hello, and sends what the server does not have.
func (p *player) reconnect(ctx context.Context) error {
	p.silent = 0
	if err := p.hello(ctx); err != nil {
		return err
	}
	return p.send(ctx)
}

// next is the first open sheet that this robot has not submitted.
func (p *player) next() (judging.HelloSheet, bool) {
	for _, s := range p.seen.Sheets {
		if p.open(s) && p.state(s) != judging.OpSubmit {
			return s, true
		}
	}
	return judging.HelloSheet{}, false
}

func (p *player) open(s judging.HelloSheet) bool {
	for _, st := range p.seen.Stages {
		if st.ID == s.Stage {
			return st.State == judging.StageOpen
		}
	}
	return false
}

func (p *player) rubric(s judging.HelloSheet) string {
	for _, st := range p.seen.Stages {
		if st.ID == s.Stage {
			return st.Rubric
		}
	}
	return ""
}

// state is the kind of the sheet's newest decisive op, from the own outbox or
// else from hello.
func (p *player) state(s judging.HelloSheet) judging.OpKind {
	ops := p.outbox[s.Sheet]
	for i := len(ops) - 1; i >= 0; i-- {
		if ops[i].kind != judging.OpDraft {
			return ops[i].kind
		}
	}
	if s.Head != nil {
		return s.Head.Kind
	}
	return judging.OpDraft
}

// opinion marks an entry: its worth, the judge's mildness, and chance, in whole
// steps of each scale; entries of one decided worth get the same marks. It also
// returns the criteria in the rubric's order.
func (p *player) opinion(s judging.HelloSheet) (body judging.Body, criteria []string, err error) {
	body = judging.Body{
		Marks: map[string]*judging.Decimal{}, Counts: map[string]int{}, Notes: map[string]string{}, Flags: []string{},
	}
	rubric, err := judging.ParseRubric(p.seen.Rubrics[p.rubric(s)])
	if err != nil {
		return body, nil, err
	}
	worth, mind := worth(s.Entry), p.mind
	if decided, ok := p.worths[s.Entry]; ok {
		worth, mind = decided, rand.New(rand.NewPCG(uint64(decided), uint64(100+p.mild)))
	}
	sway := 12 + p.wild
	for _, c := range rubric.Criteria {
		mark, err := onScale(c, worth+p.mild+mind.IntN(2*sway+1)-sway)
		if err != nil {
			return body, nil, err
		}
		body.Marks[c.ID] = &mark
		criteria = append(criteria, c.ID)
	}
	if p.mind.IntN(4) == 0 {
		body.Comment.Good = demoComments[p.mind.IntN(len(demoComments))]
	}
	return body, criteria, nil
}

// worth is how good an entry is, from 64 to 86 percent: all judges see the same.
func worth(entry string) int {
	h := fnv.New32a()
	h.Write([]byte(entry))
	return 64 + int(h.Sum32()%23)
}

// onScale is the mark nearest to percent of the criterion's scale.
func onScale(c judging.RubricCriterion, percent int) (judging.Decimal, error) {
	var bounds [3]scoring.Number
	for i, text := range []judging.Decimal{c.Min, c.Max, c.Step} {
		n, err := scoring.ParseDecimal(string(text))
		if err != nil {
			return "", err
		}
		bounds[i] = n
	}
	steps, err := strconv.Atoi(bounds[1].Sub(bounds[0]).Quo(bounds[2]).Round(0))
	if err != nil {
		return "", err
	}
	k := (steps*min(max(percent, 0), 100) + 50) / 100
	return judging.Decimal(bounds[0].Add(bounds[2].Mul(scoring.Int(int64(k)))).String()), nil
}

// about is d, give or take a third.
func (p *player) about(d time.Duration) time.Duration {
	return d*2/3 + time.Duration(p.mind.Int64N(int64(d)*2/3+1))
}

// pause waits d, or less when ctx ends.
func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}
