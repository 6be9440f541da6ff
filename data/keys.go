package data

// The server's secrets, in files beside the database.

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"dovar/judging"
)

// loadKeys reads the secrets in dir/keys, one file each, 32 bytes as hex. It
// makes missing ones only beside a database that is still to be made: with new
// keys an old database would know no tablet and no card again.
func loadKeys(dir string, fresh bool) (k judging.Keys, err error) {
	dir = filepath.Join(dir, "keys")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return k, err
	}
	for name, key := range map[string]*[]byte{"device": &k.Device, "receipt": &k.Receipt, "card": &k.Card} {
		if *key, err = loadKey(filepath.Join(dir, name), fresh); err != nil {
			return k, err
		}
	}
	return k, nil
}

func loadKey(file string, fresh bool) ([]byte, error) {
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		if fresh {
			return makeKey(file)
		}
		return nil, fmt.Errorf("the key %s is missing; put it back from its copy", file)
	}
	if err != nil {
		return nil, err
	}
	key, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(key) != 32 {
		return nil, fmt.Errorf("the key %s is not 32 bytes in hex; put it back from its copy", file)
	}
	return key, nil
}

// makeKey writes a new key under another name first, so that a file with the
// name of a key is always a whole one.
func makeKey(file string) ([]byte, error) {
	key := make([]byte, 32)
	rand.Read(key)
	half, err := os.OpenFile(file+".new", os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	_, err = fmt.Fprintln(half, hex.EncodeToString(key))
	if err = errors.Join(err, half.Sync(), half.Close()); err != nil {
		return nil, err
	}
	if err := os.Rename(half.Name(), file); err != nil {
		return nil, err
	}
	// A power cut must not take the name back. Windows has no such call.
	if folder, err := os.Open(filepath.Dir(file)); err == nil {
		folder.Sync()
		folder.Close()
	}
	return key, nil
}
