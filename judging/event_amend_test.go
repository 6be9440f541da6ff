package judging

import "testing"

func TestCleanAddress(t *testing.T) {
	for address, want := range map[string]string{
		"http://192.168.1.10:8080": "http://192.168.1.10:8080", " https://Dovar.Example/ ": "https://dovar.example",
		"http://[fd00::2]:8080": "http://[fd00::2]:8080",
		"192.168.1.10:8080":     "", "ftp://a": "", "http://": "", "http://a/b": "", "http://a?b": "", "http://a#b": "",
		"http://u:p@a": "", "http://a b": "", "javascript:alert(1)": "", "": "", "http://a;b": "",
	} {
		got, ok := CleanAddress(address)
		if got != want || ok != (want != "") {
			t.Errorf("%q: %q %v, want %q", address, got, ok, want)
		}
	}
}
