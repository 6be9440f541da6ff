package web_test

// A day of mini-sumo by the referee's protocol: groups, then finals.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"dovar/judging"
)

// A ring is a mini-sumo contest with one field, its referee and the tablet.
type ring struct {
	*site
	view    judging.ContestView
	entries []judging.Entry
	bearer  judging.Enrolled
	by      judging.Actor
	secret  []byte
	dev     string
	dseq    map[string]int
}

// newRing makes the contest for robots of these names; the stages of matches are
// Stages[1] and Stages[2].
func newRing(t testing.TB, names ...string) *ring {
	r := &ring{site: newSite(t), dev: judging.NewID(), dseq: map[string]int{}}
	def, _ := judging.Preset("mini-sumo")
	var err error
	r.view, err = r.service.CreateContest(r.ctx, r.system, r.event.ID, def)
	r.ok(err)
	var in []judging.Entry
	for _, name := range names {
		in = append(in, judging.Entry{Name: name, Division: r.view.Divisions[0].ID, Visibility: judging.ShowName})
	}
	r.entries, err = r.service.AddEntries(r.ctx, r.system, r.view.Contest.ID, in)
	r.ok(err)
	referees, err := r.service.AddJudges(r.ctx, r.system, r.event.ID, []judging.Judge{{Name: "Қодиров Наврӯз"}})
	r.ok(err)
	room, err := r.service.PutRoom(r.ctx, r.system, r.view.Contest.ID, judging.Room{Name: "Майдони 1"})
	r.ok(err)
	for _, st := range r.view.Stages[1:] {
		_, err = r.service.PutPanel(r.ctx, r.system, r.view.Contest.ID, judging.Panel{Stage: st.ID, Division: r.view.Divisions[0].ID, Room: room.ID, Judges: []string{referees[0].ID}})
		r.ok(err)
	}
	card, err := r.service.MakeCard(r.ctx, r.system, referees[0].ID)
	r.ok(err)
	r.bearer, err = r.service.Enrol(r.ctx, judging.Enrolment{Code: card.Code, PIN: card.PIN, DeviceID: r.dev, DeviceName: "Tablet", From: "10.0.0.7"})
	r.ok(err)
	r.secret, err = base64.RawURLEncoding.DecodeString(r.bearer.Secret)
	r.ok(err)
	r.by, _, err = r.service.ActorOfDevice(r.ctx, r.bearer.Token)
	r.ok(err)
	return r
}

// drawn draws a stage and opens it; it returns the groups.
func (r *ring) drawn(stage int, how string) [][]string {
	r.t.Helper()
	d, err := r.service.Draw(r.ctx, r.system, r.view.Contest.ID, judging.DrawAsk{How: how, Stage: r.view.Stages[stage].ID, Division: r.view.Divisions[0].ID, Seed: 5})
	r.ok(err)
	r.stage(stage, judging.StageOpen)
	return d.Plan.Groups
}

func (r *ring) stage(n int, to judging.StageState) {
	r.t.Helper()
	_, err := r.service.SetStage(r.ctx, r.system, r.view.Stages[n].ID, to, "")
	r.ok(err)
}

// waiting are the sheets of the meetings that are to be played now.
func (r *ring) waiting(stage int) []judging.Sheet {
	r.t.Helper()
	sheets, err := r.service.SheetsOf(r.ctx, judging.SheetFilter{Contest: r.view.Contest.ID, Stage: r.view.Stages[stage].ID})
	r.ok(err)
	return slices.DeleteFunc(sheets, func(sh judging.Sheet) bool { return !sh.Expected || sh.Counts != "" })
}

// A fight is what a referee records of a match.
type fight struct {
	bouts             string // a, b and - for none
	decision, outcome string
	why               string // of the decision
}

// turned is the fight seen from the other side.
func (f fight) turned() fight {
	other := map[byte]byte{'a': 'b', 'b': 'a', '-': '-'}
	bouts := []byte(f.bouts)
	for i := range bouts {
		bouts[i] = other[bouts[i]]
	}
	f.bouts = string(bouts)
	if f.decision == "a" || f.decision == "b" {
		f.decision = string(other[f.decision[0]])
	}
	if f.outcome != "" {
		f.outcome = string(other[f.outcome[0]]) + f.outcome[1:]
	}
	return f
}

