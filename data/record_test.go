package data

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dovar/judging"
)

// A filler gives every field of a value its own non-zero content, so that a
// forgotten or swapped column shows.
type filler int

func (f *filler) fill(v reflect.Value) {
	*f++
	switch {
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(noon.Add(time.Duration(*f) * time.Millisecond)))
		return
	case v.Type() == reflect.TypeFor[json.RawMessage]():
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(fmt.Sprintf("ғӣқӯҳҷ %d", *f))
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*f))
	case reflect.Uint8:
		v.SetUint(uint64(*f % 200))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Interface:
		v.Set(reflect.ValueOf(fmt.Sprintf("any %d", *f)))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.fill(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fallthrough
	case reflect.Array:
		for i := range v.Len() {
			f.fill(v.Index(i))
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		value := reflect.New(v.Type().Elem()).Elem()
		f.fill(value)
		v.SetMapIndex(reflect.ValueOf(fmt.Sprint("key ", *f)).Convert(v.Type().Key()), value)
	case reflect.Struct:
		for i := range v.NumField() {
			f.fill(v.Field(i))
		}
	default:
		panic(v.Kind())
	}
}

// roundTrip puts a filled value twice, the second time with everything but its
// references changed, and reads it back by each way.
func roundTrip[T any](t *testing.T, s *Store, refer func(*T), write func(judging.Tx, T) error, ways ...func(judging.Tx) (T, error)) {
	t.Helper()
	var f filler
	for range 2 {
		var v T
		f.fill(reflect.ValueOf(&v).Elem())
		refer(&v)
		put(t, s, func(tx judging.Tx) error { return write(tx, v) })
		for i, way := range ways {
			look(t, s, func(tx judging.Tx) error {
				got, err := way(tx)
				if diff := cmp.Diff(v, got); diff != "" {
					t.Errorf("%T by way %d (-put +got):\n%s", v, i, diff)
				}
				return err
			})
		}
	}
}

// last makes a getter of one out of a list.
func last[T any](list []T, err error) (v T, _ error) {
	if len(list) > 0 {
		v = list[len(list)-1]
	}
	return v, err
}

