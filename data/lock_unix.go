//go:build !windows

package data

// One server per data folder, on Unix.

import (
	"io"
	"os"
	"syscall"
)

// lockFile holds file until it is closed or the process ends, however it ends.
func lockFile(file string) (io.Closer, error) {
	f, err := os.OpenFile(file, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}