// tell sends what the referee recorded on a sheet, confirmed by both teams.
func (r *ring) tell(stage int, sh judging.Sheet, f fight) {
	r.t.Helper()
	r.dseq[sh.ID]++
	bouts := []string{}
	for _, b := range f.bouts {
		bouts = append(bouts, map[rune]string{'a': "a", 'b': "b", '-': "none"}[b])
	}
	notes := map[string]string{}
	if f.why != "" {
		notes["decision"] = f.why
	}
	if f.outcome == "" {
		f.outcome = "ok"
	}
	op := map[string]any{
		"op": judging.NewID(), "sheet": sh.ID, "dev": r.dev, "dseq": r.dseq[sh.ID], "base": map[string]int{}, "kind": "submit",
		"rubric": r.view.Stages[stage].Rubric, "clientTime": "2031-01-01T00:00:00Z",
		"body": map[string]any{
			"marks": map[string]any{}, "counts": map[string]int{}, "notes": notes, "flags": []string{},
			"comment": map[string]string{"good": "", "think": "", "private": ""},
			"bouts":   bouts, "decision": f.decision, "outcome": f.outcome,
			"teams": map[string]any{"a": map[string]string{"how": "name", "who": "Фирӯз Раҳимов", "why": ""}, "b": map[string]string{"how": "refused", "who": "", "why": "дер оғоз шуд"}},
		},
	}
	canon := func(v any) []byte {
		b, err := judging.Canon(v)
		r.ok(err)
		return b
	}
	sum := sha256.Sum256(canon(op["body"]))
	op["bodyHash"] = hex.EncodeToString(sum[:])
	m := hmac.New(sha256.New, r.secret)
	m.Write(canon(maps.Clone(op)))
	op["mac"] = hex.EncodeToString(m.Sum(nil))
	raw, err := json.Marshal(op)
	r.ok(err)
	out, err := r.service.Submit(r.ctx, r.by, r.bearer.Epoch, []judging.SentOp{{Op: raw}})
	r.ok(err)
	if out.Results[0].Problem != nil {
		r.t.Fatalf("%s: %+v", raw, out.Results[0].Problem)
	}
}

// Groups of a real day, by places in the draw: in the first three are level and
// none is ahead among them, so bouts decide; in the second two are level and the
// match between them decides against the bouts. One robot does not come once,
// one match is a draw.
var groupFights = []map[[2]int]fight{
	{{0, 1}: {bouts: "aa"}, {1, 2}: {bouts: "aba"}, {0, 2}: {bouts: "b-ab"}, {0, 3}: {bouts: "aa"}, {1, 3}: {outcome: "b-absent"}, {2, 3}: {bouts: "aa"}},
	{{0, 1}: {bouts: "aba"}, {0, 2}: {bouts: "bb"}, {0, 3}: {bouts: "baa"}, {1, 2}: {bouts: "aa"}, {1, 3}: {bouts: "aa"}, {2, 3}: {bouts: "ab", decision: "draw", why: "вақт тамом шуд"}},
}

// groups plays the groups.
func (r *ring) groups() {
	r.t.Helper()
	groups := r.drawn(1, "random")
	for _, sh := range r.waiting(1) {
		for g, group := range groups {
			a, b := slices.Index(group, sh.Entry), slices.Index(group, sh.Against)
			switch {
			case a < 0:
			case a < b:
				r.tell(1, sh, groupFights[g][[2]int{a, b}])
			default:
				r.tell(1, sh, groupFights[g][[2]int{b, a}].turned())
			}
		}
	}
	r.stage(1, judging.StageClosed)
}

// finals draws the finals and plays so many rounds of them: the semi-finals are
// won by points, the final by the referees.
func (r *ring) finals(rounds int) {
	r.t.Helper()
	r.drawn(2, "groups")
	for round := range rounds {
		r.final(round)
	}
}

// final plays what is to be played of the finals.
func (r *ring) final(round int) {
	r.t.Helper()
	for _, sh := range r.waiting(2) {
		f := fight{bouts: "aba"}
		if round > 0 && sh.Meeting == "final" {
			f = fight{bouts: "ab----", decision: "b", why: "фаъолтар буд"}
		}
		r.tell(2, sh, f)
	}
	r.service.Wake(r.view.Contest.ID)
}

var robots = []string{"Сомон", "Помир-7", "=Рустам", "Вахш", "Зарафшон", "Роботҳои Хуҷанд — дастаи мактаби рақами 12-и шаҳри Хуҷанд", "Рӯдакӣ ТИК", "Фирдавсӣ <b>"}
