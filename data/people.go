package data

// Judges with their cards and tablets; accounts, tokens, sessions; and what two
// persons or a jury decide.

import (
	"time"

	"dovar/judging"
)

var judges = table(record[judging.Judge]{
	name: "judges",
	columns: `
		id
		event
		name
		sort_name
		school
		district
		languages
		spare`,
	fixed: 1,
	fields: func(j *judging.Judge) []any {
		return []any{&j.ID, &j.Event, &j.Name, sortKey{&j.Name}, &j.School, &j.District, text{&j.Languages}, &j.Spare}
	},
})

func (t *tx) Judges(event string) ([]judging.Judge, error) {
	return judges.all(t, "WHERE event = ?1 ORDER BY sort_name, id", event)
}
func (t *tx) Judge(id string) (judging.Judge, error) { return judges.one(t, "WHERE id = ?1", id) }
func (t *tx) PutJudge(j judging.Judge) error         { return judges.put(t, j) }

var cards = table(record[judging.Card]{
	name: "cards",
	columns: `
		id
		judge
		code
		pin
		dead
		at`,
	fixed: 1,
	fields: func(c *judging.Card) []any {
		return []any{&c.ID, &c.Judge, &c.Code, &c.PIN, &c.Dead, millis{&c.At}}
	},
})

func (t *tx) Cards(judge string) ([]judging.Card, error) {
	return cards.all(t, "WHERE judge = ?1 ORDER BY at, id", judge)
}
func (t *tx) CardByCode(code string) (judging.Card, error) {
	return cards.one(t, "WHERE code = ?1", code)
}
func (t *tx) PutCard(c judging.Card) error { return cards.put(t, c) }

var devices = table(record[judging.Device]{
	name: "devices",
	columns: `
		id
		judge
		event
		name
		parent
		revoked
		epoch
		unsent
		heard_at
		at`,
	fixed: 2,
	fields: func(d *judging.Device) []any {
		return []any{&d.ID, &d.Judge, &d.Event, &d.Name, &d.Parent, &d.Revoked, &d.Epoch, &d.Unsent, millis{&d.HeardAt}, millis{&d.At}}
	},
})

func (t *tx) Devices(event string) ([]judging.Device, error) {
	return devices.all(t, "WHERE event = ?1 ORDER BY at, id", event)
}
func (t *tx) DevicesOf(judge string) ([]judging.Device, error) {
	return devices.all(t, "WHERE judge = ?1 ORDER BY at, id", judge)
}
func (t *tx) Device(id string) (judging.Device, error) { return devices.one(t, "WHERE id = ?1", id) }
func (t *tx) PutDevice(d judging.Device) error         { return devices.put(t, d) }

var accounts = table(record[judging.Account]{
	name: "accounts",
	columns: `
		id
		name
		role
		password
		off
		at
		seen`,
	fields: func(a *judging.Account) []any {
		return []any{&a.ID, &a.Name, &a.Role, &a.Password, &a.Off, millis{&a.At}, millis{&a.Seen}}
	},
})

func (t *tx) Accounts() ([]judging.Account, error) { return accounts.all(t, "ORDER BY name") }
func (t *tx) Account(id string) (judging.Account, error) {
	return accounts.one(t, "WHERE id = ?1", id)
}
func (t *tx) AccountByName(name string) (judging.Account, error) {
	return accounts.one(t, "WHERE name = ?1", name)
}
func (t *tx) PutAccount(a judging.Account) error { return accounts.put(t, a) }

var tokens = table(record[judging.Token]{
	name: "tokens",
	columns: `
		id
		hash
		role
		off
		at`,
	fields: func(k *judging.Token) []any {
		return []any{&k.ID, &k.Hash, &k.Role, &k.Off, millis{&k.At}}
	},
})

func (t *tx) TokenByHash(hash string) (judging.Token, error) {
	return tokens.one(t, "WHERE hash = ?1", hash)
}
func (t *tx) Tokens() ([]judging.Token, error) { return tokens.all(t, "ORDER BY at, id") }
func (t *tx) Token(id string) (judging.Token, error) {
	return tokens.one(t, "WHERE id = ?1", id)
}
func (t *tx) PutToken(k judging.Token) error { return tokens.put(t, k) }

