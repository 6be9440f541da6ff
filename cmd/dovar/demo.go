package main

// The face of the product: a filled event in a fresh folder, robots that judge
// it through the real API, and a start page with a door to everything.

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
	"text/tabwriter"

	"dovar/judging"
)

type demoCmd struct {
	Listen string  `default:"127.0.0.1:8080" help:"Where to listen, host:port."`
	Speed  float64 `default:"1" help:"How fast the robots judge; 1 is a human pace."`
}

func (c *demoCmd) Validate() error {
	if c.Speed <= 0 || c.Speed > 1000 {
		return errors.New("--speed must be above 0 and at most 1000")
	}
	return nil
}

func (c *demoCmd) Run(p process) error {
	ctx, stop := untilStopped()
	defer stop()
	return c.play(ctx, p)
}

// play runs the demo until ctx ends; the folder goes with it.
func (c *demoCmd) play(ctx context.Context, p process) (err error) {
	dir, err := os.MkdirTemp("", "dovar-demo-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()

	s := &show{speed: c.Speed, ready: make(chan struct{}), errs: p.errs}
	s.alone = onlyThisMachine(c.Listen)
	h, err := open(ctx, &serveCmd{Data: dir, Listen: c.Listen, InsecureLAN: !s.alone}, p, s.start)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		defer stop()
		ended <- s.run(ctx, h, p)
	}()
	err = h.run(ctx)
	stop()
	return errors.Join(err, <-ended)
}

// onlyThisMachine reports whether no other machine can reach the address.
func onlyThisMachine(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// run makes the event, opens the doors, and lets the robots judge until ctx ends.
func (s *show) run(ctx context.Context, h *house, p process) error {
	err := s.prepare(ctx, h)
	if err == nil {
		close(s.ready)
		s.printDoors(p)
		err = s.judge(ctx)
	}
	if ctx.Err() != nil {
		return nil // stopped, as it should be
	}
	return err
}

// A group is the contests of one kind.
type group struct {
	Text   string // "start.<text>" of the catalogues
	Stands []stand
}

// A stand is one contest as its visitors meet it.
type stand struct {
	Title judging.Text
	Ways  []way // the one to try first comes first
}

// A way leads to one screen of a contest.
type way struct {
	Screen string // in the words of the printed doors
	Text   string // "start.<text>" of the catalogues, and "start.<text>.hint"
	To     string // path
}

// startData is what the start page draws: .Data of web/templates/start.html.
type startData struct {
	Event    judging.Text
	Groups   []group
	Name     string // of the ready organizer
	Second   string // account of the chair, who confirms what needs two persons
	Password string // of both; "" where other machines can read the page
	Desk     string // where the organizer looks first
}

// A door leads to the desk, signed in where the page may hold the password.
type door struct{ To, Label, Name, Password string }

// Door to a page of the desk.
func (d startData) Door(to, label string) door { return door{to, label, d.Name, d.Password} }

// start fills the start page once the event stands.
func (s *show) start(ctx context.Context, _ string) (any, error) {
	select {
	case <-s.ready:
		return s.doors, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (s *show) printDoors(p process) {
	w := tabwriter.NewWriter(p.out, 0, 0, 2, ' ', 0)
	fmt.Fprintf(w, "Dovar %s: %s\n\nstart here\t%s/\n", version, s.doors.Event.EN, s.address)
	for _, g := range s.doors.Groups {
		for _, st := range g.Stands {
			fmt.Fprintf(w, "\n%s\n", st.Title.EN)
			for _, way := range st.Ways {
				fmt.Fprintf(w, "  %s\t%s\n", way.Screen, s.address+way.To)
			}
		}
	}
	fmt.Fprintf(w, "\norganizer\t%s/signin\tname %s, password %s; the chair: name %s, the same password\n\nCtrl-C ends the demo; its data goes with it.\n", s.address, organizerName, s.password, chairName)
	w.Flush()
}

// The accounts of the demo: an organizer, and the chair who confirms.
const organizerName, chairName = "demo", "chair"

// newPassword is good for one run: 60 random bits in three groups.
func newPassword() string {
	text := strings.ToLower(rand.Text())
	return text[:4] + "-" + text[4:8] + "-" + text[8:12]
}
