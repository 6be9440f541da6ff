package web

// The rows of an event's journal in words: the event, judges and tablets, people.

import (
	"cmp"

	"dovar/judging"
)

func (t *teller) event(e judging.Event) string {
	t.details = append(t.details, view{}.Days(e.Starts, e.Ends))
	for _, s := range []string{e.Place, e.Address} {
		if s != "" {
			t.details = append(t.details, s)
		}
	}
	return t.say("event", "event", e.Title.In(t.lang))
}

func (t *teller) judge(j judging.Judge) string {
	for _, s := range []string{j.School, j.District} {
		if s != "" {
			t.details = append(t.details, s)
		}
	}
	if j.Spare {
		return t.say("judge.spare", "judge", j.Name)
	}
	return t.say("judge", "judge", j.Name)
}

func (t *teller) card(b judging.RowCardBody) string {
	t.because(b.Reason)
	if b.Revoked {
		return t.say("card.revoked", "judge", t.judgeName(b.Judge))
	}
	return t.say("card", "judge", t.judgeName(b.Judge))
}

// tablet says which one, and whose.
func (t *teller) tablet(b judging.RowDeviceBody) []any {
	t.device = b.Device
	return []any{"tablet", cmp.Or(b.Name, t.deviceName(b.Device)), "judge", t.judgeName(b.Judge)}
}

func (t *teller) newDevice(b judging.RowDeviceBody) string {
	if b.Reason == "restored" {
		return t.say("device.restored", t.tablet(b)...)
	}
	if b.Parent != "" {
		return t.say("device.bound", t.tablet(b)...)
	}
	return t.say("device", t.tablet(b)...)
}

func (t *teller) signIn(b judging.RowDeviceBody) string { return t.say("signin", t.tablet(b)...) }

func (t *teller) revoke(b judging.RowDeviceBody) string {
	t.because(b.Reason)
	return t.say("revoke", t.tablet(b)...)
}

func (t *teller) remind(b judging.RowRemindBody) string {
	return t.say("remind", "judge", t.judgeName(b.Judge), "text", b.Text)
}

func (t *teller) epoch(b judging.RowEpochBody) string {
	t.because(b.Reason)
	return t.say("epoch")
}

func (t *teller) collecting(b judging.RowEpochBody) string {
	for _, id := range b.Missing {
		t.more("collecting.missing", "tablet", t.deviceName(id))
	}
	return t.say("collecting")
}

func (t *teller) account(b judging.RowAccountBody) string {
	if b.What == "role" {
		t.changed(t.say("account.as"), t.role(b.Was), t.role(b.Role))
	}
	if b.What == "known" && b.Off {
		t.more("account.is-off")
	}
	return t.say("account."+cmp.Or(b.What, "made"), "name", b.Name, "role", t.role(b.Role))
}

func (t *teller) invite(b judging.RowInviteBody) string {
	if b.Withdrawn {
		return t.say("invite.withdrawn", "name", b.Name, "role", t.role(b.Role))
	}
	return t.say("invite", "name", b.Name, "role", t.role(b.Role))
}

func (t *teller) session(b judging.RowSessionBody) string {
	if b.What != "out" {
		t.details = append(t.details, browserWords(t.lang, b.Browser))
		if b.Address != "" {
			t.details = append(t.details, b.Address)
		}
	}
	return t.say("session."+b.What, "name", t.accountName(b.Account))
}

func (t *teller) token(b judging.RowTokenBody) string {
	return t.say("token."+cmp.Or(b.What, "made"), "role", t.role(b.Role))
}
