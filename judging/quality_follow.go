package judging

// Quality while rows arrive: made in the background, after the hall has been
// quiet for a moment, from a snapshot, one contest at a time. No mark and no
// frame waits for it.

import (
	"context"
	"sync/atomic"
	"time"
)

// Figures are made so long after the last change, or so long after the first
// one where changes do not end.
const (
	qualityCalm     = 2 * time.Second
	qualityPatience = 20 * time.Second
)

// An assessing is one contest's quality in the making.
type assessing struct {
	stir   chan struct{} // of one: there is something to say anew
	asked  int64         // row for which it was stirred; guarded by following.mu
	newest atomic.Pointer[QualityView]
}

// stir asks for new figures if rows came that move them; fl.mu is held.
func (fl *following) stir() {
	if fl.quality.asked == fl.pic.moved.n {
		return
	}
	fl.quality.asked = fl.pic.moved.n
	select {
	case fl.quality.stir <- struct{}{}:
	default:
	}
}

// assess makes a contest's figures anew whenever it was stirred and is calm.
func (f *Follower) assess(ctx context.Context, fl *following) {
	for fl.calm(ctx) {
		select {
		case f.turn <- struct{}{}:
		case <-ctx.Done():
			return
		}
		fl.mu.Lock()
		snap := fl.pic.qualitySnapshot()
		fl.mu.Unlock()
		var view QualityView
		aside(func() { view = snap.assess() })
		<-f.turn
		fl.quality.newest.Store(&view)
	}
}

// calm waits for a change and then for its end; false when ctx has ended.
func (fl *following) calm(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case <-fl.quality.stir:
	}
	patience := time.NewTimer(qualityPatience)
	defer patience.Stop()
	for {
		quiet := time.NewTimer(qualityCalm)
		select {
		case <-ctx.Done():
			quiet.Stop()
			return false
		case <-fl.quality.stir:
			quiet.Stop()
		case <-quiet.C:
			return true
		case <-patience.C:
			quiet.Stop()
			return true
		}
	}
}

// Quality returns the newest figures of a contest, for those with the right to
// results; without parts and with N 0 until the first are made. Newer says that
// rows came since which move them. NotFound for a contest that is not there.
func (f *Follower) Quality(ctx context.Context, contest string) (QualityView, error) {
	return look(ctx, f, contest, func(fl *following) (QualityView, error) {
		view := QualityView{Contest: contest, Parts: []QualityPart{}, Adjusted: []AdjustedTable{}}
		if made := fl.quality.newest.Load(); made != nil {
			view = *made
		}
		view.Newer = view.N < fl.pic.moved.n
		return view, nil
	})
}
