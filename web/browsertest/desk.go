package browsertest

// What an organizer's laptop does besides: a dark screen, files up and down.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Dark makes the tab prefer dark colours, or light ones.
func Dark(t testing.TB, ctx context.Context, dark bool) {
	t.Helper()
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	Run(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}))
}

// Upload puts files into the file field that the CSS selector names.
func Upload(t testing.TB, ctx context.Context, selector string, files ...string) {
	t.Helper()
	Until(t, ctx, selector, `document.querySelector("`+selector+`")`)
	Run(t, ctx, chromedp.SetUploadFiles(chromedp.CSS(selector), files))
}

// Download lets start begin a download, waits until the file is whole, and
// returns its path.
func Download(t testing.TB, ctx context.Context, start func()) string {
	t.Helper()
	dir := t.TempDir()
	Run(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
			Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
		})
		return err
	}))
	start()
	limit := time.After(time.Minute)
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		files, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(files) == 1 && !strings.HasSuffix(files[0].Name(), ".crdownload") && !strings.HasPrefix(files[0].Name(), ".") {
			return filepath.Join(dir, files[0].Name())
		}
		select {
		case <-tick.C:
		case <-limit:
			t.Fatalf("no file came: %v", files)
		}
	}
}
