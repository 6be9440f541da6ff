package judging

// Reading ops and receipts: foreign bytes, checked without any memory.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"maps"
	"regexp"
	"slices"
)

const (
	opsMost  = 50        // ops of one request
	opBytes  = 64 << 10  // of one op as sent; a full sheet is a few kB
	dseqMost = 1_000_000 // ops of one device on one sheet
)

// readOp decodes and checks one op of the judge. Problems: "op-malformed"
// {member}, "wrong-hash", "wrong-mac". The op is returned as far as it could be
// read, so that an answer can name it.
func (k Keys) readOp(raw []byte, judge string) (op Op, _ *OpProblem) {
	bad := func(member string) (Op, *OpProblem) {
		return op, &OpProblem{Code: "op-malformed", Args: map[string]any{"member": member}}
	}
	if len(raw) > opBytes {
		return bad("op")
	}
	op.Raw = raw
	sent, member := op.read(raw)
	if member == "" {
		member = op.malformed()
	}
	if member == "" && json.Unmarshal(raw, new(Op)) != nil { // 1.0 is 1 in canonical form alone
		member = "op"
	}
	if member != "" {
		return bad(member)
	}
	if sum := sha256.Sum256(sent["body"]); op.BodyHash != hex.EncodeToString(sum[:]) {
		return op, &OpProblem{Code: "wrong-hash"}
	}
	delete(sent, "mac")
	signed, err := Canon(sent)
	if err != nil || !sameMac(op.Mac, k.deviceSecret(judge, op.Dev), signed) {
		return op, &OpProblem{Code: "wrong-mac"}
	}
	return op, nil
}

// UnmarshalJSON reads an op by exact names wherever one is read: what is stored
// must mean what it meant on arrival. RFC 8785
// accepted it then and is not asked again: a sheet's whole history is read at each submit.
func (op *Op) UnmarshalJSON(raw []byte) error {
	sent, err := exact(raw)
	if err != nil {
		return err
	}
	if member := op.fill(sent); member != "" {
		return errors.New("op cannot be read: " + member)
	}
	return nil
}

// read returns the op as an object too, and the first member that has another
// type, or "".
func (op *Op) read(raw []byte) (object, string) {
	sent, err := objectOf(raw)
	if err != nil {
		return nil, "op"
	}
	return sent, op.fill(sent)
}

func (op *Op) fill(sent object) string {
	member := sent.read("op", &op.Op, "sheet", &op.Sheet, "dev", &op.Dev, "dseq", &op.Dseq, "base", &op.Base,
		"kind", &op.Kind, "reason", &op.Reason, "rubric", &op.Rubric, "bodyHash", &op.BodyHash,
		"clientTime", &op.ClientTime, "mac", &op.Mac)
	if member == "" {
		member = op.Body.read(sent["body"])
	}
	return member
}

// An object is a JSON object by exact names, its values in canonical form.
// encoding/json alone would take "Sheet" for "sheet".
type object map[string]json.RawMessage

// objectOf reads an object that RFC 8785 accepts.
func objectOf(raw []byte) (o object, err error) {
	canon, err := CanonRaw(raw)
	if err != nil {
		return nil, err
	}
	return exact(canon)
}

// exact reads an object of which it is known that RFC 8785 accepts it.
func exact(raw []byte) (o object, err error) {
	if err = json.Unmarshal(raw, &o); err == nil && o == nil {
		err = errors.New("null is not an object")
	}
	return o, err
}

// read decodes members, given as pairs of name and target, and returns the name
// of the first that has another type, or "". A member that is not there leaves
// its target as it is.
func (o object) read(targets ...any) string {
	for i := 0; i < len(targets); i += 2 {
		name := targets[i].(string)
		if value, ok := o[name]; ok && json.Unmarshal(value, targets[i+1]) != nil {
			return name
		}
	}
	return ""
}

