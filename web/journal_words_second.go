package web

// The rows of a contest's journal in words: acts that may need a second person.

import (
	"encoding/json"

	"dovar/judging"
)

func (t *teller) proposed(b judging.RowProposedBody) string {
	t.details = append(t.details, words.say(t.lang, "approval."+b.Why))
	switch b.Act {
	case "stage":
		var ask judging.RowStageBody
		if json.Unmarshal(b.Body, &ask) == nil {
			t.because(ask.Reason)
			return t.say("proposed.stage", "stage", t.stageName(ask.Stage), "is", t.stageState(ask.State))
		}
	case "leave":
		var ask judging.Leaving
		if json.Unmarshal(b.Body, &ask) == nil {
			return t.say("proposed.leave", "what", t.leaving(ask))
		}
	case "rooms":
		var ask judging.RowDeclaredBody
		if json.Unmarshal(b.Body, &ask.Rooms) == nil && json.Unmarshal(b.Body, &ask) == nil {
			t.because(ask.Reason)
			return t.say("proposed.rooms", "use", sharing(t.lang, ask.Rooms))
		}
	}
	return t.say("proposed")
}

func (t *teller) second(approval string) {
	if approval != "" {
		t.more("stage.second")
	}
}

func (t *teller) leaving(l judging.Leaving) string {
	if l.To != "" {
		t.more("leave.to", "judge", t.judgeName(l.To))
	}
	t.because(l.Reason)
	key := "leave." + l.How
	if l.Stage != "" {
		key += ".stage"
	}
	return t.say(key, "judge", t.judgeName(l.Judge), "stage", t.stageName(l.Stage))
}

func (t *teller) leave(b judging.RowLeaveBody) string {
	t.second(b.Second)
	if b.How != b.Declared && b.Second != "" {
		t.more("leave.other", "how", words.say(t.lang, "desk.jury.how."+b.Declared))
	}
	return t.leaving(b.Leaving)
}

func (t *teller) declared(b judging.RowDeclaredBody) string {
	t.second(b.Second)
	t.changed(t.say("kind.declared"), sharing(t.lang, b.Was), sharing(t.lang, b.Rooms))
	t.because(b.Reason)
	return t.say("declared", "use", sharing(t.lang, b.Rooms))
}
