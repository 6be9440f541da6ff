package main

// A contest that robots run on fields.

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dovar/judging"
)

// A fieldDay is such a contest of the demo: one field for each referee.
type fieldDay struct {
	held
	racers   []racer
	referees []newJudge
	visitor  bool          // the last field is left to the visitor
	over     int           // stages before the first that is under way
	begun    int           // attempts, or rounds of matches, made in that one when the demo opens
	judges   []newJudge    // of the stages that judges score
	judged   int           // entries that they have scored when the demo opens
	think    time.Duration // until a robot stands at the start, at speed 1
	ways     []way

	desk   desk
	slugs  map[string]string // of the stages by id
	fields []*referee
	jury   []*player
}

func demoFieldDays() []*fieldDay {
	return []*fieldDay{
		{
			held:   held{preset: "line-follower", show: judging.ShowEverySheet},
			racers: demoFollowers, referees: demoFollowerReferees, visitor: true, begun: 2, think: 30 * time.Second,
			ways: []way{{"tablet", "referee", ""}, {"projector", "board.runs", "/board/"}, {"pit", "pit", "/pit/"}},
		},
		{
			held:   held{preset: "autonomous-vehicle", show: judging.ShowComplete},
			racers: demoVehicles, referees: demoVehicleReferees, begun: 1, judges: demoVehicleJudges, judged: 5, think: 40 * time.Second,
			ways: []way{{"projector", "board.mixed", "/board/"}, {"phone", "phone", "/b/"}, {"pit", "pit", "/pit/"}},
		},
		{
			held:   held{preset: "mini-sumo", show: judging.ShowEverySheet},
			racers: demoWrestlers, referees: demoSumoReferees, over: 1, begun: 1, think: 25 * time.Second,
			ways: []way{{"projector", "board.bracket", "/board/"}, {"phone", "phone", "/b/"}, {"pit", "pit", "/pit/"}},
		},
	}
}

// prepare makes the contest and its fields, and what was run before the demo
// opened.
func (d *fieldDay) prepare(ctx context.Context, s *show, event string) (door stand, err error) {
	def, _ := judging.Preset(d.preset)
	door = stand{Title: def.Title, Ways: d.ways}
	d.desk = s.desk
	for _, r := range d.racers {
		d.entries = append(d.entries, r.newEntry)
	}
	if err := d.make(ctx, s.desk, event, def); err != nil {
		return door, err
	}
	d.slugs = map[string]string{}
	for i, st := range d.contest.Stages {
		d.slugs[st.ID] = def.Stages[i].ID
	}
	visitor, err := d.seat(ctx, s, event)
	if err != nil {
		return door, err
	}
	for i := range door.Ways {
		door.Ways[i].To += d.contest.ID
	}
	if d.visitor {
		door.Ways[0].To = s.tablet(visitor)
	}
	if err := d.bygone(ctx); err != nil {
		return door, err
	}
	return door, d.board(ctx, s.desk, judging.BoardLive)
}

// seat makes fields and pairs, signs referees and judges in, and returns the card
// of the last referee.
func (d *fieldDay) seat(ctx context.Context, s *show, event string) (card judging.NewCard, err error) {
	people, err := s.desk.addJudges(ctx, event, slices.Concat(d.judges, d.referees))
	if err != nil {
		return card, err
	}
	judges, referees := people[:len(d.judges)], people[len(d.judges):]
	for _, st := range d.contest.Stages {
		ask := judging.Assignment{Stage: st.ID, Judges: judges, PerEntry: len(judges)}
		if st.Kind != "rubric" {
			if err := s.desk.fields(ctx, d.contest.ID, st.ID, referees); err != nil {
				return card, err
			}
			ask = judging.Assignment{Stage: st.ID}
			for i, id := range d.ids {
				ask.Pairs = append(ask.Pairs, judging.Pair{Entry: id, Judge: referees[i%len(referees)]})
			}
		}
		if st.Kind == "matches" {
			continue // its draw makes the sheets
		}
		if _, err := s.desk.assign(ctx, d.contest.ID, ask); err != nil {
			return card, err
		}
	}
	sign := func(id string, n int) (*player, error) {
		if card, err = s.desk.card(ctx, id); err != nil {
			return nil, err
		}
		robot, err := signIn(ctx, s.desk.client, card, fmt.Sprintf("Планшет %d", n+1), time.Now)
		return newPlayer(robot, n, s.pace(d.think)), err
	}
	worths := map[string]int{}
	for i, r := range d.racers {
		worths[d.ids[i]] = r.worth
	}
	for i, id := range judges {
		p, err := sign(id, i)
		if err != nil {
			return card, err
		}
		p.worths = worths
		d.jury = append(d.jury, p)
	}
	for i, id := range referees {
		p, err := sign(id, len(judges)+i)
		if err != nil {
			return card, err
		}
		d.fields = append(d.fields, &referee{player: p, day: d, speed: s.speed, hurry: true})
	}
	return card, nil
}

