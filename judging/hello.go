package judging

// Hello: all that a judge's tablet must know, as the server has it.

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
)

// Hello answers with all of the judge's sheets, and keeps what the tablet says
// of itself. The last device that a restored event waited for ends collecting.
func (s *Service) Hello(ctx context.Context, by Actor, ask HelloAsk) (out Hello, err error) {
	out = Hello{
		Judge: Named{by.ID, by.Name}, Stages: []HelloStage{}, Rubrics: map[string]json.RawMessage{},
		Entries: map[string]HelloEntry{}, Sheets: []HelloSheet{}, Messages: []HelloMessage{},
	}
	err = s.Store.Update(ctx, func(tx Tx) (err error) {
		out.Collecting, err = s.heard(tx, by, ask)
		return err
	})
	if err != nil {
		return out, err
	}
	return out, s.Store.View(ctx, func(tx Tx) error { return s.fill(tx, by, &out) })
}

// heard keeps the device's report and returns whether the event still collects.
func (s *Service) heard(tx Tx, by Actor, ask HelloAsk) (collecting bool, err error) {
	d, err := s.device(tx, by.ID, by.Dev)
	if err != nil {
		return false, err
	}
	d.Epoch, d.Unsent, d.HeardAt = ask.Epoch, max(0, ask.Unsent), s.Now()
	if err := tx.PutDevice(d); err != nil {
		return false, err
	}
	if err := s.saw(tx, d.ID, ask.Seen); err != nil {
		return false, err
	}
	mark, err := tx.Meta("collecting")
	if err != nil || mark == "" {
		return false, err
	}
	epoch, err := tx.Meta("epoch")
	if err != nil {
		return false, err
	}
	missing, err := silent(tx, epoch)
	if err != nil || len(missing) > 0 {
		return true, err
	}
	return false, s.endCollecting(tx, Actor{Kind: "system"}, epoch, nil)
}

func (s *Service) fill(tx Tx, by Actor, out *Hello) (err error) {
	out.ServerTime = Stamp(s.Now())
	if out.Epoch, err = tx.Meta("epoch"); err != nil {
		return err
	}
	if out.ServerID, err = tx.Meta("server"); err != nil {
		return err
	}
	judge, err := tx.Judge(by.ID)
	if err != nil {
		return err
	}
	event, err := tx.Event(judge.Event)
	if err != nil {
		return err
	}
	out.Event = HelloEvent{ID: event.ID, Title: event.Title, Timezone: event.Timezone, Languages: event.Languages}
	if out.Messages, err = messages(tx, by); err != nil {
		return err
	}
	sheets, err := tx.Sheets(SheetFilter{Judge: by.ID})
	if err != nil {
		return err
	}
	sheets = slices.DeleteFunc(sheets, func(sh Sheet) bool { return !sh.Expected && sh.Rev == 0 })
	if err := out.addSheets(tx, sheets); err != nil {
		return err
	}
	if err := s.addContests(tx, out, sheets); err != nil {
		return err
	}
	return out.addRubrics(tx)
}

// messages tells of the judge's other devices, of a card made after this device
// signed in or revoked without a new one, and of reminders. Of two devices the one that signed in earlier is to be
// read-only: "signed-in-elsewhere" {device, name, at, readOnly} says so to it,
// "signed-in-before" {device, name, at, unsent} names it to the newer.
func messages(tx Tx, by Actor) ([]HelloMessage, error) {
	out := []HelloMessage{}
	mine, err := tx.Device(by.Dev)
	if err != nil {
		return nil, err
	}
	devices, err := tx.DevicesOf(by.ID)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(devices, func(a, b Device) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.ID, b.ID)) })
	readOnly := false
	for _, d := range devices {
		args := map[string]any{"device": d.ID, "name": d.Name, "at": Stamp(d.At)}
		switch newer := d.At.After(mine.At); {
		case d.ID == mine.ID || d.Revoked:
		case newer && !readOnly: // once: the newest
			readOnly, args["readOnly"] = true, true
			out = append(out, HelloMessage{Key: "signed-in-elsewhere", Args: args})
		case !newer && !readOnly:
			args["unsent"] = d.Unsent
			out = append(out, HelloMessage{Key: "signed-in-before", Args: args})
		}
	}
	cards, err := tx.Cards(by.ID)
	if err != nil {
		return nil, err
	}
	if slices.ContainsFunc(cards, func(c Card) bool { return !c.Dead && c.At.After(mine.At) }) {
		out = append(out, HelloMessage{Key: "card-replaced"})
	}
	if state, _ := cardState(cards); state == CardDead {
		out = append(out, HelloMessage{Key: "card-revoked"})
	}
	return addReminders(tx, by.Dev, out)
}

// addReminders tells of what is still to be seen on this device, the oldest
// first: "reminder" {id, text, at}.
func addReminders(tx Tx, device string, out []HelloMessage) ([]HelloMessage, error) {
	waiting, err := unseen(tx, device)
	for _, r := range waiting {
		out = append(out, HelloMessage{Key: "reminder", Args: map[string]any{"id": r.ID, "text": r.Text, "at": Stamp(r.At)}})
	}
	return out, err
}

