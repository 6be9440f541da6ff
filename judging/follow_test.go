package judging_test

// How soon and how often a board follows the journal.

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"dovar/judging"
)

// followed runs a follower of the service until the test ends; the frames it
// publishes come out.
func (v *venue) followed(s *judging.Service) <-chan *judging.Frame {
	frames := make(chan *judging.Frame, 1000)
	v.follower = judging.NewFollower(judging.FollowerConfig{
		Service: s, Viewers: func() int { return 0 },
		Publish: func(_ judging.Stream, f *judging.Frame) { frames <- f },
	})
	run, stop := context.WithCancel(ctx)
	ended := make(chan error)
	go func() { ended <- v.follower.Run(run) }()
	v.t.Cleanup(func() {
		stop()
		v.must(<-ended)
	})
	return frames
}

// TestFramesAreSpaced: however fast sheets come, a board gets at most a frame
// each 250 ms, and the last frame is the newest picture.
func TestFramesAreSpaced(t *testing.T) {
	v := newVenue(t)
	frames := v.followed(v.s)
	_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive, Show: judging.ShowEverySheet})
	v.must(err)
	begin, tb, sheet := time.Now(), v.tablet(0), v.sheets["0 0"]
	for i := range 30 {
		tb.stored(tb.cut(sheet, "submit", full(fmt.Sprint(i%25)), nil), judging.OpApplied)
		tb.stored(tb.cut(sheet, "recall", full("0"), nil), judging.OpApplied)
	}
	n := 0
	for f := range frames {
		n++
		if f.Pub == 61 { // the board's row and 60 ops
			break
		}
	}
	if most := int(time.Since(begin)/(250*time.Millisecond)) + 2; n > most {
		t.Errorf("%d frames in %v, at most %d", n, time.Since(begin), most)
	}
}

// A bad disk fails a read when it is armed, once.
type badDisk struct {
	judging.Store
	armed atomic.Bool
}

func (d *badDisk) View(ctx context.Context, f func(judging.Tx) error) error {
	if d.armed.CompareAndSwap(true, false) {
		return judging.Fail(judging.Unavailable, "store-unavailable")
	}
	return d.Store.View(ctx, f)
}

// TestFollowerSeesOtherWriters: what a command beside the server writes, which
// wakes nobody here, is on the board soon.
func TestFollowerSeesOtherWriters(t *testing.T) {
	v := newVenue(t)
	frames := v.followed(v.s)
	if f := <-frames; f.State != string(judging.BoardHidden) {
		t.Fatalf("at first the board is %s", f.State)
	}
	config := v.s.Config
	config.Wake = nil
	beside, err := judging.NewService(ctx, config)
	v.must(err)
	_, err = beside.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: judging.BoardLive})
	v.must(err)
	select {
	case f := <-frames:
		if f.State != string(judging.BoardLive) {
			t.Errorf("the board is %s", f.State)
		}
	case <-time.After(time.Minute):
		t.Error("no frame came")
	}
}

// TestFollowerTriesAgain: a picture that could not be read is read soon after,
// without waiting for the next change: it may be the one that hides the board.
func TestFollowerTriesAgain(t *testing.T) {
	v := newVenue(t)
	disk := &badDisk{Store: v.store}
	config := v.s.Config
	config.Store = disk
	service, err := judging.NewService(ctx, config)
	v.must(err)
	frames := v.followed(service)
	for _, state := range []judging.BoardState{judging.BoardLive, judging.BoardHidden} {
		_, err := v.s.SetBoard(ctx, boss, v.contest.Contest.ID, judging.Board{State: state})
		v.must(err)
		for soon := time.After(time.Minute); ; {
			select {
			case f := <-frames:
				if f.State != string(state) {
					continue
				}
			case <-soon:
				t.Fatalf("no frame says %s", state)
			}
			break
		}
		disk.armed.Store(true)
	}
}
