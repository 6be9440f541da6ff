package judging

// What an organizer sees of matches.

import (
	"context"
	"reflect"

	"dovar/scoring"
)

// MatchStage is a stage of matches in a division.
type MatchStage struct {
	Stage    string         `json:"stage"`    // id
	Division string         `json:"division"` // id
	Format   string         `json:"format" enum:"round_robin,swiss,single,double"`
	Draw     *Draw          `json:"draw,omitempty" doc:"none: not drawn yet"`
	Undrawn  []string       `json:"undrawn" doc:"active entries that the draw does not have"`
	Groups   []MatchGroup   `json:"groups" doc:"tables, where the format has them"`
	Meetings []MatchMeeting `json:"meetings" doc:"in the order of play"`
	Moved    bool           `json:"moved,omitempty" doc:"drawn from groups whose places are others now"`
}

// MatchGroup is the table of a group, in the order of places.
type MatchGroup struct {
	Rows []MatchRow `json:"rows"`
}

type MatchRow struct {
	Entry      string `json:"entry"`
	Played     int    `json:"played"`
	Won        int    `json:"won"`
	Points     string `json:"points"`
	Difference string `json:"difference" doc:"of points inside the matches"`
	Place      int    `json:"place,omitempty"`
	Shared     bool   `json:"shared,omitempty"`
}

// MatchMeeting is one meeting of the plan. FromA and FromB say whose winner, or
// loser, a side is.
type MatchMeeting struct {
	ID     string     `json:"id"`
	Part   string     `json:"part" enum:"group,swiss,winners,losers,final,third"`
	Round  int        `json:"round"`
	Group  int        `json:"group"`
	A      string     `json:"a,omitempty"`
	B      string     `json:"b,omitempty"`
	FromA  *MatchFrom `json:"fromA,omitempty"`
	FromB  *MatchFrom `json:"fromB,omitempty"`
	State  string     `json:"state" enum:"open,playable,played,walkover,bye" doc:"open: its two are not known yet"`
	ScoreA string     `json:"scoreA,omitempty"`
	ScoreB string     `json:"scoreB,omitempty"`
	Winner string     `json:"winner,omitempty"`
	Draw   bool       `json:"draw,omitempty"`
	Sheet  string     `json:"sheet,omitempty" doc:"on which it is or was played"`
	Judge  string     `json:"judge,omitempty"`
	Panel  string     `json:"panel,omitempty"`
}

type MatchFrom struct {
	Meeting string `json:"meeting"`
	Loser   bool   `json:"loser,omitempty"`
}

func meetingView(m scoring.Meeting) MatchMeeting {
	out := MatchMeeting{ID: m.ID, Part: string(m.Part), Round: m.Round, Group: m.Group, A: m.A, B: m.B,
		Winner: m.Winner, Draw: m.Draw, State: "open"}
	for _, side := range []struct {
		from scoring.From
		to   **MatchFrom
	}{{m.FromA, &out.FromA}, {m.FromB, &out.FromB}} {
		if side.from.Meeting != "" {
			*side.to = &MatchFrom{side.from.Meeting, side.from.Loser}
		}
	}
	switch {
	case m.Played:
		out.State, out.ScoreA, out.ScoreB = "played", m.For.String(), m.Conceded.String()
	case m.Bye:
		out.State = "bye"
	case m.Over:
		out.State = "walkover"
	case playable(m):
		out.State = "playable"
	}
	return out
}

// Matches are all stages of matches of a contest, by division. Who may not read
// results before they are published reads who meets whom, as it is called up,
// and neither outcomes nor tables.
func (f *Follower) Matches(ctx context.Context, by Actor, contest string) ([]MatchStage, error) {
	return look(ctx, f, contest, func(fl *following) ([]MatchStage, error) {
		all := fl.pic.matches()
		if !by.Role.May(Results) {
			for i := range all {
				all[i].hideResults()
			}
		}
		return all, nil
	})
}

func (m *MatchStage) hideResults() {
	m.Groups = []MatchGroup{}
	for i := range m.Meetings {
		v := &m.Meetings[i]
		v.ScoreA, v.ScoreB, v.Winner, v.Draw = "", "", "", false
	}
}

func (p *Picture) matches() []MatchStage {
	out := []MatchStage{}
	for _, def := range p.def.Stages {
		for _, d := range p.divisions {
			if def.Kind == "matches" {
				out = append(out, p.matchesIn(def, d))
			}
		}
	}
	return out
}

func (p *Picture) matchesIn(def StageDef, d *divisionPicture) MatchStage {
	out := MatchStage{Stage: p.stageID(def.ID), Division: d.ID, Format: def.Matches.Format,
		Undrawn: []string{}, Groups: []MatchGroup{}, Meetings: []MatchMeeting{}}
	in := map[string]bool{}
	if w, drawn := d.draws[def.ID]; drawn && d.playing[def.ID].meetings != nil {
		out.Draw = &w
		for _, g := range w.Plan.Groups {
			for _, e := range g {
				in[e] = true
			}
		}
		out.Moved = p.movedOn(def, d, w)
	}
	_, after := p.def.GroupsBefore(def.ID)
	for _, e := range d.entries {
		if e.State == EntryActive && !in[e.ID] && !after {
			out.Undrawn = append(out.Undrawn, e.ID)
		}
	}
	for _, table := range p.groupTables(def.ID, d) {
		g := MatchGroup{Rows: []MatchRow{}}
		for _, r := range table {
			g.Rows = append(g.Rows, MatchRow{r.Entry, r.Played, r.Won, r.Points.String(), r.Difference.String(), r.Place, r.Shared})
		}
		out.Groups = append(out.Groups, g)
	}
	sheets := p.seatedMatches(def.ID)
	for _, m := range p.meetings(def.ID, d) {
		v := meetingView(m)
		if sh, there := sheets[m.ID+" "+m.A+" "+m.B]; there && (m.Played || playable(m)) {
			v.Sheet, v.Judge, v.Panel = sh.id, sh.judge, sh.panel
		}
		out.Meetings = append(out.Meetings, v)
	}
	return out
}

// seatedMatches are the sheets of a stage of matches by meeting and pair: of
// several the one that counts, else the one that is expected.
func (p *Picture) seatedMatches(stage string) map[string]*watched {
	out := map[string]*watched{}
	for _, sh := range p.watch.stages[stage] {
		key := sh.turn.Meeting + " " + sh.entry + " " + sh.turn.Against
		if was := out[key]; was == nil || sh.state != sheetExcluded && !sh.back && (sh.counts || !was.counts) {
			out[key] = sh
		}
	}
	return out
}

func (p *Picture) stageID(slug string) string {
	for id, s := range p.stages {
		if s == slug {
			return id
		}
	}
	return ""
}

// movedOn reports whether a draw from groups is not what their places say now.
func (p *Picture) movedOn(def StageDef, d *divisionPicture, w Draw) bool {
	before, ok := p.def.GroupsBefore(def.ID)
	if !ok || w.Plan.How != DrawGroups {
		return false
	}
	seeds, level := p.seeds(before, d, true)
	now := scoring.Deal(seeds, max(1, len(seeds)))
	if def.Matches.Group != nil {
		now = scoring.Deal(seeds, *def.Matches.Group)
	}
	return len(level) > 0 || !reflect.DeepEqual(now, w.Plan.Groups)
}
