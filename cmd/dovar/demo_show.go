package main

// The order of events in the demo: what stands when it opens, who judges when,
// and what happens when all is scored.

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"time"

	"dovar/judging"
)

// A show is the demo's event under way.
type show struct {
	speed float64
	alone bool // no other machine can reach the server
	errs  io.Writer

	desk     desk
	address  string
	password string
	doors    startData
	ready    chan struct{} // closed when the doors stand
	acts     []*act
}

// An act is one contest of the demo and those who judge it. The last judge is
// left to the visitor, unless the contest is over and published.
type act struct {
	preset  string
	entries []newEntry
	judges  []newJudge
	show    judging.BoardShow
	panel   int           // judges per entry; 0: all of them
	past    int           // stages that are over when the demo opens
	begun   int           // entries already judged in the first stage that is not
	think   time.Duration // about what a sheet takes at speed 1
	lost    int           // sheets until one tablet loses contact
	worths  []int         // of the entries, percent: given where the contest is over

	contest madeContest
	ids     []string // of the entries, in their order
	robots  []*player
}

func demoActs() []*act {
	return []*act{
		{
			preset: "science-fair-science", entries: demoProjects, judges: demoFairJudges,
			show: judging.ShowComplete, panel: 3, begun: 9, think: 40 * time.Second, lost: 1,
		},
		{
			preset: "it-teacher-contest", entries: demoTeachers, judges: demoTeacherJudges,
			show: judging.ShowEverySheet, past: 2, begun: 3, think: 30 * time.Second, lost: 4,
		},
		{ // two of equal worth share a place until the jury votes
			preset: "research-conference-8x5", entries: demoTalks, judges: demoTalkJudges,
			show: judging.ShowComplete, past: 1, worths: []int{91, 82, 82, 73, 70, 66, 61},
		},
	}
}

// prepare makes accounts, event and contests, and what has been judged so far.
func (s *show) prepare(ctx context.Context, h *house) error {
	s.address, s.password, s.acts = h.address, newPassword(), demoActs()
	system := judging.Actor{Kind: "system", Role: judging.Owner}
	for name, role := range map[string]judging.Role{organizerName: judging.Organizer, chairName: judging.Chair} {
		if _, err := h.service.AddUser(ctx, system, name, role, s.password); err != nil {
			return err
		}
	}
	token, err := h.service.MakeToken(ctx, system, judging.Organizer)
	if err != nil {
		return err
	}
	s.desk = desk{newClient(h.address, token)}
	today := time.Now()
	event, err := s.desk.newEvent(ctx, judging.NewEvent{
		Title: demoEvent, Timezone: "Asia/Dushanbe", Languages: []string{"tg", "ru", "en"},
		Starts: today.Format(time.DateOnly), Ends: today.AddDate(0, 0, 2).Format(time.DateOnly),
	})
	if err != nil {
		return err
	}
	s.doors = startData{Event: demoEvent, Name: organizerName, Second: chairName}
	if s.alone {
		s.doors.Password = s.password
	}
	for _, a := range s.acts {
		if err := s.stage(ctx, event, a); err != nil {
			return fmt.Errorf("%s: %w", a.preset, err)
		}
	}
	s.doors.Desk = "/organizer/contests/" + s.acts[0].contest.ID + "/day"
	return nil
}

// stage makes one contest, signs its judges in and opens its door.
func (s *show) stage(ctx context.Context, event string, a *act) (err error) {
	def, _ := judging.Preset(a.preset)
	def.Rank.Adjust = &judging.AdjustDef{For: "judge", Use: "beside"}
	if a.contest, err = s.desk.newContestOf(ctx, event, def); err != nil {
		return err
	}
	if a.ids, err = s.desk.addEntries(ctx, a.contest.ID, a.entries); err != nil {
		return err
	}
	judges, err := s.desk.addJudges(ctx, event, a.judges)
	if err != nil {
		return err
	}
	panel := a.panel
	if panel == 0 {
		panel = len(judges)
	}
	for _, st := range a.contest.Stages {
		draw := judging.Assignment{Stage: st.ID, Judges: judges, PerEntry: panel, Seed: 7}
		if _, err := s.desk.assign(ctx, a.contest.ID, draw); err != nil {
			return err
		}
	}
	worths := map[string]int{}
	for i, worth := range a.worths {
		worths[a.ids[i]] = worth
	}
	var visitor judging.NewCard
	const erratic = 2 // one judge marks unevenly, as the judges' quality shows
	for i, id := range judges {
		wild := 0
		if i == erratic {
			wild = 28
		}
		if visitor, err = s.desk.card(ctx, id); err != nil {
			return err
		}
		robot, err := signIn(ctx, s.desk.client, visitor, fmt.Sprintf("Планшет %d", i+1), time.Now)
		if err != nil {
			return err
		}
		a.robots = append(a.robots, &player{
			robot: robot, worths: worths, mind: rand.New(rand.NewPCG(7, uint64(i))), mild: 3*(i%5) - 6, wild: wild,
			think: time.Duration(float64(a.think) / s.speed),
		})
	}
	if err := s.past(ctx, a); err != nil {
		return err
	}
	door := stand{Title: a.contest.Title, Board: "/board/" + a.contest.ID, Phone: "/b/" + a.contest.ID}
	state := judging.BoardPublished
	if !a.over() {
		state = judging.BoardLive
		door.Tablet = "/judge" + strings.TrimPrefix(visitor.URL, s.address+"/judge") + "." + visitor.PIN
	}
	s.doors.Stands = append(s.doors.Stands, door)
	return s.desk.setBoard(ctx, a.contest.ID, a.board(state))
}

