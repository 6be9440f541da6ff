package judging

// Ids: 128 bits, random but for sheets, written as 22 characters of base64url without padding.

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
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

// named gives a sheet that is made its id: the same for the same place of the same
// judge. After a restore a match or a run made again has a new sheet; so it is the
// one that tablets still have results of.
func (sh Sheet) named() Sheet {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %s %d %+v", sh.Stage, sh.Entry, sh.Judge, sh.Attempt, sh.Turn))
	for sh.ID = ""; sh.ID == "" || sh.ID[0] == '-'; sum = sha256.Sum256(sum[:]) {
		sh.ID = base64url.EncodeToString(sum[:16])
	}
	return sh
}

// CheckID reports whether s is the one spelling of 128 bits.
func CheckID(s string) bool {
	b, err := base64url.DecodeString(s)
	return err == nil && len(b) == 16 && base64url.EncodeToString(b) == s // the decoder skips line breaks
}
