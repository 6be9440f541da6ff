package judging

// Drawn signatures of teams: beside the ops, never public, erased on demand.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
)

// A Signature is what a team drew under a sheet: the path of its strokes, as
// the op with that id names it by its SHA-256.
type Signature struct {
	ID, Contest string
	Strokes     string
}

// strokesForm is a path of lines in whole units: "M12 30L14 31..."; so much is a
// minute of scribbling.
var strokesForm = regexp.MustCompile(`^(M[0-9]{1,4} [0-9]{1,4}(L[0-9]{1,4} [0-9]{1,4})*)+$`)

const strokesBytes = 32 << 10

// signature is what came beside an op, if it is the one that the op names.
func (p parcel) signature() (Signature, bool) {
	sum := sha256.Sum256([]byte(p.sign))
	named := p.op.Body.Sign != "" && p.op.Body.Sign == hex.EncodeToString(sum[:])
	return Signature{ID: p.op.Op, Contest: p.contest, Strokes: p.sign}, named && len(p.sign) <= strokesBytes && strokesForm.MatchString(p.sign)
}

// Signatures are the drawn signatures of a contest by op.
func (s *Service) Signatures(ctx context.Context, contest string) (map[string]string, error) {
	return view(ctx, s, func(tx Tx) (map[string]string, error) {
		list, err := tx.Signatures(contest)
		out := map[string]string{}
		for _, sig := range list {
			out[sig.ID] = sig.Strokes
		}
		return out, err
	})
}

// EraseSignatures takes away every drawn signature of a contest for ever and
// returns how many there were. The ops stay whole: they hold a hash alone, and
// that the team signed. Problem: "reason-missing".
func (s *Service) EraseSignatures(ctx context.Context, by Actor, contest, reason string) (n int, err error) {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return 0, Fail(Invalid, "reason-missing", "field", "reason")
	}
	err = s.change(ctx, contest, func(tx Tx) error {
		list, err := tx.Signatures(contest)
		if n = len(list); err != nil || n == 0 {
			return err
		}
		if err := tx.EraseSignatures(contest); err != nil {
			return err
		}
		return s.write(tx, Scope{Contest: contest}, RowErased, by, "", RowErasedBody{Signatures: n, Reason: reason})
	})
	return n, err
}
