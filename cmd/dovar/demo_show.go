package main

// The order of events in the demo: what stands when it opens, who scores when,
// and what happens when all is scored.

import (
	"context"
	"fmt"
	"io"
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
	acts     []act
}

// An act is one contest of the demo and those who score it.
type act interface {
	// prepare makes the contest and what was scored before the demo opened, and
	// returns its doors.
	prepare(ctx context.Context, s *show, event string) (stand, error)
	// play scores until ctx ends, or until the result is published for good.
	play(ctx context.Context, s *show)
}

// A held is a contest of the demo as it is held: of a preset, with its entries.
type held struct {
	preset  string
	entries []newEntry
	show    judging.BoardShow

	contest madeContest
	ids     []string // of the entries, in their order
}

// prepare makes accounts, event and contests, and what has been scored so far.
func (s *show) prepare(ctx context.Context, h *house) error {
	s.address, s.password = h.address, newPassword()
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
	juries, days := demoJuries(), demoFieldDays()
	if err := stage(ctx, s, event, "juries", juries); err != nil {
		return err
	}
	s.doors.Desk = "/organizer/contests/" + juries[0].contest.ID + "/day"
	return stage(ctx, s, event, "robots", days)
}

// stage prepares a group of acts and opens their doors.
func stage[A act](ctx context.Context, s *show, event, text string, acts []A) error {
	g := group{Text: text}
	for _, a := range acts {
		door, err := a.prepare(ctx, s, event)
		if err != nil {
			return fmt.Errorf("%s: %w", door.Title.EN, err)
		}
		g.Stands, s.acts = append(g.Stands, door), append(s.acts, a)
	}
	s.doors.Groups = append(s.doors.Groups, g)
	return nil
}

// make makes the contest with its entries.
func (a *held) make(ctx context.Context, d desk, event string, def judging.Definition) (err error) {
	if a.contest, err = d.newContestOf(ctx, event, def); err != nil {
		return err
	}
	a.ids, err = d.addEntries(ctx, a.contest.ID, a.entries)
	return err
}

// board shows all that a board can: places still possible, and reasons.
func (a *held) board(ctx context.Context, d desk, state judging.BoardState) error {
	return d.setBoard(ctx, a.contest.ID, judging.Board{State: state, Show: a.show, Reasons: true, Bounds: true})
}

// judge plays all acts until ctx ends.
func (s *show) judge(ctx context.Context) error {
	var all sync.WaitGroup
	for _, a := range s.acts {
		all.Go(func() { a.play(ctx, s) })
	}
	all.Wait()
	return ctx.Err()
}

// each lets all of them do the same, again if it fails, and waits for all.
func each[T any](ctx context.Context, s *show, all []T, do func(T, context.Context) error) {
	var done sync.WaitGroup
	for _, x := range all {
		done.Go(func() { s.keep(ctx, func() error { return do(x, ctx) }) })
	}
	done.Wait()
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

// publish waits until all is scored, shows the result for a minute, and opens
// the board again.
func (s *show) publish(ctx context.Context, a *held, scored func(context.Context) (bool, error)) error {
	for {
		if err := pause(ctx, s.pace(10*time.Second)); err != nil {
			return err
		}
		if done, err := scored(ctx); err != nil {
			return err
		} else if done {
			break
		}
	}
	for _, state := range []judging.BoardState{judging.BoardPublished, judging.BoardLive} {
		if err := a.board(ctx, s.desk, state); err != nil {
			return err
		}
		if err := pause(ctx, s.pace(time.Minute)); err != nil {
			return err
		}
	}
	return nil
}

func (s *show) pace(d time.Duration) time.Duration { return time.Duration(float64(d) / s.speed) }

// tablet is the address at which a card signs in by one tap.
func (s *show) tablet(card judging.NewCard) string {
	return "/judge" + strings.TrimPrefix(card.URL, s.address+"/judge") + "." + card.PIN
}
