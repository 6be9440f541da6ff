package judging

// The live map of a stage, judge by entry: who has sent what, who is waited
// for, what needs a person. It is made of a watch and so holds no mark, no
// total and no place, whatever was submitted.

import (
	"context"
	"strings"
	"time"
)

// Monitor is the map of one stage after row N of the contest's journal.
//
// Entries and Rows come together, and only when After was 0 or rows or columns
// have changed since; else Changes holds the rows with a changed cell. A row is
// its cells apart by spaces: column in base 36, the letter of the state, and
// since when, in minutes of Unix time in base 36; "0SrgIbk 2DrgIbp" lower-case
// but for the letter. Where referees run the stage a cell holds all that one of
// them has of an entry: ".", sheets that count, ".", sheets to count, ".", the
// attempt that opens from it. Who sees another Epoch or Collecting asks for all again.
type Monitor struct {
	N          int64           `json:"n"`
	Epoch      string          `json:"epoch"`
	Collecting bool            `json:"collecting" doc:"after a restore, until every tablet has given back what it has"`
	Stage      string          `json:"stage"`
	Stages     []MonitorStage  `json:"stages"`
	Strip      MonitorStrip    `json:"strip"`
	Judges     []MonitorJudge  `json:"judges" doc:"the columns"`
	Needs      []Need          `json:"needs" doc:"what waits for a person, in the whole contest; newest last"`
	Divisions  []Text          `json:"divisions,omitempty"`
	Rooms      []string        `json:"rooms,omitempty"`
	Entries    []MonitorEntry  `json:"entries,omitempty" doc:"the rows"`
	Rows       []string        `json:"rows,omitempty" doc:"cells of each entry: column in base 36, letter, minute in base 36"`
	Changes    []MonitorChange `json:"changes,omitempty" doc:"rows changed since"`
	Full       bool            `json:"full" doc:"entries and rows are given"`
}

// MonitorStage is one stage of the contest: Received of Expected sheets count.
type MonitorStage struct {
	ID       string     `json:"id"`
	Title    Text       `json:"title"`
	State    StageState `json:"state"`
	Received int        `json:"received"`
	Expected int        `json:"expected"`
}

// MonitorStrip is the stage in four sentences. Done is when it will be all in at
// the pace of the last half hour; "" when there is too little to say.
type MonitorStrip struct {
	Received int    `json:"received"`
	Expected int    `json:"expected"`
	Needs    int    `json:"needs"`
	Silent   int    `json:"silent" doc:"tablets not heard of for 90 s whose sheets are waited for"`
	Done     string `json:"done,omitempty"`
}

// MonitorJudge is a column. Ord orders the columns by room and name.
type MonitorJudge struct {
	ID      string `json:"id"`
	Name    string `json:"name"`
	Attempt int    `json:"attempt,omitempty" doc:"where a judge has several sheets for an entry"`
	Ord     int    `json:"ord"`
}

// MonitorEntry is a row. Division and Room are places in the lists of those names, Room from 1.
type MonitorEntry struct {
	ID       string     `json:"id"`
	Code     string     `json:"code"`
	Name     string     `json:"name"`
	Division int        `json:"division,omitempty"`
	Room     int        `json:"room,omitempty"`
	State    EntryState `json:"state,omitempty" doc:"when not active"`
}

type MonitorChange struct {
	Row   int    `json:"row"`
	Cells string `json:"cells" doc:"all cells of the row"`
}

// Monitor of a stage by id; "" is the first open stage, else the first. after is
// the N of the picture that the asker has, 0 for none. NotFound for a contest or
// stage that is not there.
func (f *Follower) Monitor(ctx context.Context, by Actor, contest, stage string, after int64) (Monitor, error) {
	around, err := view(ctx, f.Service, func(tx Tx) (surroundings, error) { return readAround(tx, contest) })
	if err != nil {
		return Monitor{}, err
	}
	around.by, around.now = by, f.Service.Now()
	return look(ctx, f, contest, func(fl *following) (Monitor, error) { return fl.pic.monitor(stage, after, around) })
}

