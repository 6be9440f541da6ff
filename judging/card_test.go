package judging

// Codes, PINs and the secrets of tablets.

import (
	"errors"
	"testing"
	"time"
)

func TestCardSecrets(t *testing.T) {
	k := Keys{Device: []byte("device"), Receipt: []byte("receipt"), Card: []byte("card")}
	if k.cardCodeHash("0A1B-2C3D 4e") != k.cardCodeHash("OAIB2C3D4E") {
		t.Error("a typed code must be found as printed")
	}
	if k.pinHash("a", "123456") == k.pinHash("b", "123456") {
		t.Error("the same PIN on two cards must not look the same")
	}
	if code, pin := newCardCode(), newPIN(); len(code) != 10 || len(pin) != 6 || k.cardCodeHash(code) == k.cardCodeHash(newCardCode()) {
		t.Errorf("code %q, pin %q", code, pin)
	}
	judge, dev := NewID(), NewID()
	good := k.deviceToken(judge, dev)
	if j, d, ok := k.deviceOf(good); !ok || j != judge || d != dev {
		t.Error("own token refused")
	}
	for _, bad := range []string{
		"", "dv1...", "x" + good, good + "A", good[:len(good)-1], k.deviceToken(dev, judge)[:50] + good[50:],
		Keys{Device: []byte("other")}.deviceToken(judge, dev), k.deviceToken("x", dev),
	} {
		if _, _, ok := k.deviceOf(bad); ok {
			t.Errorf("%q passes", bad)
		}
	}
	if string(k.deviceSecret(judge, dev)) == string(k.deviceSecret(NewID(), dev)) {
		t.Error("a device id with two judges must have two secrets")
	}
}

func TestLimiter(t *testing.T) {
	now := time.Unix(1000, 0)
	l := newLimiter(func() time.Time { return now })
	for i := range 5 {
		if err := l.try(5, "card", "dev"); err != nil {
			t.Fatal(i, err)
		}
	}
	var e *Error
	if err := l.try(5, "card"); !errors.As(err, &e) || e.Kind != TooMany || e.Args["seconds"] != 900 {
		t.Fatal(err)
	}
	if err := l.try(5, "fresh", "dev"); err == nil {
		t.Fatal("one key of two is used up")
	}
	l.good("card")
	if err := l.try(5, "card"); err != nil {
		t.Fatal("a right one resets", err)
	}
	now = now.Add(triesWait - time.Second)
	if err := l.try(5, "dev"); err == nil {
		t.Fatal("a second early")
	}
	now = now.Add(time.Second)
	if err := l.try(5, "dev"); err != nil {
		t.Fatal("the wait is over", err)
	}
}
