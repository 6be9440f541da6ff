//go:build linux && (amd64 || arm64)

package web

// What the kernel still holds of a socket, on Linux.

import (
	"net"
	"syscall"
	"unsafe"
)

// SO_MEMINFO of socket(7) fills the words of linux/sock_diag.h; a write blocks
// once the fifth reaches the send buffer.
const (
	soMemInfo  = 55
	wmemQueued = 5
)

// held returns the bytes of kernel memory that wait for the peer, packets'
// overhead included; a full buffer where that is not known.
func held(conn net.Conn) int {
	tcp, ok := tcpOf(conn)
	if !ok {
		return kernelBuffer
	}
	raw, err := tcp.SyscallConn()
	if err != nil {
		return kernelBuffer
	}
	var info [9]uint32
	size := uint32(unsafe.Sizeof(info))
	var failed syscall.Errno
	err = raw.Control(func(fd uintptr) {
		_, _, failed = syscall.Syscall6(syscall.SYS_GETSOCKOPT, fd, syscall.SOL_SOCKET, soMemInfo,
			uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
	})
	if err != nil || failed != 0 {
		return kernelBuffer
	}
	return int(info[wmemQueued])
}
