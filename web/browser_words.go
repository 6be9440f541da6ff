package web

// A browser in plain words, from what it says of itself.

import "strings"

// browserNames and systemNames are looked for in a User-Agent in this order:
// most browsers also say that they are another one. The names are proper and
// need no translation.
var (
	browserNames = [][2]string{
		{"YaBrowser/", "Yandex"}, {"Edg", "Edge"}, {"OPR/", "Opera"}, {"SamsungBrowser/", "Samsung"}, {"UCBrowser/", "UC Browser"},
		{"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"},
	}
	systemNames = [][2]string{
		{"Android", "Android"}, {"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Windows", "Windows"}, {"CrOS", "ChromeOS"},
		{"Mac OS", "macOS"}, {"Linux", "Linux"},
	}
)

// browserWords is, for example, "Chrome, Windows".
func browserWords(lang, agent string) string {
	found := []string{}
	for _, names := range [][][2]string{browserNames, systemNames} {
		for _, n := range names {
			if strings.Contains(agent, n[0]) {
				found = append(found, n[1])
				break
			}
		}
	}
	if len(found) == 0 {
		return words.say(lang, "browser.unknown")
	}
	return strings.Join(found, ", ")
}
