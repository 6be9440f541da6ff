package judging_test

// Who may come in: invitations, accounts switched off, tokens, sessions, and
// that each of it stands in every event's journal.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dovar/judging"
)

const secretWord = "сад хол ва як 101"

// owners is a venue with two owners, the second event beside the first.
func owners(t *testing.T) (v *venue, a, b judging.Actor, second judging.Event) {
	v = emptyVenue(t, "")
	secret, err := v.s.SetupSecret(ctx)
	v.must(err)
	a, err = v.s.Setup(ctx, secret, "Соҳиб", secretWord)
	v.must(err)
	second, err = v.s.CreateEvent(ctx, a, judging.NewEvent{Title: judging.Text{EN: "Second"}, Starts: "2026-05-01", Ends: "2026-05-01"})
	v.must(err)
	b = v.invited("Шарик", judging.Owner, a)
	return v, a, b, second
}

func (v *venue) invited(name string, role judging.Role, by judging.Actor) judging.Actor {
	v.t.Helper()
	_, secret, err := v.s.Invite(ctx, by, name, role)
	v.must(err)
	who, err := v.s.Join(ctx, secret, name, secretWord, "10.0.0.5")
	v.must(err)
	return who
}

// told are the rows of an event's journal, "kind actor" and the named members
// of the body.
func (v *venue) told(event string, members ...string) (out []string) {
	v.t.Helper()
	rows, err := v.s.JournalOf(ctx, judging.Scope{Event: event}, 0)
	v.must(err)
	for _, r := range rows {
		var body map[string]any
		v.must(json.Unmarshal(r.Body, &body))
		line := string(r.Kind) + " by " + strings.TrimSuffix(r.Actor, ":")
		for _, m := range members {
			if x, ok := body[m]; ok {
				line += fmt.Sprint(" ", x)
			}
		}
		out = append(out, line)
	}
	return out
}

// wrote runs act and returns the rows it added to each of the events; they must
// be the same in all.
func (v *venue) wrote(events []string, act func()) []string {
	v.t.Helper()
	var before []int
	for _, e := range events {
		before = append(before, len(v.told(e)))
	}
	act()
	var first []string
	for i, e := range events {
		rows := v.told(e, "what", "name", "role", "was", "withdrawn")[before[i]:]
		if i > 0 && !slices.Equal(rows, first) {
			v.t.Errorf("one event was told %v, another %v", first, rows)
		}
		first = rows
	}
	return first
}

// What each act about people writes into the journal of every event.
func TestEveryEventIsTold(t *testing.T) {
	v, a, b, second := owners(t)
	events := []string{v.event.ID, second.ID}
	var invitation judging.Invitation
	var guest judging.Actor
	var token string
	hash := "hash of a token"
	for _, c := range []struct {
		act  func() error
		want []string
	}{
		{func() (err error) { invitation, _, err = v.s.Invite(ctx, a, "Меҳмон", judging.Host); return err },
			[]string{"invite by account:" + a.ID + " Меҳмон host"}},
		{func() error { return v.s.Withdraw(ctx, b, invitation.ID) },
			[]string{"invite by account:" + b.ID + " Меҳмон host true"}},
		{func() error { return v.s.Withdraw(ctx, b, invitation.ID) }, nil},
		{func() error { guest = v.invited("Раис", judging.Chair, a); return nil },
			[]string{"invite by account:" + a.ID + " Раис chair", "account by account:<guest> joined Раис chair"}},
		{func() error { return v.s.SetRole(ctx, a, guest.ID, judging.Auditor) },
			[]string{"account by account:" + a.ID + " role Раис auditor chair"}},
		{func() error { return v.s.SetRole(ctx, a, guest.ID, judging.Auditor) }, nil},
		{func() error {
			return v.s.BeginSession(ctx, hash, judging.SignedIn{ID: "s1", Account: guest.ID, Began: v.now, Ends: v.now.Add(time.Hour)})
		}, []string{"session by account:<guest> in"}},
		{func() error { return v.s.SignOut(ctx, hash) }, []string{"session by account:<guest> out"}},
		{func() error { return v.s.SignOut(ctx, hash) }, nil},
		{func() error { return v.s.ChangePassword(ctx, guest, "", secretWord, secretWord+"2") },
			[]string{"account by account:<guest> password Раис auditor"}},
		{func() error {
			return v.s.BeginSession(ctx, hash, judging.SignedIn{ID: "s2", Account: guest.ID, Began: v.now, Ends: v.now.Add(time.Hour)})
		}, []string{"session by account:<guest> in"}},
		{func() error { return v.s.SwitchAccount(ctx, a, guest.ID, true) },
			[]string{"session by account:" + a.ID + " ended", "account by account:" + a.ID + " off Раис auditor"}},
		{func() error { return v.s.SwitchAccount(ctx, a, guest.ID, false) },
			[]string{"account by account:" + a.ID + " on Раис auditor"}},
		{func() (err error) { token, err = v.s.MakeToken(ctx, a, judging.Counter); return err },
			[]string{"token by account:" + a.ID + " made counter"}},
		{func() error {
			by, err := v.s.ActorOfToken(ctx, token)
			v.must(err)
			return v.s.SwitchTokenOff(ctx, a, by.ID)
		}, []string{"token by account:" + a.ID + " off counter"}},
	} {
		got := v.wrote(events, func() { v.must(c.act()) })
		for i := range c.want {
			c.want[i] = strings.ReplaceAll(c.want[i], "<guest>", guest.ID)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("told %q, want %q", got, c.want)
		}
	}
	if _, err := v.s.ActorOfToken(ctx, token); !is(err, "sign-in-needed") {
		t.Errorf("a token that is off: %v", err)
	}
}

