package judging

// Ids: 128 random bits, written as 22 characters of base64url without padding.

import (
	"crypto/rand"
	"encoding/base64"
)

// base64url refuses set bits behind the last byte, so that an id has one spelling.
var base64url = base64.RawURLEncoding.Strict()

// NewID makes an id from the system's random source, which never fails. None
// begins with '-': on a command line that would be a flag.
func NewID() string {
	for {
		var b [16]byte
		rand.Read(b[:])
		if id := base64url.EncodeToString(b[:]); id[0] != '-' {
			return id
		}
	}
}

// CheckID reports whether s is the one spelling of 128 bits.
func CheckID(s string) bool {
	b, err := base64url.DecodeString(s)
	return err == nil && len(b) == 16 && base64url.EncodeToString(b) == s // the decoder skips line breaks
}
