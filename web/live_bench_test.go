package web

// What the hub costs: CPU per delivered frame against a bare write(2) loop, time
// from publishing to the last viewer, memory of an idle viewer. The viewers live
// in a process of their own, so that their work is not counted.

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"dovar/judging"
)

// An audience is the other process: it opens sockets and swallows. Told a
// number of bytes, it answers when it has received so many, with the time that
// each socket's last of them came.
type audience struct {
	t   testing.TB
	in  io.WriteCloser
	out *bufio.Scanner
}

const sinkVariable = "DOVAR_TEST_SINK" // "address count bytes" makes the test binary a sink

func (h *hall) audience(n int) *audience {
	h.t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%s %d %d", sinkVariable, h.server.Listener.Addr(), n, len(wire(h.t, h.feed(h.stream).now.Load().frame))))
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err == nil {
		var out io.Reader
		if out, err = cmd.StdoutPipe(); err == nil {
			a := &audience{h.t, in, bufio.NewScanner(out)}
			a.out.Buffer(nil, 1<<20)
			if err = cmd.Start(); err == nil {
				h.t.Cleanup(func() {
					in.Close()
					cmd.Wait()
				})
				a.hear() // all sockets are open
				return a
			}
		}
	}
	h.t.Fatal(err)
	return nil
}

func (a *audience) hear() string {
	a.t.Helper()
	if !a.out.Scan() {
		a.t.Fatal("the audience has gone: ", a.out.Err())
	}
	return a.out.Text()
}

// expect announces bytes per viewer; the answer of hear follows when they came.
func (a *audience) expect(bytes int) { fmt.Fprintln(a.in, bytes) }

// sink is the audience's side.
func sink(target string) {
	var address string
	var n int
	var first int64 // bytes of the snapshot that greets
	fmt.Sscan(target, &address, &n, &first)
	var got, goal atomic.Int64
	var full sync.Mutex // locked until goal is reached
	full.Lock()
	arrived := make([]atomic.Int64, n)
	var open sync.WaitGroup
	for i := range n {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Fprintf(conn, "GET / HTTP/1.1\r\nHost: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n", address)
		open.Add(1)
		go func() {
			in := bufio.NewReaderSize(conn, 4<<10)
			if _, err := http.ReadResponse(in, nil); err != nil {
				return
			}
			if _, err := io.CopyN(io.Discard, in, first); err != nil {
				return
			}
			open.Done()
			buffer := make([]byte, 4<<10)
			for {
				k, err := in.Read(buffer)
				if err != nil {
					return
				}
				arrived[i].Store(time.Now().UnixNano())
				if total := got.Add(int64(k)); total >= goal.Load() && total-int64(k) < goal.Load() {
					full.Unlock()
				}
			}
		}()
	}
	open.Wait()
	fmt.Println("open")
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		var each int64
		fmt.Sscan(in.Text(), &each)
		goal.Store(got.Load() + each*int64(n))
		fmt.Println("ready")
		full.Lock()
		times := make([]int64, n)
		for i := range arrived {
			times[i] = arrived[i].Load()
		}
		text, _ := json.Marshal(times)
		fmt.Println(string(text))
	}
}

// wire is a message as it goes over the socket: unmasked, one frame (RFC 6455, 5.2).
func wire(t testing.TB, v any) []byte {
	body, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	if len(body) < 126 {
		return append([]byte{0x81, byte(len(body))}, body...)
	}
	return append([]byte{0x81, 126, byte(len(body) >> 8), byte(len(body))}, body...)
}

func cpu() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// sockets returns the viewers' file descriptors, split as the writers split them.
func (h *hall) sockets() [][]int {
	var out [][]int
	for _, w := range h.writers {
		w.mu.Lock()
		var fds []int
		for _, v := range append(slices.Clone(w.viewers), w.arrived...) {
			raw, err := v.conn.NetConn().(*net.TCPConn).SyscallConn()
			if err == nil {
				err = raw.Control(func(fd uintptr) { fds = append(fds, int(fd)) })
			}
			if err != nil {
				h.t.Fatal(err)
			}
		}
		w.mu.Unlock()
		out = append(out, fds)
	}
	return out
}

