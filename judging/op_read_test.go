package judging

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"
)

// FuzzReadOp: foreign bytes never panic; what is accepted has the form of
// the sheet protocol, says the same in canonical form, and changes with its mac.
func FuzzReadOp(f *testing.F) {
	keys := Keys{Device: []byte("device"), Receipt: []byte("receipt"), Card: []byte("card")}
	judge, dev := strings.Repeat("A", 22), strings.Repeat("B", 21)+"A"
	sign := func(op map[string]any) []byte {
		body, err := Canon(op["body"])
		if err != nil {
			f.Fatal(err)
		}
		sum := sha256.Sum256(body)
		op["bodyHash"] = hex.EncodeToString(sum[:])
		text, err := Canon(op)
		if err != nil {
			f.Fatal(err)
		}
		op["mac"] = hexMac(keys.deviceSecret(judge, dev), text)
		raw, _ := json.Marshal(op)
		return raw
	}
	good := sign(map[string]any{
		"op": judge, "sheet": judge, "dev": dev, "dseq": 1, "base": map[string]int{judge: 2}, "kind": "recall", "reason": "a slip",
		"rubric": strings.Repeat("a", 64), "clientTime": "2026-04-18T09:00:00Z", "more": []any{1.5, nil},
		"body": map[string]any{"marks": map[string]any{"a": "7.5", "b": nil}, "flags": []string{"unsure:a"}, "comment": map[string]any{"good": "ҷолиб"}},
	})
	if op, p := keys.readOp(good, judge); p != nil || *op.Body.Marks["a"] != "7.5" || op.Body.Comment.Good != "ҷолиб" || op.Base[judge] != 2 {
		f.Fatalf("%+v %+v", op, p)
	}
	f.Add(good)
	f.Add(bytes.Replace(good, []byte(`"kind"`), []byte(`"Kind":"submit","kind"`), 1))
	f.Add([]byte(`{"op":null,"body":{}}`))
	f.Add([]byte(`{"body":null}`))
	f.Add([]byte(`[]`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		op, p := keys.readOp(raw, judge)
		if p != nil {
			return
		}
		if m := op.malformed(); m != "" {
			t.Fatalf("%s accepted", m)
		}
		canon, err := CanonRaw(raw)
		if err != nil {
			t.Fatal(err)
		}
		again, p := keys.readOp(canon, judge)
		if p != nil || again.Mac != op.Mac || again.Kind != op.Kind || again.Dseq != op.Dseq {
			t.Fatalf("%+v in canonical form is %+v, %+v", op, again, p)
		}
		if _, p := keys.readOp(raw, dev); p == nil || p.Code != "wrong-mac" {
			t.Fatalf("another judge's secret: %+v", p)
		}
	})
}

// TestExactNames: a member that only looks like one of ours is not it.
func TestExactNames(t *testing.T) {
	o, err := objectOf([]byte(`{"bodyHash":"a","bodyhash":"b","Sheet":"c"}`))
	var hash, sheet string
	if bad := o.read("bodyHash", &hash, "sheet", &sheet); err != nil || bad != "" || hash != "a" || sheet != "" {
		t.Errorf("%q %q %q %v", bad, hash, sheet, err)
	}
}

// TestReceipts: only a receipt of these keys, for this op and body, is valid,
// and it comes back in the bytes in which it was given.
func TestReceipts(t *testing.T) {
	k := Keys{Receipt: []byte("receipt")}
	op := Op{Op: "x", BodyHash: "h"}
	given, err := k.prove(Receipt{Op: "x", Status: OpLate, Rev: 3, BodyHash: "h", N: 7, Epoch: "1-a"})
	if err != nil {
		t.Fatal(err)
	}
	spaced := bytes.ReplaceAll(given, []byte(","), []byte(" ,\n"))
	if r, back, ok := k.readReceipt(spaced, op); !ok || !bytes.Equal(back, given) || r.Status != OpLate || r.N != 7 {
		t.Errorf("%+v %s %v", r, back, ok)
	}
	for name, raw := range map[string][]byte{
		"status": bytes.Replace(given, []byte("late"), []byte("applied"), 1),
		"more":   bytes.Replace(given, []byte("{"), []byte(`{"a":1,`), 1),
		"none":   nil,
		"null":   []byte("null"),
		"list":   []byte("[]"),
	} {
		if _, _, ok := k.readReceipt(raw, op); ok {
			t.Errorf("%s passes", name)
		}
	}
	if _, _, ok := k.readReceipt(given, Op{Op: "x", BodyHash: "other"}); ok {
		t.Error("a receipt of another body")
	}
	if _, _, ok := k.readReceipt(given, Op{Op: "y", BodyHash: "h"}); ok {
		t.Error("a receipt of another op")
	}
	if _, _, ok := (Keys{Receipt: []byte("other")}).readReceipt(given, op); ok {
		t.Error("a receipt of another server")
	}
}
