package web_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dovar/judging"
	"dovar/web"
	"dovar/web/browsertest"
)

// A person signs in where a browser is strict: over plain HTTP under a name
// that it does not trust as it trusts localhost, and over TLS.
func TestSignInBrowser(t *testing.T) {
	s := newSite(t, func(c *web.Config) { c.InsecureLAN = true })
	_, err := s.service.AddUser(s.ctx, s.system, "Мунира", judging.Organizer, password)
	s.ok(err)
	secure := httptest.NewTLSServer(s.Handler())
	defer secure.Close()
	chromium := browsertest.Open(t, "host-resolver-rules", "MAP dovar.test 127.0.0.1", "ignore-certificate-errors", "")
	for _, base := range []string{
		strings.Replace(s.url, "127.0.0.1", "dovar.test", 1),
		strings.Replace(secure.URL, "127.0.0.1", "dovar.test", 1),
	} {
		browsertest.Run(t, chromium,
			chromedp.Navigate(base+"/organizer?lang=en"),
			chromedp.SendKeys("[name=name]", "Мунира"), chromedp.SendKeys("[name=password]", password),
			chromedp.Submit("form.stack"),
		)
		browsertest.Until(t, chromium, "the organizer's page", `document.querySelector('.held h2') && document.querySelector('.held h2').textContent === 'ICT Week'`)
		if browsertest.Eval[string](t, chromium, `location.pathname`) != "/organizer" {
			t.Errorf("%s: not at the organizer's page", base)
		}
		banner := browsertest.Eval[bool](t, chromium, `!!document.querySelector('.banner.need')`)
		if banner != strings.HasPrefix(base, "http:") {
			t.Errorf("%s: banner %v", base, banner)
		}
		if cookie := browsertest.Eval[string](t, chromium, `document.cookie`); strings.Contains(cookie, "dovar") {
			t.Errorf("%s: a script reads the session: %s", base, cookie)
		}
		browsertest.Keep(t, chromium, "organizer")
	}
}
