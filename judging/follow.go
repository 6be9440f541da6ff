package judging

import "context"

// Follower turns journals into boards: it folds the rows of each contest into
// a Picture, keeps scoring tables, and hands each new public frame to Publish.
// It never delays a writer: Wake only marks a contest as changed.
type Follower struct{ FollowerConfig }

type FollowerConfig struct {
	Service *Service
	Publish func(stream Stream, f *Frame) // called from the follower, in order per stream; must not block
	Viewers func() int                    // sockets open now: above 500 frames come each second
}

// Stream is one board: a division of a contest, for the public.
type Stream struct{ Contest, Division string }

func NewFollower(c FollowerConfig) *Follower { panic("unwritten") }

// Run follows until ctx ends.
func (f *Follower) Run(ctx context.Context) error { panic("unwritten") }

// Wake says that the contest has new rows. It does not block.
func (f *Follower) Wake(contest string) {}

// Frame returns the newest public frame of a stream, catching up first.
// division "" is the only one. While the board is hidden the frame has state
// "hidden" and no rows. NotFound for a contest or division that is not there.
func (f *Follower) Frame(ctx context.Context, contest, division string) (*Frame, error) {
	panic("unwritten")
}

// Standings of one division ("" where the contest has one) at journal row N,
// for those with the right to results.
func (f *Follower) Standings(ctx context.Context, contest, division string) (Standings, error) {
	panic("unwritten")
}
