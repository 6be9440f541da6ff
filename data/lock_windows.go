package data

// One server per data folder, on Windows.

import (
	"io"
	"os"
	"syscall"
)

// lockFile holds file until it is closed or the process ends, however it ends:
// it is opened without a share mode, so that no other can open it.
func lockFile(file string) (io.Closer, error) {
	name, err := syscall.UTF16PtrFromString(file)
	if err != nil {
		return nil, err
	}
	handle, err := syscall.CreateFile(name, syscall.GENERIC_READ|syscall.GENERIC_WRITE, 0, nil,
		syscall.OPEN_ALWAYS, syscall.FILE_ATTRIBUTE_NORMAL, 0)
	if err != nil {
		return nil, &os.PathError{Op: "lock", Path: file, Err: err}
	}
	return os.NewFile(uintptr(handle), file), nil
}