func (out *Hello) addSheets(tx Tx, sheets []Sheet) error {
	ids := make([]string, len(sheets))
	for i, sh := range sheets {
		ids[i] = sh.ID
	}
	ops, err := tx.Ops(ids...)
	if err != nil {
		return err
	}
	of := map[string]history{}
	for _, x := range ops {
		of[x.Sheet] = append(of[x.Sheet], &x)
	}
	for _, sh := range sheets {
		out.Sheets = append(out.Sheets, sh.hello(of[sh.ID], out.Collecting))
	}
	return nil
}

func (sh Sheet) hello(h history, collecting bool) HelloSheet {
	v := HelloSheet{
		Sheet: sh.ID, Stage: sh.Stage, Entry: sh.Entry, Attempt: sh.Attempt,
		State: sh.state(h), Reason: cmp.Or(sh.Excluded, sh.Returned), Flags: sh.flags(h, collecting),
		Leaves: h.leaves().views(), Drafts: h.drafts().views(), Aside: h.aside().views(), Have: map[string]int{},
		Ord: sh.Ord, Turn: sh.Turn,
	}
	if v.Flags == nil {
		v.Flags = []string{}
	}
	if head := h.find(sh.Head); head != nil {
		view := head.view()
		v.Head = &view
	}
	for _, x := range h {
		v.Have[x.Dev] = max(v.Have[x.Dev], x.Dseq)
	}
	return v
}

func (h history) views() []OpView {
	out := make([]OpView, len(h))
	for i, x := range h {
		out[i] = x.view()
	}
	return out
}

// view is the op as hello shows it.
func (x *StoredOp) view() OpView {
	sent, _ := objectOf(x.Raw) // a stored op was read before
	return OpView{
		Op: x.Op.Op, Dev: x.Dev, Dseq: x.Dseq, Base: x.Base, Kind: x.Kind, Reason: x.Reason, Status: x.Status,
		Rubric: x.Rubric, Body: sent["body"], BodyHash: x.BodyHash, ReceivedAt: Stamp(x.ReceivedAt),
	}
}

// addContests adds the stages and entries of the sheets, and of entries what a
// judge may see.
func (s *Service) addContests(tx Tx, out *Hello, sheets []Sheet) error {
	stages, entries, contests := map[string]bool{}, map[string]bool{}, map[string]bool{}
	panels := map[string]bool{}
	for _, sh := range sheets {
		stages[sh.Stage], entries[sh.Entry], contests[sh.Contest], panels[sh.Panel] = true, true, true, true
		entries[sh.Against] = true
	}
	for _, id := range slices.Sorted(maps.Keys(contests)) {
		c, err := tx.Contest(id)
		if err != nil {
			return err
		}
		all, err := tx.Stages(id)
		if err != nil {
			return err
		}
		rooms, err := roomsOf(tx, id, panels)
		if err != nil {
			return err
		}
		inspected := slices.ContainsFunc(all, func(st Stage) bool { return st.Kind == "checklist" })
		for _, st := range all {
			if stages[st.ID] {
				def, _ := c.Def.stage(st.Slug)
				out.Stages = append(out.Stages, HelloStage{
					ID: st.ID, Contest: c.ID, ContestTitle: c.Def.Title, Kind: st.Kind, Title: def.Title,
					Room: rooms[st.ID], State: st.State, Rubric: st.Rubric, Attempts: def.times(), Inspected: inspected,
				})
			}
		}
		of, err := tx.Entries(id)
		if err != nil {
			return err
		}
		refereed := slices.ContainsFunc(all, func(st Stage) bool {
			def, _ := c.Def.stage(st.Slug)
			return stages[st.ID] && def.Refereed()
		})
		checks := checks{}
		if refereed {
			if checks, err = readChecks(tx, c, all); err != nil {
				return err
			}
		}
		for _, e := range of {
			if !entries[e.ID] {
				continue
			}
			v := HelloEntry{
				Code: e.Code, Name: e.Name, School: e.School, Field: e.field(),
				Members: max(1, len(e.Members)), State: e.State,
			}
			if refereed {
				v.People, v.Pin, v.Checked = e.Members, s.Keys.teamPinHash(e.ID), checks.of(e.ID)
			}
			out.Entries[e.ID] = v
		}
	}
	return nil
}

// field is what the entry works in.
func (e Entry) field() string {
	return cmp.Or(e.Fields["category"], e.Fields["section"], e.Fields["subject"])
}

// addRubrics adds the rubrics of the stages and of the ops shown.
func (out *Hello) addRubrics(tx Tx) error {
	for _, st := range out.Stages {
		out.Rubrics[st.Rubric] = nil
	}
	for _, sh := range out.Sheets {
		for _, v := range slices.Concat(sh.Leaves, sh.Drafts, sh.Aside) {
			out.Rubrics[v.Rubric] = nil
		}
	}
	for hash := range out.Rubrics {
		text, err := tx.Rubric(hash)
		if missing(err) {
			delete(out.Rubrics, hash)
			continue
		}
		if err != nil {
			return err
		}
		out.Rubrics[hash] = text
	}
	return nil
}