var approvals = table(record[judging.Approval]{
	name: "approvals",
	columns: `
		id
		contest
		act
		body
		why
		proposer
		role
		done
		at`,
	fixed: 1,
	fields: func(a *judging.Approval) []any {
		return []any{&a.ID, &a.Contest, &a.Act, &a.Body, &a.Why, &a.By, &a.Role, &a.Done, millis{&a.At}}
	},
})

func (t *tx) Approval(id string) (judging.Approval, error) {
	return approvals.one(t, "WHERE id = ?1", id)
}
func (t *tx) Approvals(contest string) ([]judging.Approval, error) {
	return approvals.all(t, "WHERE contest = ?1 ORDER BY at, id", contest)
}
func (t *tx) PutApproval(a judging.Approval) error { return approvals.put(t, a) }

var votes = table(record[judging.Vote]{
	name: "votes",
	columns: `
		id
		contest
		division
		places
		count
		at`,
	fixed: 1,
	fields: func(v *judging.Vote) []any {
		return []any{&v.ID, &v.Contest, &v.Division, text{&v.Order}, &v.Count, millis{&v.At}}
	},
})

func (t *tx) Votes(contest string) ([]judging.Vote, error) {
	return votes.all(t, "WHERE contest = ?1 ORDER BY at, id", contest)
}
func (t *tx) PutVote(v judging.Vote) error { return votes.put(t, v) }

var invitations = table(record[judging.Invitation]{
	name: "invitations",
	columns: `
		id
		hash
		role
		name
		inviter
		account
		dead
		at
		expires`,
	fields: func(i *judging.Invitation) []any {
		return []any{&i.ID, &i.Hash, &i.Role, &i.Name, &i.By, &i.Account, &i.Dead, millis{&i.At}, millis{&i.Expires}}
	},
})

func (t *tx) Invitations() ([]judging.Invitation, error) {
	return invitations.all(t, "ORDER BY at, id")
}
func (t *tx) Invitation(id string) (judging.Invitation, error) {
	return invitations.one(t, "WHERE id = ?1", id)
}
func (t *tx) InvitationByHash(hash string) (judging.Invitation, error) {
	return invitations.one(t, "WHERE hash = ?1", hash)
}
func (t *tx) PutInvitation(i judging.Invitation) error { return invitations.put(t, i) }

var reminders = table(record[judging.Reminder]{
	name: "reminders",
	columns: `
		id
		event
		device
		text
		at
		seen`,
	fixed: 2,
	fields: func(r *judging.Reminder) []any {
		return []any{&r.ID, &r.Event, &r.Device, &r.Text, millis{&r.At}, millis{&r.Seen}}
	},
})

func (t *tx) Reminders(event string) ([]judging.Reminder, error) {
	return reminders.all(t, "WHERE event = ?1 ORDER BY at, id", event)
}
func (t *tx) RemindersOf(device string) ([]judging.Reminder, error) {
	return reminders.all(t, "WHERE device = ?1 ORDER BY at, id", device)
}
func (t *tx) PutReminder(r judging.Reminder) error { return reminders.put(t, r) }

func (t *tx) Sessions() ([]judging.Session, error) {
	list := []judging.Session{}
	err := t.rows("SELECT token, data, expires FROM sessions ORDER BY expires, token", nil, func(scan func(...any) error) error {
		var s judging.Session
		err := scan(&s.Token, &s.Data, millis{&s.Expires})
		list = append(list, s)
		return err
	})
	return list, err
}

func (t *tx) Session(token string) (data []byte, expires time.Time, err error) {
	err = t.row("SELECT data, expires FROM sessions WHERE token = ?1", []any{token}, &data, millis{&expires})
	return data, expires, err
}

func (t *tx) PutSession(token string, data []byte, expires time.Time) error {
	return t.change(`
INSERT INTO sessions (
	token,
	data,
	expires
) VALUES (?1, ?2, ?3)
ON CONFLICT (token) DO UPDATE SET
	data = excluded.data,
	expires = excluded.expires`, token, data, millis{&expires})
}

func (t *tx) DeleteSession(token string) error {
	return t.change("DELETE FROM sessions WHERE token = ?1", token)
}

func (t *tx) DeleteExpiredSessions(before time.Time) error {
	return t.change("DELETE FROM sessions WHERE expires < ?1", millis{&before})
}