// Surroundings are what a map needs and no contest's journal tells.
type surroundings struct {
	by         Actor
	now        time.Time
	epoch      string
	collecting bool
	judges     map[string]Judge
	devices    []Device
	proposals  []Proposal
}

func readAround(tx Tx, contest string) (a surroundings, err error) {
	c, err := tx.Contest(contest)
	if err != nil {
		return a, err
	}
	if a.epoch, err = tx.Meta("epoch"); err != nil {
		return a, err
	}
	collecting, err := tx.Meta("collecting")
	if err != nil {
		return a, err
	}
	a.collecting = collecting != ""
	judges, err := tx.Judges(c.Event)
	if err != nil {
		return a, err
	}
	a.judges = make(map[string]Judge, len(judges))
	for _, j := range judges {
		a.judges[j.ID] = j
	}
	if a.devices, err = tx.Devices(c.Event); err != nil {
		return a, err
	}
	a.proposals, err = proposals(tx, contest)
	return a, err
}

// nameOf is the name of the account behind an actor of the journal; "" for others.
func nameOf(tx Tx, actor string) (string, error) {
	kind, id, _ := strings.Cut(actor, ":")
	if kind != "account" {
		return "", nil
	}
	account, err := tx.Account(id)
	if missing(err) {
		return "", nil
	}
	return account.Name, err
}

func (p *Picture) monitor(stage string, after int64, a surroundings) (Monitor, error) {
	slug, ok := p.stageOr(stage)
	if !ok {
		return Monitor{}, Fail(NotFound, "not-found")
	}
	m := Monitor{N: p.N, Epoch: a.epoch, Collecting: a.collecting, Needs: p.needs(a), Judges: p.columns(slug, a)}
	for _, st := range p.stageList() {
		received, expected := p.received(st.Slug)
		m.Stages = append(m.Stages, MonitorStage{st.ID, st.title, p.states[st.ID], received, expected})
		if st.Slug == slug {
			m.Stage, m.Strip.Received, m.Strip.Expected = st.ID, received, expected
		}
	}
	m.Strip.Needs, m.Strip.Silent = len(m.Needs), len(p.silent(slug, a))
	if p.states[m.Stage] == StageOpen {
		m.Strip.Done = Stamp(p.done(slug, a.now))
	}
	rows := p.rows(slug, a.collecting)
	if m.Full = after <= 0 || after > p.N || after < max(p.watch.laid[""], p.watch.laid[slug]); !m.Full {
		for i, r := range rows {
			if r.n > after {
				m.Changes = append(m.Changes, MonitorChange{i, r.cells()})
			}
		}
		return m, nil
	}
	for _, d := range p.divisions {
		m.Divisions = append(m.Divisions, d.Title)
	}
	for _, r := range p.watch.rooms {
		m.Rooms = append(m.Rooms, r.Name)
	}
	for _, r := range rows {
		m.Entries, m.Rows = append(m.Entries, r.MonitorEntry), append(m.Rows, r.cells())
	}
	return m, nil
}

// A namedStage is a stage with its title.
type namedStage struct {
	ID, Slug string
	title    Text
}

// stageList are the stages in the definition's order.
func (p *Picture) stageList() (out []namedStage) {
	for _, def := range p.def.Stages {
		for id, slug := range p.stages {
			if slug == def.ID {
				out = append(out, namedStage{id, slug, def.Title})
			}
		}
	}
	return out
}

// stageOr finds the slug of a stage by id; of the one to look at first for "".
func (p *Picture) stageOr(id string) (slug string, ok bool) {
	if id != "" {
		slug, ok = p.stages[id]
		return slug, ok
	}
	list := p.stageList()
	for _, st := range list {
		if p.states[st.ID] == StageOpen {
			return st.Slug, true
		}
	}
	if len(list) == 0 {
		return "", false
	}
	return list[0].Slug, true
}
