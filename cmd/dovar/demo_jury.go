package main

// A contest that a jury scores.

import (
	"context"
	"fmt"
	"time"

	"dovar/judging"
)

// A jury is such a contest of the demo. The last judge is left to the visitor,
// unless the contest is over and published.
type jury struct {
	held
	judges []newJudge
	panel  int           // judges per entry; 0: all of them
	past   int           // stages that are over when the demo opens
	begun  int           // entries already judged in the first stage that is not
	think  time.Duration // about what a sheet takes at speed 1
	lost   int           // sheets until one tablet loses contact
	worths []int         // of the entries, percent: given where the contest is over

	robots []*player
}

func demoJuries() []*jury {
	return []*jury{
		{
			held: held{preset: "science-fair-science", entries: demoProjects, show: judging.ShowComplete}, judges: demoFairJudges,
			panel: 3, begun: 9, think: 40 * time.Second, lost: 1,
		},
		{
			held: held{preset: "it-teacher-contest", entries: demoTeachers, show: judging.ShowEverySheet}, judges: demoTeacherJudges,
			past: 2, begun: 3, think: 30 * time.Second, lost: 4,
		},
		{ // two of equal worth share a place until the jury votes
			held: held{preset: "research-conference-8x5", entries: demoTalks, show: judging.ShowComplete}, judges: demoTalkJudges,
			past: 1, worths: []int{91, 82, 82, 73, 70, 66, 61},
		},
	}
}

// prepare makes the contest, signs its judges in and opens its door.
func (a *jury) prepare(ctx context.Context, s *show, event string) (door stand, err error) {
	def, _ := judging.Preset(a.preset)
	door = stand{Title: def.Title}
	def.Rank.Adjust = &judging.AdjustDef{For: "judge", Use: "beside"}
	if err := a.make(ctx, s.desk, event, def); err != nil {
		return door, err
	}
	judges, err := s.desk.addJudges(ctx, event, a.judges)
	if err != nil {
		return door, err
	}
	panel := a.panel
	if panel == 0 {
		panel = len(judges)
	}
	for _, st := range a.contest.Stages {
		draw := judging.Assignment{Stage: st.ID, Judges: judges, PerEntry: panel, Seed: 7}
		if _, err := s.desk.assign(ctx, a.contest.ID, draw); err != nil {
			return door, err
		}
	}
	visitor, err := a.seat(ctx, s, judges)
	if err == nil {
		err = a.bygone(ctx, s.desk)
	}
	if err != nil {
		return door, err
	}
	board, phone := "/board/"+a.contest.ID, "/b/"+a.contest.ID
	if a.over() {
		door.Ways = []way{{"phone", "why", phone}, {"projector", "board.over", board}}
		return door, a.board(ctx, s.desk, judging.BoardPublished)
	}
	door.Ways = []way{{"tablet", "tablet", s.tablet(visitor)}, {"projector", "board", board}, {"phone", "phone", phone}}
	return door, a.board(ctx, s.desk, judging.BoardLive)
}

// seat signs the judges in and returns the card of the last.
func (a *jury) seat(ctx context.Context, s *show, judges []string) (card judging.NewCard, err error) {
	worths := map[string]int{}
	for i, worth := range a.worths {
		worths[a.ids[i]] = worth
	}
	const erratic = 2 // one judge marks unevenly, as the judges' quality shows
	for i, id := range judges {
		if card, err = s.desk.card(ctx, id); err != nil {
			return card, err
		}
		robot, err := signIn(ctx, s.desk.client, card, fmt.Sprintf("Планшет %d", i+1), time.Now)
		if err != nil {
			return card, err
		}
		p := newPlayer(robot, i, s.pace(a.think))
		p.worths = worths
		if i == erratic {
			p.wild = 28
		}
		a.robots = append(a.robots, p)
	}
	return card, nil
}

// over reports whether the contest was judged before the demo opened.
func (a *jury) over() bool { return a.past == len(a.contest.Stages) }

// bygone fills what was judged before the demo opened: whole stages by all
// judges, then the first entries of the next stage by the robots. From here on
// the last judge's tablet is the visitor's.
func (a *jury) bygone(ctx context.Context, d desk) error {
	for _, st := range a.contest.Stages[:a.past] {
		if err := d.setStage(ctx, st.ID, judging.StageOpen); err != nil {
			return err
		}
		if err := a.fill(ctx, a.ids); err != nil {
			return err
		}
		if err := d.setStage(ctx, st.ID, judging.StageClosed); err != nil {
			return err
		}
	}
	if a.over() {
		for _, st := range a.contest.Stages {
			if err := d.setStage(ctx, st.ID, judging.StageFinal); err != nil {
				return err
			}
		}
		return nil
	}
	a.robots = a.robots[:len(a.robots)-1]
	if err := d.setStage(ctx, a.contest.Stages[a.past].ID, judging.StageOpen); err != nil {
		return err
	}
	return a.fill(ctx, a.ids[:a.begun])
}

// fill lets every robot submit its open sheets of the entries at once.
func (a *jury) fill(ctx context.Context, entries []string) error {
	for _, p := range a.robots {
		if err := p.fill(ctx, entries); err != nil {
			return err
		}
	}
	return nil
}

// play judges stage after stage, then goes on with second thoughts; when the
// visitor has judged too and every sheet is in, the result is published for a
// while.
func (a *jury) play(ctx context.Context, s *show) {
	if a.over() {
		return
	}
	a.robots[1].drops = a.lost
	for i := a.past; i < len(a.contest.Stages) && ctx.Err() == nil; i++ {
		stage := a.contest.Stages[i].ID
		s.keep(ctx, func() error { return s.desk.setStage(ctx, stage, judging.StageOpen) })
		each(ctx, s, a.robots, (*player).judge)
	}
	go s.keep(ctx, func() error {
		return s.publish(ctx, &a.held, func(ctx context.Context) (bool, error) { return a.whole(ctx, s.desk) })
	})
	each(ctx, s, a.robots, (*player).review)
}

// whole reports whether every sheet is in.
func (a *jury) whole(ctx context.Context, d desk) (bool, error) {
	var got judging.Standings
	if err := d.get(ctx, "/contests/"+a.contest.ID+"/standings", &got); err != nil {
		return false, err
	}
	for _, row := range got.Rows {
		if row.Counted < row.Expected {
			return false, nil
		}
	}
	return len(got.Rows) > 0, nil
}
