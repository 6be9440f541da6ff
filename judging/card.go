package judging

// The secrets of a judge's card, and those of a tablet that it signs in.

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/big"
	"strings"
)

// cardLetters is Crockford's base 32: no I, L, O and U, so that a code read
// aloud or typed from paper has one spelling.
const cardLetters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newCardCode makes a card's code of ten letters: 50 random bits.
func newCardCode() string {
	var b [10]byte
	rand.Read(b[:])
	for i := range b {
		b[i] = cardLetters[b[i]%32]
	}
	return string(b[:])
}

// newPIN makes a PIN of six digits.
func newPIN() string {
	n, _ := rand.Int(rand.Reader, big.NewInt(1_000_000)) // the system's random source never fails
	return fmt.Sprintf("%06d", n)
}

// cardCodeHash is what the store keeps of a code, and finds a card by. Case,
// spaces, hyphens and look-alikes of a typed code do not matter.
func (k Keys) cardCodeHash(code string) string {
	code = strings.NewReplacer(" ", "", "-", "", "O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(code))
	return hex.EncodeToString(tag(k.Card, "code", code))
}

// pinHash is what the store keeps of the PIN of the card with that id.
func (k Keys) pinHash(card, pin string) string {
	return hex.EncodeToString(tag(k.Card, "pin", card, strings.TrimSpace(pin)))
}

// deviceSecret is the key of the macs of a judge's device, 32 bytes: derived,
// never stored, so that a restored server knows every tablet again.
func (k Keys) deviceSecret(judge, dev string) []byte { return tag(k.Device, "secret", judge, dev) }

// deviceToken is the Bearer of a judge's device: "dv1.<judge>.<device>.<hmac>".
func (k Keys) deviceToken(judge, dev string) string {
	return "dv1." + judge + "." + dev + "." + base64url.EncodeToString(tag(k.Device, "token", judge, dev))
}

// deviceOf returns the judge and the device whose Bearer this is. The
// comparison takes the same time for every wrong one.
func (k Keys) deviceOf(bearer string) (judge, dev string, ok bool) {
	parts := strings.Split(bearer, ".")
	if len(parts) != 4 || !CheckID(parts[1]) || !CheckID(parts[2]) {
		return "", "", false
	}
	return parts[1], parts[2], hmac.Equal([]byte(bearer), []byte(k.deviceToken(parts[1], parts[2])))
}

// tag is HMAC-SHA256 over the parts, each ended by a zero byte; the first names
// the use, so that no value serves two.
func tag(key []byte, parts ...string) []byte {
	m := hmac.New(sha256.New, key)
	for _, p := range parts {
		m.Write([]byte(p))
		m.Write([]byte{0})
	}
	return m.Sum(nil)
}
