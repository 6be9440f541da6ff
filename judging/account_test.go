package judging_test

// Passwords under attack.

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"dovar/judging"
)

// The wrong passwords of one machine do not lock the account out for others,
// and those of many machines come to an end.
func TestPasswordTries(t *testing.T) {
	v := emptyVenue(t, "")
	_, err := v.s.AddUser(ctx, boss, "Мунира", judging.Organizer, "сад хол ва як 101")
	v.must(err)
	in := func(name, password, from string) error {
		_, err := v.s.SignIn(ctx, name, password, from)
		return err
	}
	const pupil, desk = "10.0.0.66", "10.0.0.2"
	for range 5 {
		fails(t, in("Мунира", "нодуруст", pupil), judging.Unauthenticated, "wrong-password")
	}
	fails(t, in("Мунира", "сад хол ва як 101", pupil), judging.TooMany, "too-many-tries")
	v.must(in("Мунира", "сад хол ва як 101", desk))

	for i := range 24 { // one machine, many names; a name too long to be one is not kept
		fails(t, in(fmt.Sprint(strings.Repeat("n", 60_000*(i%2)), i), "нодуруст", pupil), judging.Unauthenticated, "wrong-password")
	}
	fails(t, in("Дигар", "нодуруст", pupil), judging.TooMany, "too-many-tries")

	tries := 0 // one name, many machines
	for ; tries < 200; tries++ {
		if err = in("Мунира", "нодуруст", fmt.Sprint("10.0.1.", tries)); !is(err, "wrong-password") {
			break
		}
	}
	fails(t, err, judging.TooMany, "too-many-tries")
	if tries < 90 || tries > 100 {
		t.Errorf("%d tries of a name", tries)
	}
}

func is(err error, code string) bool {
	var e *judging.Error
	return errors.As(err, &e) && e.Code == code
}

// Whoever has not the secret makes the server hash nothing: a password is
// looked at only after it.
func TestSetupAsksForTheSecretFirst(t *testing.T) {
	v := emptyVenue(t, "")
	_, err := v.s.SetupSecret(ctx)
	v.must(err)
	_, err = v.s.Setup(ctx, "guessed", "Соҳиб", "short")
	fails(t, err, judging.Forbidden, "setup-spent")
}
