package browsertest

// That a browser opens and answers.

import "testing"

func TestOpen(t *testing.T) {
	b := Open(t)
	if got := Eval[int](t, Device(t, b), `Promise.resolve(6 * 7)`); got != 42 {
		t.Error(got)
	}
}