// bygone records what was run and judged before the demo opened. From here on
// the last field is the visitor's, where one is.
func (d *fieldDay) bygone(ctx context.Context) error {
	for i, st := range d.contest.Stages {
		if i > d.over && st.Kind != "rubric" {
			continue
		}
		if err := d.open(ctx, i); err != nil {
			return err
		}
		attempts := 0
		if i == d.over {
			attempts = d.begun
		}
		for _, r := range d.fields {
			if err := r.referee(ctx, attempts); err != nil {
				return err
			}
		}
	}
	for _, p := range d.jury {
		if err := p.fill(ctx, d.ids[:d.judged]); err != nil {
			return err
		}
	}
	for _, r := range d.fields {
		r.hurry = false
	}
	return nil
}

// open opens a stage. One of matches is drawn before: the first by strength, the
// others by the places in the groups, which are closed then.
func (d *fieldDay) open(ctx context.Context, i int) error {
	st := d.contest.Stages[i]
	if st.Kind == "matches" {
		how := judging.DrawSeeded
		if before := d.contest.Stages[i-1]; before.Kind == "matches" {
			how = judging.DrawGroups
			if err := d.desk.setStage(ctx, before.ID, judging.StageClosed); err != nil {
				return err
			}
		}
		if err := d.desk.draw(ctx, d.contest.ID, judging.DrawAsk{Stage: st.ID, How: how}); err != nil {
			return err
		}
	}
	return d.desk.setStage(ctx, st.ID, judging.StageOpen)
}

// scene is what the script says of a sheet, and of the same done again.
func (d *fieldDay) scene(s judging.HelloSheet) (now, again scene) {
	line := scenes(d.racers[slices.Index(d.ids, s.Entry)].runs[d.slugs[s.Stage]])
	now, again = line[min(cmp.Or(s.Repeats, s.Attempt), len(line))-1].parts()
	if s.Repeats > 0 {
		return cmp.Or(again, now), ""
	}
	return now, again
}

// turn is the attempt of a sheet, or the round of its meeting; 0 of a team that is
// not there: its sheets wait for nothing.
func (d *fieldDay) turn(s judging.HelloSheet) (n int) {
	if s.Meeting != "" {
		_, _ = fmt.Sscanf(strings.SplitN(s.Meeting, "-", 2)[1], "%d", &n)
		return n
	}
	if now, _ := d.scene(s); now.absent() {
		return 0
	}
	return cmp.Or(s.Repeats, s.Attempt)
}

// play lets the robots run stage after stage. Where the visitor has a field the
// records are checked again and again, and when the visitor's robots have run
// too the result is published for a while; otherwise it is published for good.
func (d *fieldDay) play(ctx context.Context, s *show) {
	robots := d.fields
	if d.visitor {
		robots = robots[:len(robots)-1]
	}
	judged := make(chan struct{})
	go func() {
		defer close(judged)
		each(ctx, s, d.jury, (*player).judge)
	}()
	for i := d.over; i < len(d.contest.Stages) && ctx.Err() == nil; i++ {
		if i > d.over {
			s.keep(ctx, func() error { return d.open(ctx, i) })
		}
		d.run(ctx, s, robots)
	}
	<-judged
	if !d.visitor {
		s.keep(ctx, func() error { return d.board(ctx, s.desk, judging.BoardPublished) })
		return
	}
	go s.keep(ctx, func() error { return s.publish(ctx, &d.held, d.done) })
	each(ctx, s, robots, (*referee).review)
}

// run lets the referees record until nobody has anything to record: what one
// records may give another a meeting.
func (d *fieldDay) run(ctx context.Context, s *show, robots []*referee) {
	for more := true; more && ctx.Err() == nil; {
		each(ctx, s, robots, func(r *referee, ctx context.Context) error { return r.referee(ctx, 0) })
		more = false
		for _, r := range robots {
			more, r.busy = more || r.busy, false
		}
	}
}

// done reports whether the visitor's field has nothing more to run.
func (d *fieldDay) done(ctx context.Context) (bool, error) {
	last := d.fields[len(d.fields)-1]
	if err := last.hello(ctx); err != nil {
		return false, err
	}
	_, waits := last.call(0)
	return !waits, nil
}