// The accounts and tokens that were there before an event are the first rows of
// its journal, the first owner among them.
func TestAnEventBeginsWithWhoIsThere(t *testing.T) {
	v, a, b, _ := owners(t)
	_, err := v.s.MakeToken(ctx, a, judging.Auditor)
	v.must(err)
	v.must(v.s.SetRole(ctx, a, b.ID, judging.Chair))
	v.must(v.s.SwitchAccount(ctx, a, b.ID, true))
	e, err := v.s.CreateEvent(ctx, a, judging.NewEvent{Title: judging.Text{EN: "Third"}, Starts: "2026-06-01", Ends: "2026-06-01"})
	v.must(err)
	by := " by account:" + a.ID
	want := []string{"account" + by + " known Соҳиб owner", "account" + by + " known Шарик chair true", "token" + by + " known auditor", "event" + by}
	if got := v.told(e.ID, "what", "name", "role", "off"); !slices.Equal(got, want) {
		t.Errorf("begins with %q, want %q", got, want)
	}
}

func TestInvitations(t *testing.T) {
	v, a, b, _ := owners(t)
	join := func(secret, name, password string) error {
		_, err := v.s.Join(ctx, secret, name, password, "10.0.0.9")
		return err
	}
	invite := func(by judging.Actor) (judging.Invitation, string) {
		i, secret, err := v.s.Invite(ctx, by, "Меҳмон", judging.Secretary)
		v.must(err)
		return i, secret
	}
	_, _, err := v.s.Invite(ctx, a, " ", judging.Chair)
	fails(t, err, judging.Invalid, "user-name")
	_, _, err = v.s.Invite(ctx, a, "Меҳмон", "king")
	fails(t, err, judging.Invalid, "user-role")

	i, secret := invite(a)
	v.must(v.store.View(ctx, func(tx judging.Tx) error {
		kept, err := tx.Invitation(i.ID)
		if strings.Contains(fmt.Sprint(kept), secret) || len(kept.Hash) != 64 {
			t.Errorf("kept as %+v", kept)
		}
		return err
	}))
	fails(t, join(secret, "Меҳмон", "кӯтоҳ"), judging.Invalid, "password-short")
	fails(t, join(secret, "Соҳиб", secretWord), judging.Conflict, "user-exists")
	v.must(join(secret, "Меҳмон", secretWord))
	fails(t, join(secret, "Меҳмон 2", secretWord), judging.Forbidden, "invitation-spent")
	fails(t, v.s.Withdraw(ctx, a, i.ID), judging.Conflict, "invitation-spent")
	who, err := v.s.SignIn(ctx, "Меҳмон", secretWord, "10.0.0.9")
	if err != nil || who.Role != judging.Secretary {
		t.Errorf("joined as %+v, %v", who, err)
	}

	i, secret = invite(a)
	v.must(v.s.Withdraw(ctx, a, i.ID))
	fails(t, join(secret, "Дигар", secretWord), judging.Forbidden, "invitation-spent")

	_, secret = invite(a)
	v.now = v.now.Add(7*24*time.Hour - time.Millisecond)
	if list, _ := v.s.Invitations(ctx); len(list) != 1 {
		t.Errorf("%d invitations are open", len(list))
	}
	v.now = v.now.Add(time.Millisecond)
	fails(t, join(secret, "Дигар", secretWord), judging.Forbidden, "invitation-spent")
	if list, _ := v.s.Invitations(ctx); len(list) != 0 {
		t.Errorf("%d invitations are open after seven days", len(list))
	}

	// An invitation is as good as who gave it.
	_, secret = invite(b)
	v.must(v.s.SetRole(ctx, a, b.ID, judging.Chair))
	fails(t, join(secret, "Дигар", secretWord), judging.Forbidden, "invitation-spent")

	// Guessing ends, and costs the server no password.
	_, secret = invite(a)
	guess := func(secret, password string) error {
		_, err := v.s.Join(ctx, secret, "Дигар", password, "10.0.0.66")
		return err
	}
	for range 30 {
		fails(t, guess("guessed", "short"), judging.Forbidden, "invitation-spent")
	}
	fails(t, guess(secret, secretWord), judging.TooMany, "too-many-tries")
	if _, err := v.s.Join(ctx, secret, "Дигар", secretWord, "10.0.0.10"); err != nil {
		t.Errorf("the invited, from elsewhere: %v", err)
	}
}

