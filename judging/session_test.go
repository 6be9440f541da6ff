package judging_test

import (
	"testing"
	"time"

	"dovar/judging"
)

// A session is written down as seen at most once a minute, stays ended once it
// is, and is nobody's else to end.
func TestSessions(t *testing.T) {
	v, a, b, _ := owners(t)
	begin := func(id, account string) error {
		return v.s.BeginSession(ctx, "hash "+id, judging.SignedIn{
			ID: id, Account: account, Began: v.now, Seen: v.now.Truncate(time.Minute), Ends: v.now.Add(16 * time.Hour), Address: "10.0.0.2",
		})
	}
	only := func() judging.SignedIn {
		list, err := v.s.SessionsOf(ctx, a.ID)
		v.must(err)
		if len(list) != 1 {
			t.Fatalf("%d sessions", len(list))
		}
		return list[0]
	}
	v.must(begin("a1", a.ID))
	began := only().Seen
	v.now = v.now.Add(59 * time.Second)
	v.must(v.s.SeeSession(ctx, "hash a1", "10.0.0.3"))
	if in := only(); in.Seen != began || in.Address != "10.0.0.2" {
		t.Errorf("written again within a minute: %+v", in)
	}
	v.now = v.now.Add(2 * time.Second)
	v.must(v.s.SeeSession(ctx, "hash a1", "10.0.0.3"))
	if in := only(); in.Seen != began.Add(time.Minute) || in.Address != "10.0.0.3" {
		t.Errorf("not written after a minute: %+v", in)
	}
	accounts, err := v.s.Accounts(ctx)
	v.must(err)
	for _, x := range accounts {
		if x.ID == a.ID && x.Seen != began.Add(time.Minute) || x.Password != "" {
			t.Errorf("account %+v", x)
		}
	}

	fails(t, v.s.EndSession(ctx, b, b.ID, "a1"), judging.NotFound, "not-found")
	v.must(v.s.EndSession(ctx, a, a.ID, "a1"))
	v.now = v.now.Add(time.Hour)
	v.must(v.s.SeeSession(ctx, "hash a1", "10.0.0.3"))
	if list, _ := v.s.SessionsOf(ctx, a.ID); len(list) != 0 {
		t.Errorf("an ended session is back: %+v", list)
	}

	v.must(begin("a2", a.ID))
	v.must(begin("a3", a.ID))
	v.must(begin("b1", b.ID))
	if n, err := v.s.EndSessions(ctx, a, a.ID, "a2"); n != 1 || err != nil {
		t.Errorf("ended %d others, %v", n, err)
	}
	only()
	v.now = v.now.Add(16 * time.Hour)
	if list, _ := v.s.SessionsOf(ctx, a.ID); len(list) != 0 {
		t.Errorf("over, and on the list: %+v", list)
	}
	_, err = v.s.SessionsOf(ctx, "none")
	fails(t, err, judging.NotFound, "not-found")

	v.must(v.s.SwitchAccount(ctx, a, b.ID, true))
	fails(t, begin("b2", b.ID), judging.Unauthenticated, "sign-in-needed")
}