// TestRoundTrip reads every record back as it was put.
func TestRoundTrip(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	type Tx = judging.Tx

	roundTrip(t, s, func(v *judging.Event) { v.ID, v.N = "event", 0 }, Tx.PutEvent,
		func(tx Tx) (judging.Event, error) { return tx.Event("event") },
		func(tx Tx) (judging.Event, error) { return last(tx.Events()) })
	roundTrip(t, s, func(v *judging.Contest) { v.ID, v.Event, v.N = "contest", "event", 0 }, Tx.PutContest,
		func(tx Tx) (judging.Contest, error) { return tx.Contest("contest") },
		func(tx Tx) (judging.Contest, error) { return last(tx.Contests("event")) },
		func(tx Tx) (judging.Contest, error) { return last(tx.Contests("")) },
		func(tx Tx) (judging.Contest, error) {
			c, err := tx.Contest("contest")
			if err == nil {
				c.Board, err = tx.Board("contest")
			}
			return c, err
		})
	roundTrip(t, s, func(v *judging.Division) { v.ID, v.Contest = "division", "contest" }, Tx.PutDivision,
		func(tx Tx) (judging.Division, error) { return last(tx.Divisions("contest")) })
	put(t, s, func(tx Tx) error { return tx.PutRubric("hash", []byte(`{"a":1}`)) })
	roundTrip(t, s, func(v *judging.Stage) { v.ID, v.Contest, v.Rubric = "stage", "contest", "hash" }, Tx.PutStage,
		func(tx Tx) (judging.Stage, error) { return tx.Stage("stage") },
		func(tx Tx) (judging.Stage, error) { return last(tx.Stages("contest")) })
	roundTrip(t, s, func(v *judging.Entry) { v.ID, v.Contest, v.Division = "entry", "contest", "division" }, Tx.PutEntry,
		func(tx Tx) (judging.Entry, error) { return tx.Entry("entry") },
		func(tx Tx) (judging.Entry, error) { return last(tx.Entries("contest")) })
	roundTrip(t, s, func(v *judging.Judge) { v.ID, v.Event = "judge", "event" }, Tx.PutJudge,
		func(tx Tx) (judging.Judge, error) { return tx.Judge("judge") },
		func(tx Tx) (judging.Judge, error) { return last(tx.Judges("event")) })
	roundTrip(t, s, func(v *judging.Card) { v.ID, v.Judge, v.Code = "card", "judge", "code" }, Tx.PutCard,
		func(tx Tx) (judging.Card, error) { return tx.CardByCode("code") },
		func(tx Tx) (judging.Card, error) { return last(tx.Cards("judge")) })
	roundTrip(t, s, func(v *judging.Device) { v.ID, v.Judge, v.Event = "device", "judge", "event" }, Tx.PutDevice,
		func(tx Tx) (judging.Device, error) { return tx.Device("device") },
		func(tx Tx) (judging.Device, error) { return last(tx.Devices("event")) },
		func(tx Tx) (judging.Device, error) { return last(tx.DevicesOf("judge")) })
	roundTrip(t, s, func(v *judging.Room) { v.ID, v.Contest = "room", "contest" }, Tx.PutRoom,
		func(tx Tx) (judging.Room, error) { return last(tx.Rooms("contest")) })
	roundTrip(t, s, func(v *judging.Panel) {
		v.ID, v.Contest, v.Stage, v.Division, v.Room, v.Gone = "panel", "contest", "stage", "division", "room", false
	}, Tx.PutPanel,
		func(tx Tx) (judging.Panel, error) { return tx.Panel("panel") },
		func(tx Tx) (judging.Panel, error) { return last(tx.Panels("contest")) })
	roundTrip(t, s, func(v *judging.Timetable) { v.Stage, v.Contest = "stage", "contest" }, Tx.PutTimetable,
		func(tx Tx) (judging.Timetable, error) { return tx.Timetable("stage") })
	roundTrip(t, s, func(v *judging.Reminder) { v.ID, v.Event, v.Device = "reminder", "event", "device" }, Tx.PutReminder,
		func(tx Tx) (judging.Reminder, error) { return last(tx.Reminders("event")) },
		func(tx Tx) (judging.Reminder, error) { return last(tx.RemindersOf("device")) })
	roundTrip(t, s, func(v *judging.Invitation) { v.ID, v.Hash = "invitation", "hash" }, Tx.PutInvitation,
		func(tx Tx) (judging.Invitation, error) { return tx.Invitation("invitation") },
		func(tx Tx) (judging.Invitation, error) { return tx.InvitationByHash("hash") },
		func(tx Tx) (judging.Invitation, error) { return last(tx.Invitations()) })
	roundTrip(t, s, func(v *judging.Sheet) {
		v.ID, v.Contest, v.Stage, v.Entry, v.Judge, v.Attempt, v.Panel = "sheet", "contest", "stage", "entry", "judge", 1, "panel"
		v.Against = "entry"
	}, Tx.PutSheet,
		func(tx Tx) (judging.Sheet, error) { return tx.Sheet("sheet") },
		func(tx Tx) (judging.Sheet, error) { return last(tx.Sheets(judging.SheetFilter{})) },
		func(tx Tx) (judging.Sheet, error) {
			return last(tx.Sheets(judging.SheetFilter{Contest: "contest", Stage: "stage", Entry: "entry", Judge: "judge"}))
		})
	roundTrip(t, s, func(v *judging.Draw) {
		v.ID, v.Contest, v.Stage, v.Division = "draw", "contest", "stage", "division"
	}, Tx.PutDraw,
		func(tx Tx) (judging.Draw, error) { return last(tx.Draws("contest")) })
	roundTrip(t, s, func(v *judging.Account) { v.ID, v.Name = "account", "name" }, Tx.PutAccount,
		func(tx Tx) (judging.Account, error) { return tx.Account("account") },
		func(tx Tx) (judging.Account, error) { return tx.AccountByName("name") },
		func(tx Tx) (judging.Account, error) { return last(tx.Accounts()) })
	roundTrip(t, s, func(v *judging.Token) { v.ID, v.Hash = "token", "hash" }, Tx.PutToken,
		func(tx Tx) (judging.Token, error) { return tx.TokenByHash("hash") })
	roundTrip(t, s, func(v *judging.Approval) { v.ID, v.Contest = "approval", "contest" }, Tx.PutApproval,
		func(tx Tx) (judging.Approval, error) { return tx.Approval("approval") },
		func(tx Tx) (judging.Approval, error) { return last(tx.Approvals("contest")) })
	roundTrip(t, s, func(v *judging.Vote) { v.ID, v.Contest, v.Division = "vote", "contest", "division" }, Tx.PutVote,
		func(tx Tx) (judging.Vote, error) { return last(tx.Votes("contest")) })

	put(t, s, func(tx Tx) error {
		row, err := tx.Append(judging.Scope{Contest: "contest"}, judging.Row{Kind: "op", Body: []byte("{}")})
		if row.N != 1 {
			t.Errorf("the first row has number %d", row.N)
		}
		return err
	})
	n := 0 // an op is added once, so the second is another
	roundTrip(t, s, func(v *judging.StoredOp) {
		n++
		v.Op.Op, v.Contest, v.Judge, v.Sheet, v.Dev, v.Dseq, v.N = fmt.Sprint("op", n), "contest", "judge", "sheet", "device", n, 1
		v.Body.Tasks = map[string]*judging.TaskMark{"laps": {Count: &n}, "parking": {Choice: new(judging.Decimal)}} // either, never both
		v.Raw, _ = json.Marshal(v.Op)
	}, Tx.AddOp,
		func(tx Tx) (judging.StoredOp, error) { return tx.Op(fmt.Sprint("op", n)) },
		func(tx Tx) (judging.StoredOp, error) { return last(tx.Ops("no sheet", "sheet")) })
	roundTrip(t, s, func(v *judging.Signature) { v.ID, v.Contest = "op1", "contest" }, Tx.PutSignature,
		func(tx Tx) (judging.Signature, error) { return last(tx.Signatures("contest")) })
}