// over reports whether the contest was judged before the demo opened.
func (a *act) over() bool { return a.past == len(a.contest.Stages) }

// board shows all that a board can: places still possible, and reasons.
func (a *act) board(state judging.BoardState) judging.Board {
	return judging.Board{State: state, Show: a.show, Reasons: true, Bounds: true}
}

// past fills what was judged before the demo opened: whole stages by all
// judges, then the first entries of the next stage by the robots. From here on
// the last judge's tablet is the visitor's.
func (s *show) past(ctx context.Context, a *act) error {
	for _, st := range a.contest.Stages[:a.past] {
		if err := s.desk.setStage(ctx, st.ID, judging.StageOpen); err != nil {
			return err
		}
		if err := a.fill(ctx, a.ids); err != nil {
			return err
		}
		if err := s.desk.setStage(ctx, st.ID, judging.StageClosed); err != nil {
			return err
		}
	}
	if a.over() {
		for _, st := range a.contest.Stages {
			if err := s.desk.setStage(ctx, st.ID, judging.StageFinal); err != nil {
				return err
			}
		}
		return nil
	}
	a.robots = a.robots[:len(a.robots)-1]
	if err := s.desk.setStage(ctx, a.contest.Stages[a.past].ID, judging.StageOpen); err != nil {
		return err
	}
	return a.fill(ctx, a.ids[:a.begun])
}

// fill lets every robot submit its open sheets of the entries at once.
func (a *act) fill(ctx context.Context, entries []string) error {
	for _, p := range a.robots {
		if err := p.fill(ctx, entries); err != nil {
			return err
		}
	}
	return nil
}

// judge plays all acts until ctx ends.
func (s *show) judge(ctx context.Context) error {
	var all sync.WaitGroup
	for _, a := range s.acts {
		if !a.over() {
			all.Go(func() { s.play(ctx, a) })
		}
	}
	all.Wait()
	return ctx.Err()
}

// play judges stage after stage, then goes on with second thoughts; when the
// visitor has judged too and every sheet is in, the result is published for a
// while.
func (s *show) play(ctx context.Context, a *act) {
	if len(a.robots) > 1 {
		a.robots[1].drops = a.lost
	}
	for i := a.past; i < len(a.contest.Stages) && ctx.Err() == nil; i++ {
		stage := a.contest.Stages[i].ID
		s.keep(ctx, func() error { return s.desk.setStage(ctx, stage, judging.StageOpen) })
		s.each(ctx, a, (*player).judge)
	}
	go s.keep(ctx, func() error { return s.publish(ctx, a) })
	s.each(ctx, a, (*player).review)
}

// each lets every robot of the act do the same, and waits for all.
func (s *show) each(ctx context.Context, a *act, do func(*player, context.Context) error) {
	var all sync.WaitGroup
	for _, p := range a.robots {
		all.Go(func() { s.keep(ctx, func() error { return do(p, ctx) }) })
	}
	all.Wait()
}

// keep does it again after a while if it fails: a robot whose server is busy
// or away comes back, as a tablet does.
func (s *show) keep(ctx context.Context, do func() error) {
	for {
		err := do()
		if err == nil || ctx.Err() != nil {
			return
		}
		fmt.Fprintln(s.errs, "demo:", err)
		if pause(ctx, 3*time.Second) != nil {
			return
		}
	}
}

// publish waits until every sheet is in, shows the result for a minute, and
// opens the board again.
func (s *show) publish(ctx context.Context, a *act) error {
	for {
		if err := pause(ctx, s.pace(10*time.Second)); err != nil {
			return err
		}
		var got judging.Standings
		if err := s.desk.get(ctx, "/contests/"+a.contest.ID+"/standings", &got); err != nil {
			return err
		}
		if whole(got) {
			break
		}
	}
	for _, state := range []judging.BoardState{judging.BoardPublished, judging.BoardLive} {
		if err := s.desk.setBoard(ctx, a.contest.ID, a.board(state)); err != nil {
			return err
		}
		if err := pause(ctx, s.pace(time.Minute)); err != nil {
			return err
		}
	}
	return nil
}

func whole(s judging.Standings) bool {
	for _, row := range s.Rows {
		if row.Counted < row.Expected {
			return false
		}
	}
	return len(s.Rows) > 0
}

func (s *show) pace(d time.Duration) time.Duration { return time.Duration(float64(d) / s.speed) }