func (b *Body) read(raw []byte) string {
	o, err := exact(raw)
	if err != nil {
		return "body"
	}
	if member := o.read("marks", &b.Marks, "counts", &b.Counts, "notes", &b.Notes, "flags", &b.Flags,
		"tasks", &b.Tasks, "times", &b.Times, "laps", &b.Laps, "outcome", &b.Outcome, "modifiers", &b.Modifiers, "bouts", &b.Bouts,
		"decision", &b.Decision, "clock", &b.Clock, "team", &b.Team, "teams", &b.Teams, "sign", &b.Sign); member != "" {
		return member
	}
	if _, ok := o["comment"]; !ok {
		return ""
	}
	if o, err = exact(o["comment"]); err != nil {
		return "comment"
	}
	return o.read("good", &b.Comment.Good, "think", &b.Comment.Think, "private", &b.Comment.Private)
}

// malformed names the first member that breaks the form of an op, or "".
func (op Op) malformed() string {
	for _, m := range []struct {
		name string
		ok   bool
	}{
		{"op", CheckID(op.Op)},
		{"sheet", CheckID(op.Sheet)},
		{"dev", CheckID(op.Dev)},
		{"dseq", 0 < op.Dseq && op.Dseq <= dseqMost},
		{"base", op.Base != nil && others(op.Base, op.Dev)},
		{"kind", op.Kind == OpDraft || op.Kind.decisive()},
		{"reason", (op.Reason != nil) == (op.Kind == OpRecall || op.Kind == OpDecline)},
		{"rubric", len(op.Rubric) == 64},
		{"marks", op.Body.Marks != nil && !slices.ContainsFunc(slices.Collect(maps.Values(op.Body.Marks)), offForm)},
		{"flags", slices.IsSorted(op.Body.Flags)},
		{"laps", !slices.ContainsFunc(op.Body.Laps, func(d Decimal) bool { return offTime(&d) })},
		{"clock", op.Body.Clock == "" || clockForm.MatchString(op.Body.Clock)},
		{"sign", op.Body.Sign == "" || len(op.Body.Sign) == 64},
		{"clientTime", len(op.ClientTime) <= 64},
	} {
		if !m.ok {
			return m.name
		}
	}
	return op.Body.Record.malformed()
}

// idForm is that of the ids in a definition.
var idForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// clockForm is a whole number of milliseconds, at most some days.
var clockForm = regexp.MustCompile(`^(0|[1-9][0-9]{0,8})$`)

func offForm(mark *Decimal) bool { return mark != nil && !CheckDecimal(*mark) }

// others reports whether a version map names other devices than dev only.
func others(base map[string]int, dev string) bool {
	for d, n := range base {
		if d == dev || !CheckID(d) || n < 0 || n > dseqMost {
			return false
		}
	}
	return true
}

// sameMac reports whether mac is the lower-case hex HMAC-SHA256 of text.
func sameMac(mac string, key, text []byte) bool {
	return hmac.Equal([]byte(mac), []byte(hexMac(key, text)))
}

func hexMac(key, text []byte) string {
	m := hmac.New(sha256.New, key)
	m.Write(text)
	return hex.EncodeToString(m.Sum(nil))
}

// prove signs a receipt and returns it as it is given: canonical JSON.
func (k Keys) prove(r Receipt) ([]byte, error) {
	r.Proof = ""
	text, err := Canon(r)
	if err != nil {
		return nil, err
	}
	r.Proof = hexMac(k.Receipt, text)
	return Canon(r)
}

// readReceipt returns a receipt that came back with its op, in the bytes in
// which it was given, if this server or the one it was restored from gave it
// for this op and body.
func (k Keys) readReceipt(raw []byte, op Op) (r Receipt, given []byte, ok bool) {
	canon, err := CanonRaw(raw)
	if err != nil || json.Unmarshal(canon, &r) != nil || r.Op != op.Op || r.BodyHash != op.BodyHash {
		return r, nil, false
	}
	given, err = k.prove(r)
	return r, given, err == nil && hmac.Equal(given, canon)
}
