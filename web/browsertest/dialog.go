package browsertest

import (
	"context"
	"sync/atomic"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// Agree answers every question that the tab asks in a dialog of the browser,
// such as whether to leave with unsaved changes, with yes; it counts them.
func Agree(t testing.TB, tab context.Context) *atomic.Int32 {
	t.Helper()
	asked := new(atomic.Int32)
	dialogs := chromedp.Events(tab, page.JavascriptDialogOpening)
	go func() {
		for _, err := range dialogs {
			if err != nil {
				return
			}
			asked.Add(1)
			go chromedp.Call(tab, page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{Accept: true})
		}
	}()
	return asked
}
