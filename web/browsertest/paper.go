package browsertest

// Pages as they come out of a printer.

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// PDF prints the tab on paper of the size that its CSS names, as "save as PDF"
// does, and keeps it with the pictures.
func PDF(t testing.TB, ctx context.Context, name string) []byte {
	t.Helper()
	limit, cancel := context.WithTimeout(ctx, time.Minute)
	defer cancel()
	yes := true
	out, err := chromedp.Run(limit, func(ctx context.Context, target *chromedp.Target) (page.PrintToPDFResult, error) {
		return cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &yes})
	})
	if err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("DOVAR_PICTURES"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), out.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return out.Data
}

// Pages is how many pages a PDF of Chromium's has: it writes page objects plain.
func Pages(pdf []byte) int {
	text := string(pdf)
	return strings.Count(text, "/Type /Page") - strings.Count(text, "/Type /Pages")
}

// Paper shows the tab as it would be printed, or on the screen again.
func Paper(t testing.TB, ctx context.Context, on bool) {
	t.Helper()
	media := ""
	if on {
		media = "print"
	}
	Run(t, ctx, chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: media})
		return err
	}))
}