// Nobody locks himself out, and there is always an owner.
func TestTheLastOwner(t *testing.T) {
	v, a, b, _ := owners(t)
	script := judging.Actor{Kind: "token", ID: "script", Role: judging.Owner}
	fails(t, v.s.SwitchAccount(ctx, a, a.ID, true), judging.Conflict, "account-own")
	fails(t, v.s.SetRole(ctx, a, a.ID, judging.Chair), judging.Conflict, "account-own")
	v.must(v.s.SwitchAccount(ctx, a, b.ID, true))
	fails(t, v.s.SwitchAccount(ctx, script, a.ID, true), judging.Conflict, "last-owner")
	fails(t, v.s.SetRole(ctx, b, a.ID, judging.Auditor), judging.Conflict, "last-owner")
	v.must(v.s.SwitchAccount(ctx, a, b.ID, false))
	v.must(v.s.SetRole(ctx, script, a.ID, judging.Auditor))
	fails(t, v.s.SwitchAccount(ctx, script, b.ID, true), judging.Conflict, "last-owner")
	fails(t, v.s.SwitchAccount(ctx, b, "none", true), judging.NotFound, "not-found")
	fails(t, v.s.SetRole(ctx, b, a.ID, "king"), judging.Invalid, "user-role")
	v.must(v.s.SwitchAccount(ctx, b, a.ID, true))
	_, err := v.s.SignIn(ctx, "Соҳиб", secretWord, "10.0.0.2")
	fails(t, err, judging.Unauthenticated, "wrong-password")
	_, err = v.s.ActorOfAccount(ctx, a.ID)
	fails(t, err, judging.Unauthenticated, "sign-in-needed")
}

func TestOwnPassword(t *testing.T) {
	v, a, _, _ := owners(t)
	begin := func(id string) {
		v.must(v.s.BeginSession(ctx, "hash "+id, judging.SignedIn{ID: id, Account: a.ID, Began: v.now, Ends: v.now.Add(time.Hour)}))
	}
	begin("here")
	begin("there")
	fails(t, v.s.ChangePassword(ctx, a, "here", secretWord, "кӯтоҳ"), judging.Invalid, "password-short")
	script := judging.Actor{Kind: "token", ID: "script", Role: judging.Owner}
	fails(t, v.s.ChangePassword(ctx, script, "", secretWord, secretWord), judging.Forbidden, "person-needed")
	v.must(v.s.ChangePassword(ctx, a, "here", secretWord, secretWord+"2"))
	list, err := v.s.SessionsOf(ctx, a.ID)
	v.must(err)
	if len(list) != 1 || list[0].ID != "here" {
		t.Errorf("sessions after a new password: %+v", list)
	}
	_, err = v.s.SignIn(ctx, a.Name, secretWord, "10.0.0.2")
	fails(t, err, judging.Unauthenticated, "wrong-password")
	_, err = v.s.SignIn(ctx, a.Name, secretWord+"2", "10.0.0.2")
	v.must(err)
	for range 5 {
		fails(t, v.s.ChangePassword(ctx, a, "here", "нодуруст", secretWord), judging.Invalid, "wrong-password-old")
	}
	fails(t, v.s.ChangePassword(ctx, a, "here", secretWord+"2", secretWord), judging.TooMany, "too-many-tries")
}

// Whoever is refused a new password costs no hash: an account of few rights
// could keep others from signing in with them.
func TestARefusedPasswordIsNotHashed(t *testing.T) {
	v := emptyVenue(t, "")
	at := time.Now()
	a, err := v.s.AddUser(ctx, boss, "Меҳмон", judging.Host, "як-ду-се-чор")
	v.must(err)
	hash := time.Since(at)
	by := judging.Actor{Kind: "account", ID: a.ID, Name: a.Name, Role: a.Role}
	change := func() error { return v.s.ChangePassword(ctx, by, "", "нодуруст", "панҷ-шаш-ҳафт") }
	for range 5 {
		fails(t, change(), judging.Invalid, "wrong-password-old")
	}
	at = time.Now()
	for range 30 {
		fails(t, change(), judging.TooMany, "too-many-tries")
		fails(t, v.s.ChangePassword(ctx, judging.Actor{Kind: "token", ID: "t"}, "", "", "панҷ-шаш-ҳафт"), judging.Forbidden, "person-needed")
	}
	if took := time.Since(at); took > 5*hash {
		t.Errorf("60 refusals took %s, a hash %s", took, hash)
	}
}