// TestColumns finds each field of a record in the column of its name.
func TestColumns(t *testing.T) {
	named(t, events, nil)
	named(t, contests, map[string]string{"board_state": "State", "board_show": "Show", "board_reasons": "Reasons", "board_bounds": "Bounds"})
	named(t, divisions, nil)
	named(t, stages, nil)
	named(t, entries, nil)
	named(t, judges, map[string]string{"sort_name": "Name"})
	named(t, cards, nil)
	named(t, devices, nil)
	named(t, accounts, nil)
	named(t, tokens, nil)
	named(t, approvals, map[string]string{"proposer": "By"})
	named(t, votes, map[string]string{"places": "Order"})
	named(t, draws, nil)
	named(t, sheets, nil)
	named(t, signatures, nil)
	named(t, ops, map[string]string{"id": "Op", "raw": "Op"})
}

// named compares columns with the names of the fields that lie at their
// pointers; other gives those whose name in SQL is another.
func named[T any](t *testing.T, r *record[T], other map[string]string) {
	t.Helper()
	var v T
	names := map[any]string{}
	var walk func(reflect.Value)
	walk = func(s reflect.Value) {
		for i := range s.NumField() {
			names[s.Field(i).Addr().Interface()] = s.Type().Field(i).Name
			if s.Field(i).Kind() == reflect.Struct && s.Field(i).Type() != reflect.TypeFor[time.Time]() {
				walk(s.Field(i))
			}
		}
	}
	walk(reflect.ValueOf(&v).Elem())
	fields := r.fields(&v)
	columns := strings.Fields(r.columns)
	if len(columns) != len(fields) {
		t.Fatalf("%s has %d columns and %d fields", r.name, len(columns), len(fields))
	}
	for i, column := range columns {
		field := fields[i]
		switch f := field.(type) {
		case millis:
			field = f.Time
		case text:
			field = f.v
		case optional:
			field = f.string
		case sortKey:
			field = f.name
		case sentOp:
			field = f.Op
		}
		want := strings.ReplaceAll(column, "_", "")
		if name, ok := other[column]; ok {
			want = name
		}
		if !strings.EqualFold(names[field], want) {
			t.Errorf("%s.%s holds the field %s", r.name, column, names[field])
		}
	}
}
