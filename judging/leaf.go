package judging

// The leaf of a journal row: what a transparency log is made of.

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

// Leaf returns the leaf of a row, lower-case hex; see [Row] for its form. at is
// RFC 3339 in UTC with milliseconds, v is 1. Who has salt and body can compute
// it; without the salt it says nothing about the body. Pub and Actor are not
// in it. The byte 0x00 sets a leaf apart from an inner node (RFC 6962, 2.1).
func Leaf(r Row, salt []byte) (string, error) {
	commit := hmac.New(sha256.New, salt)
	commit.Write(r.Body)
	leaf, err := Canon(map[string]any{
		"v":       1,
		"contest": r.Log,
		"n":       r.N,
		"kind":    r.Kind,
		"at":      Stamp(r.At),
		"commit":  hex.EncodeToString(commit.Sum(nil)),
	})
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(append([]byte{0x00}, leaf...))
	return hex.EncodeToString(sum[:]), nil
}
