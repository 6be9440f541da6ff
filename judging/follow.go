package judging

// From journals to boards while rows arrive; what a row means is said in
// picture.go.

import (
	"context"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Follower turns journals into boards: it folds the rows of each contest into
// a Picture and hands each new public frame to Publish. It never delays a
// writer: Wake only marks a contest as changed.
type Follower struct {
	FollowerConfig
	mu       sync.Mutex
	contests map[string]*following
	run      context.Context // nil before Run
	done     sync.WaitGroup
	turn     chan struct{} // of one: who makes figures of quality now
}

type FollowerConfig struct {
	Service *Service
	Publish func(stream Stream, f *Frame) // in order per stream; must not block
	Viewers func() int                    // sockets open now: above 500 frames come each second
}

// Stream is one board: a division of a contest, for the public.
type Stream struct{ Contest, Division string }

// A frame comes at most this often; the longer pause above manyViewers.
const (
	framePause     = 250 * time.Millisecond
	frameLongPause = time.Second
	manyViewers    = 500
)

// unwoken is how often the journal is looked at in any case: a command beside the
// server (dovar import) writes too, and what could not be read is tried again.
const unwoken = 2 * time.Second

// following is one contest.
type following struct {
	contest string
	wake    chan struct{} // of one
	behind  atomic.Bool   // the journal may have rows that pic has not
	mu      sync.Mutex    // guards what follows
	pic     *Picture
	epoch   string
	frames  map[string]*Frame // newest, by division id
	quality assessing
	queue   queued
}

func NewFollower(c FollowerConfig) *Follower {
	return &Follower{FollowerConfig: c, contests: map[string]*following{}, turn: make(chan struct{}, 1)}
}

// Run folds the journals of all contests and follows them until ctx ends.
func (f *Follower) Run(ctx context.Context) error {
	contests, err := view(ctx, f.Service, func(tx Tx) ([]Contest, error) { return tx.Contests("") })
	if err != nil {
		return err
	}
	f.mu.Lock()
	f.run = ctx
	for _, fl := range f.contests {
		f.start(fl)
	}
	f.mu.Unlock()
	for _, c := range contests {
		f.Wake(c.ID)
	}
	<-ctx.Done()
	f.mu.Lock()
	f.run = nil
	f.mu.Unlock()
	f.done.Wait()
	return nil
}

// start follows one contest in goroutines of its own, so that a slow ranking
// holds up no other board, and its statistics no frame. f.mu is held.
func (f *Follower) start(fl *following) {
	ctx := f.run
	f.done.Go(func() { f.follow(ctx, fl) })
	f.done.Go(func() { f.assess(ctx, fl) })
}

// Wake says that the contest has new rows. It does not block.
func (f *Follower) Wake(contest string) {
	fl := f.of(contest)
	fl.behind.Store(true)
	select {
	case fl.wake <- struct{}{}:
	default:
	}
}

func (f *Follower) of(contest string) *following {
	f.mu.Lock()
	defer f.mu.Unlock()
	fl := f.contests[contest]
	if fl == nil {
		fl = &following{contest: contest, wake: make(chan struct{}, 1), pic: NewPicture(contest), frames: map[string]*Frame{}}
		fl.quality.stir = make(chan struct{}, 1)
		fl.behind.Store(true)
		f.contests[contest] = fl
		if f.run != nil {
			f.start(fl)
		}
	}
	return fl
}

func (f *Follower) follow(ctx context.Context, fl *following) {
	sent := map[string]*Frame{}
	look := time.NewTicker(unwoken)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-fl.wake:
		case <-look.C:
			fl.behind.Store(true)
		}
		pause := framePause
		if f.Viewers() > manyViewers {
			pause = frameLongPause
		}
		if err := f.catchUp(ctx, fl); err == nil {
			f.publish(fl, sent)
		} else if ctx.Err() == nil { // boards keep their last picture until the next look
			f.Service.Log.Error("following a contest", "contest", fl.contest, "error", err)
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return
		case <-timer.C:
		}
	}
}

