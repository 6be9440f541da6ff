// Package browsertest opens a real Chromium for tests, here and in cmd/dovar. A
// machine without one fails the test: `make setup` installs it, DOVAR_CHROMIUM
// names another.
package browsertest

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Open starts a Chromium with a profile of its own and returns the context of
// its first tab; both end with the test. flags are further switches, such as
// "host-resolver-rules", "MAP dovar.test 127.0.0.1".
func Open(t testing.TB, flags ...string) context.Context {
	t.Helper()
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path(t)),
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.WSURLReadTimeout(time.Minute),
	)
	if os.Geteuid() == 0 { // Chromium refuses its sandbox to root
		options = append(options, chromedp.NoSandbox)
	}
	for i := 0; i+1 < len(flags); i += 2 {
		options = append(options, chromedp.Flag(flags[i], flags[i+1]))
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	first(t, ctx)
	return ctx
}

// path finds the browser.
func path(t testing.TB) string {
	if p := os.Getenv("DOVAR_CHROMIUM"); p != "" {
		return p
	}
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	t.Fatal("no Chromium: run `make setup`, or name one in DOVAR_CHROMIUM")
	return ""
}

// Device opens another tab with cookies and storage of its own, as another
// tablet has them.
func Device(t testing.TB, browser context.Context) context.Context {
	t.Helper()
	ctx, cancel := chromedp.NewContext(browser, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	first(t, ctx)
	return ctx
}

// first opens the context's tab: what it belongs to lives as long as the
// context of this first action, so there is no limit on it.
func first(t testing.TB, ctx context.Context) {
	t.Helper()
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil {
		t.Fatal(err)
	}
}

// Run runs actions with a limit of a minute and fails the test on an error.
func Run(t testing.TB, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	limit, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	if err := chromedp.Do(limit, actions...); err != nil {
		t.Fatal(err)
	}
}

// Eval evaluates JavaScript, waits for its promise, and returns the value.
func Eval[T any](t testing.TB, ctx context.Context, js string) T {
	t.Helper()
	limit, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	v, err := chromedp.Run(limit, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// Until waits until the JavaScript expression is true of a page that has
// arrived whole, through reloads, for a minute: on a page that still arrives a
// row is missing, or slides away under the finger; a page that has lost its
// server may take half a minute until it asks again. what says in words what
// was waited for.
func Until(t testing.TB, ctx context.Context, what, js string) {
	t.Helper()
	until(t, ctx, what, `document.readyState === "complete" && Boolean(`+js+`)`, func(is bool) string {
		return map[bool]string{false: "no"}[is]
	})
}

// until asks for the value of the JavaScript expression until amiss says
// nothing, for a minute.
func until[T any](t testing.TB, ctx context.Context, what, js string, amiss func(T) string) (got T) {
	t.Helper()
	limit, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	tick := time.NewTicker(30 * time.Millisecond)
	defer tick.Stop()
	for {
		// While a page loads there may be nothing to ask.
		got, err := chromedp.Run(limit, chromedp.Evaluate[T](js, chromedp.EvalAwaitPromise))
		why := fmt.Sprint(err)
		if err == nil {
			if why = amiss(got); why == "" {
				return got
			}
		}
		select {
		case <-tick.C:
		case <-limit.Done():
			t.Fatalf("waited for %s (%s); the page reads:\n%s", what, why, Eval[string](t, ctx, `document.body.innerText.slice(0, 1500)`))
		}
	}
}

// Size gives the tab the size of a screen in CSS pixels; below 500 it is a phone.
func Size(t testing.TB, ctx context.Context, width, height int64) {
	t.Helper()
	options := []chromedp.EmulateViewportOption{}
	if width < 500 {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	Run(t, ctx, chromedp.EmulateViewport(width, height, options...))
}

// Keep writes a picture of the tab to the folder DOVAR_PICTURES, for eyes;
// without it nothing happens.
func Keep(t testing.TB, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("DOVAR_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
