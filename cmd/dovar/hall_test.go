package main

// A hall for the proofs: a real server, in a process of its own where it is to
// be killed, an event through the API, and robots that sign in by card.

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

// The test binary is the program when this says with which arguments.
const asProgram = "DOVAR_TEST_ARGS"

func TestMain(m *testing.M) {
	if args, ok := os.LookupEnv(asProgram); ok {
		os.Exit(run(strings.Split(args, "\n"), os.Stdin, os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// dovar runs a command in this process and returns what it printed.
func dovar(args ...string) (code int, out, errs string) {
	var o, e bytes.Buffer
	code = run(args, strings.NewReader("a long enough password\n"), &o, &e)
	return code, o.String(), e.String()
}

// A child is a server in a process of its own.
type child struct {
	cmd     *exec.Cmd
	address string
	out     *bufio.Scanner
	link    chan string
}

// startChild starts `dovar serve` on the folder and waits until it listens.
func startChild(t testing.TB, dir, listen string, args ...string) *child {
	t.Helper()
	c := &child{cmd: exec.Command(os.Args[0])}
	c.cmd.Env = append(os.Environ(), asProgram+"="+strings.Join(append([]string{"serve", "--data", dir, "--listen", listen}, args...), "\n"))
	c.cmd.Stderr = os.Stderr
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.kill() })
	c.out, c.link = bufio.NewScanner(out), make(chan string, 1)
	for c.out.Scan() {
		if address, ok := strings.CutPrefix(c.out.Text(), "listening on "); ok {
			c.address = address
			go c.listen()
			return c
		}
	}
	c.kill()
	t.Fatal("the server ended before it listened")
	return nil
}

// listen keeps the set-up link for who asks, and reads on, so that the server
// never waits for a reader.
func (c *child) listen() {
	for c.out.Scan() {
		if i := strings.Index(c.out.Text(), "http"); i >= 0 && strings.Contains(c.out.Text(), "/setup#") {
			c.link <- c.out.Text()[i:]
		}
	}
}

// setup is the link that a first start prints.
func (c *child) setup() string { return <-c.link }

// kill ends the process at once, as kill -9 does.
func (c *child) kill() {
	c.cmd.Process.Kill()
	c.cmd.Wait()
}

// A hall is an event with one science fair whose entries are each scored by some of the judges.
type hall struct {
	desk    desk
	contest madeContest
	entries []string
	robots  []*player
}

// newHall makes it on the server at address, the stage open, the board live.
func newHall(t testing.TB, address, token string, entries, judges, perEntry int) *hall {
	t.Helper()
	ctx := context.Background()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	h := &hall{desk: desk{newClient(address, token)}}
	event, err := h.desk.newEvent(ctx, judging.NewEvent{Title: demoEvent, Starts: "2030-05-01", Ends: "2030-05-02"})
	must(err)
	h.contest, err = h.desk.newContest(ctx, event, "science-fair-science")
	must(err)
	works := make([]newEntry, entries)
	for i := range works {
		works[i] = newEntry{Name: fmt.Sprintf("Лоиҳаи %d", i+1), Members: []string{"Азизова Парвина"}, Visibility: judging.ShowName}
	}
	h.entries, err = h.desk.addEntries(ctx, h.contest.ID, works)
	must(err)
	people := make([]newJudge, judges)
	for i := range people {
		people[i] = judge(fmt.Sprintf("Довари %d", i+1))
	}
	ids, err := h.desk.addJudges(ctx, event, people)
	must(err)
	_, err = h.desk.assign(ctx, h.contest.ID, judging.Assignment{Stage: h.contest.Stages[0].ID, Judges: ids, PerEntry: perEntry, Seed: 1})
	must(err)
	must(h.desk.setStage(ctx, h.contest.Stages[0].ID, judging.StageOpen))
	must(h.desk.setBoard(ctx, h.contest.ID, judging.Board{State: judging.BoardLive, Show: judging.ShowEverySheet}))
	for i, id := range ids {
		card, err := h.desk.card(ctx, id)
		must(err)
		robot, err := signIn(ctx, h.desk.client, card, fmt.Sprintf("Tablet %d", i+1), time.Now)
		must(err)
		h.robots = append(h.robots, &player{robot: robot, mind: rand.New(rand.NewPCG(1, uint64(i)))})
	}
	return h
}

// again cuts the next op of a random sheet: a submit, or the recall that must
// come before another one.
func (p *player) again() error {
	s := p.seen.Sheets[p.mind.IntN(len(p.seen.Sheets))]
	body, _, err := p.opinion(s)
	if err != nil {
		return err
	}
	kind, reason := judging.OpSubmit, ""
	if p.state(s) == judging.OpSubmit {
		kind, reason = judging.OpRecall, demoReasons[0]
	}
	_, err = p.cut(s.Sheet, p.rubric(s), kind, reason, body)
	return err
}