// publish hands on the frames that differ from those sent, and asks for figures
// of quality where they would differ too.
func (f *Follower) publish(fl *following, sent map[string]*Frame) {
	fl.mu.Lock()
	defer fl.mu.Unlock()
	fl.stir()
	for _, d := range fl.pic.divisions {
		if frame := fl.frame(d.ID); frame != sent[d.ID] {
			sent[d.ID] = frame
			f.Publish(Stream{fl.contest, d.ID}, frame)
		}
	}
}

// catchUp folds the rows that came since.
func (f *Follower) catchUp(ctx context.Context, fl *following) error {
	fl.mu.Lock()
	defer fl.mu.Unlock()
	for fl.behind.Swap(false) {
		if err := f.read(ctx, fl); err != nil {
			fl.behind.Store(true)
			return err
		}
	}
	return nil
}

// read takes rows in portions, so that no reading transaction is long.
func (f *Follower) read(ctx context.Context, fl *following) error {
	const portion = 500
	for {
		rows, err := view(ctx, f.Service, func(tx Tx) (rows []Row, err error) {
			if fl.epoch, err = tx.Meta("epoch"); err != nil {
				return nil, err
			}
			return tx.Journal(fl.contest, fl.pic.N, portion)
		})
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := fl.pic.Apply(row); err != nil {
				return err
			}
		}
		if len(rows) < portion {
			return nil
		}
	}
}

// frame is the newest frame of a division; fl.mu is held. The same pointer
// comes back until the public picture or the epoch changes.
func (fl *following) frame(division string) *Frame {
	d, last := fl.pic.division(division), fl.frames[division]
	if last == nil || last.Pub != d.pub || last.Epoch != fl.epoch {
		last = fl.pic.Frame(division, fl.epoch)
		fl.frames[division] = last
	}
	return last
}

// Frame returns the newest public frame of a stream. division "" is the only
// one. While the board is hidden the frame has state "hidden" and no rows.
// NotFound for a contest or division that is not there.
func (f *Follower) Frame(ctx context.Context, contest, division string) (*Frame, error) {
	return look(ctx, f, contest, func(fl *following) (*Frame, error) {
		d, err := fl.pic.find(division)
		if err != nil {
			return nil, err
		}
		return fl.frame(d.ID), nil
	})
}

// Rows returns at most 100 public rows whose name, code or school contains q,
// however typed, from the row at index after on, in the order of the board.
func (f *Follower) Rows(ctx context.Context, contest, division, q string, after int) ([]FrameRow, error) {
	return look(ctx, f, contest, func(fl *following) ([]FrameRow, error) {
		d, err := fl.pic.find(division)
		if err != nil {
			return nil, err
		}
		found, q := []FrameRow{}, FoldName(q)
		for i, row := range fl.pic.publicRows(d, len(d.entries)) {
			if i >= after && strings.Contains(FoldName(row.Code+" "+row.Name+" "+row.School), q) && len(found) < frameRows {
				found = append(found, row)
			}
		}
		return found, nil
	})
}

// Standings of one division ("" where the contest has one), for those with the
// right to results.
func (f *Follower) Standings(ctx context.Context, contest, division string) (Standings, error) {
	return look(ctx, f, contest, func(fl *following) (Standings, error) { return fl.pic.Standings(division) })
}

// look reads a contest's picture once it has caught up.
func look[T any](ctx context.Context, f *Follower, contest string, read func(*following) (T, error)) (T, error) {
	var none T
	f.mu.Lock()
	fl := f.contests[contest]
	f.mu.Unlock()
	if fl == nil { // ids that nobody made take no memory
		if _, err := view(ctx, f.Service, func(tx Tx) (Contest, error) { return tx.Contest(contest) }); err != nil {
			return none, err
		}
		fl = f.of(contest)
	}
	if err := f.catchUp(ctx, fl); err != nil {
		return none, err
	}
	fl.mu.Lock()
	defer fl.mu.Unlock()
	return read(fl)
}
