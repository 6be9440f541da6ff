package judging

import (
	"bytes"
	"testing"
	"time"
)

// TestLeaf holds a vector computed by another implementation (Python's hmac and
// hashlib), and that the leaf covers what it must and nothing else.
func TestLeaf(t *testing.T) {
	row := func() Row {
		return Row{
			Log: "c0ntest", N: 42, Kind: "op", Pub: "*", Actor: "device:d",
			At:   time.Date(2026, 4, 18, 17, 30, 0, 45_000_000, time.FixedZone("Dushanbe", 5*3600)),
			Body: []byte(`{"name":"Ҷамшед"}`),
		}
	}
	salt := bytes.Repeat([]byte{7}, 32)
	const want = "b0eac7524ea4881968ce8eacf36f59bdfba78613ea55eedb876ce472c86be994"
	leaf := func(change func(*Row)) string {
		r := row()
		change(&r)
		got, err := Leaf(r, salt)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	if got := leaf(func(*Row) {}); got != want {
		t.Errorf("leaf %s, want %s", got, want)
	}
	for name, same := range map[string]func(*Row){
		"pub":   func(r *Row) { r.Pub = "" },
		"actor": func(r *Row) { r.Actor = "" },
		"leaf":  func(r *Row) { r.Leaf = "x" },
		"below": func(r *Row) { r.At = r.At.Add(time.Microsecond) },
	} {
		if leaf(same) != want {
			t.Errorf("%s is in the leaf", name)
		}
	}
	for name, other := range map[string]func(*Row){
		"log":  func(r *Row) { r.Log = "other" },
		"n":    func(r *Row) { r.N++ },
		"kind": func(r *Row) { r.Kind = "board" },
		"at":   func(r *Row) { r.At = r.At.Add(time.Millisecond) },
		"body": func(r *Row) { r.Body = []byte(`{}`) },
	} {
		if leaf(other) == want {
			t.Errorf("%s is not in the leaf", name)
		}
	}
	if got, _ := Leaf(row(), bytes.Repeat([]byte{8}, 32)); got == want {
		t.Error("the salt is not in the leaf")
	}
}