// bare writes the bytes to all sockets: the floor.
func bare(t testing.TB, sockets [][]int, message []byte) {
	var done sync.WaitGroup
	for _, fds := range sockets {
		done.Go(func() {
			for _, fd := range fds {
				if n, err := syscall.Write(fd, message); err != nil || n != len(message) {
					t.Error(n, err)
				}
			}
		})
	}
	done.Wait()
}

// BenchmarkFrameCPU compares the server's CPU time per delivered frame with
// that of a bare write(2) loop over the same sockets, bytes and number of
// goroutines: median of 5 interleaved runs. The ratio's bar is 1.35.
func BenchmarkFrameCPU(b *testing.B) {
	const viewers, rounds = 1000, 30
	h := newHall(b, testFrame(100, 0), time.Hour)
	a := h.audience(viewers)
	sockets := h.sockets()
	prev := testFrame(100, 0)
	for range b.N {
		var ours, floor []float64
		for range 5 {
			var hub, raw time.Duration
			for range rounds {
				next := h.frame(100)
				message := wire(b, judging.Diff(prev, next))
				prev = next
				a.expect(len(message))
				a.hear()
				begin := cpu()
				h.show(next)
				a.hear()
				hub += cpu() - begin

				a.expect(len(message))
				a.hear()
				begin = cpu()
				bare(b, sockets, message)
				a.hear()
				raw += cpu() - begin
			}
			ours = append(ours, float64(hub.Nanoseconds())/viewers/rounds)
			floor = append(floor, float64(raw.Nanoseconds())/viewers/rounds)
		}
		b.ReportMetric(median(ours), "cpu-ns/frame")
		b.ReportMetric(median(floor), "bare-ns/frame")
		b.ReportMetric(median(ours)/median(floor), "ratio")
		if ratio := median(ours) / median(floor); ratio > 1.35 {
			b.Errorf("ratio to a bare write(2) loop %.2f, at most 1.35", ratio)
		}
	}
}

// BenchmarkFrameLatency is the time from publishing to a viewer, 1,000 of them.
func BenchmarkFrameLatency(b *testing.B) {
	const viewers, rounds = 1000, 50
	h := newHall(b, testFrame(100, 0), time.Hour)
	a := h.audience(viewers)
	prev := testFrame(100, 0)
	for range b.N {
		var all []int64
		for range rounds {
			next := h.frame(100)
			a.expect(len(wire(b, judging.Diff(prev, next))))
			prev = next
			a.hear()
			begin := time.Now().UnixNano()
			h.show(next)
			var times []int64
			if err := json.Unmarshal([]byte(a.hear()), &times); err != nil {
				b.Fatal(err)
			}
			for _, at := range times {
				all = append(all, at-begin)
			}
		}
		slices.Sort(all)
		b.ReportMetric(float64(all[len(all)/2])/1e6, "p50-ms")
		b.ReportMetric(float64(all[len(all)*99/100])/1e6, "p99-ms")
	}
}

func median(v []float64) float64 {
	v = slices.Clone(v)
	slices.Sort(v)
	return v[len(v)/2]
}

// BenchmarkIdleViewer reports heap and stack of one idle viewer.
func BenchmarkIdleViewer(b *testing.B) {
	for range b.N {
		b.ReportMetric(idleViewer(b, 2000), "B/viewer")
	}
}

// An idle viewer costs at most 14 kB of heap and stack.
func TestIdleViewer(t *testing.T) {
	each := idleViewer(t, 500)
	t.Logf("%.0f bytes", each)
	if each > 14<<10 {
		t.Errorf("%.0f bytes, at most %d", each, 14<<10)
	}
}

func idleViewer(t testing.TB, n int) float64 {
	h := newHall(t, testFrame(100, 0), time.Hour)
	before := memory()
	h.audience(n)
	return float64(memory()-before) / float64(n)
}

// memory is heap and stack in use after two collections: the first one frees,
// the second one shrinks stacks and empties pools.
func memory() int64 {
	var m runtime.MemStats
	for range 3 {
		runtime.GC()
	}
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
