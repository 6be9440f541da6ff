package judging_test

// The signature that a team draws: kept beside its op, erased on demand.

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"dovar/judging"
)

// TestDrawnSignature lies beside its op, is kept only if the op names it, and is
// erased without touching the op.
func TestDrawnSignature(t *testing.T) {
	f := newField(t, "line-follower", 1)
	contest, strokes := f.contest.Contest.ID, "M10 20L30 40L31 44M50 50L60 61"
	sum := sha256.Sum256([]byte(strokes))
	record := timed("40", "40")
	record["team"] = map[string]string{"how": "drawn", "who": "", "why": ""}
	record["sign"] = hex.EncodeToString(sum[:])
	send := func(attempt int, sign string) {
		op := f.opOf(f.of(0, "runs", attempt).Sheet, "runs", record)
		out, err := f.s.Submit(ctx, f.by, f.epoch, []judging.SentOp{{Op: op, Sign: sign}})
		f.must(err)
		if got := receipt(out.Results[0]).Status; got != judging.OpApplied {
			t.Fatalf("status %q", got)
		}
	}
	send(1, strokes)
	send(2, "M10 20L30 41")
	drawn, err := f.s.Signatures(ctx, contest)
	f.must(err)
	if len(drawn) != 1 || !slices.Contains(slices.Collect(maps.Values(drawn)), strokes) {
		t.Fatalf("kept are %v", drawn)
	}
	f.unseen(strokes, record["sign"].(string), `"drawn"`)
	_, err = f.s.EraseSignatures(ctx, boss, contest, " ")
	fails(t, err, judging.Invalid, "reason-missing")
	n, err := f.s.EraseSignatures(ctx, boss, contest, "the event is over")
	f.must(err)
	if drawn, err = f.s.Signatures(ctx, contest); err != nil || n != 1 || len(drawn) != 0 || f.lastRow().Kind != judging.RowErased {
		t.Errorf("%d erased, left are %v, %v", n, drawn, err)
	}
	if head := f.of(0, "runs", 1).Head; head == nil || head.Status != judging.OpApplied {
		t.Errorf("the op is %+v", head)
	}
}

// unseen looks for secrets in all that everybody may read once places are
// published with reasons, and of the queue.
func (f field) unseen(secrets ...string) {
	f.venue.t.Helper()
	contest := f.contest.Contest.ID
	_, err := f.s.SetBoard(ctx, boss, contest, judging.Board{State: judging.BoardPublished, Reasons: true})
	f.must(err)
	frame := f.frame()
	if len(frame.Rows) == 0 || len(frame.Rows[0].Runs) == 0 {
		f.venue.t.Fatalf("nothing is public: %+v", frame)
	}
	reason, err := f.follower.Reason(ctx, contest, frame.Rows[0].Entry)
	f.must(err)
	files, err := f.follower.Published(ctx, contest)
	f.must(err)
	queue, err := f.follower.Queue(ctx, contest)
	f.must(err)
	text, err := json.Marshal([]any{frame, reason, files, queue})
	f.must(err)
	for _, secret := range secrets {
		if strings.Contains(string(text), secret) {
			f.venue.t.Errorf("everybody may read %q", secret)
		}
	}
}
