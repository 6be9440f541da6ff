package web

// Texts in three languages: one catalogue for pages, problems and scripts.

import (
	"embed"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"dovar/judging"
)

//go:embed locales/*.json
var localeFiles embed.FS

// Languages of every page, the first one where nothing else decides.
var Languages = []string{"tg", "ru", "en"}

// A catalogue holds every text by key, in every language. Plural forms are
// chosen by go-i18n; its Tajik rule is ours to keep: one form for 0 and 1.
type catalogue struct {
	texts      map[string]map[string]any // as in the files, by language and key
	localizers map[string]*i18n.Localizer
}

// words is the catalogue of the files under locales.
var words = mustCatalogue()

func mustCatalogue() *catalogue {
	c := &catalogue{texts: map[string]map[string]any{}, localizers: map[string]*i18n.Localizer{}}
	bundle := i18n.NewBundle(language.English)
	for _, lang := range Languages {
		name := "locales/" + lang + ".json"
		body, err := localeFiles.ReadFile(name)
		if err != nil {
			panic(err)
		}
		var texts map[string]any
		if err := json.Unmarshal(body, &texts); err != nil {
			panic(name + ": " + err.Error())
		}
		c.texts[lang] = texts
		bundle.MustParseMessageFileBytes(body, lang+".json")
		c.localizers[lang] = i18n.NewLocalizer(bundle, lang)
	}
	return c
}

// say returns the text of key in lang; args are pairs of name and value, and
// "count" chooses the plural form. A missing key shows itself.
func (c *catalogue) say(lang, key string, args ...any) string {
	named := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		named[args[i].(string)] = args[i+1]
	}
	return c.sayMap(lang, key, named)
}

// has reports whether there is a text of that key.
func (c *catalogue) has(key string) bool {
	_, ok := c.texts["en"][key]
	return ok
}

func (c *catalogue) sayMap(lang, key string, args map[string]any) string {
	message, ok := c.texts[lang][key]
	if !ok {
		return key
	}
	count := args["count"]
	if _, one := message.(string); one { // the same for every count
		count = nil
	}
	text, err := c.localizers[lang].Localize(&i18n.LocalizeConfig{
		MessageID: key, TemplateData: args, PluralCount: count,
	})
	if err != nil {
		return key
	}
	return text
}

// inlineWords is what a page's script reads from its element #i18n.
type inlineWords struct {
	Lang  string         `json:"lang"`
	Texts map[string]any `json:"texts"`
}

// part returns the texts of lang whose keys begin with one of the prefixes.
func (c *catalogue) part(lang string, prefixes ...string) inlineWords {
	texts := map[string]any{}
	for key, text := range c.texts[lang] {
		for _, prefix := range prefixes {
			if strings.HasPrefix(key, prefix) {
				texts[key] = text
			}
		}
	}
	return inlineWords{lang, texts}
}

// keyFor is the key of the text that speaks of referees, if there is one and only
// they write sheets; else the key itself.
func keyFor(refereed bool, key string) string {
	if refereed && words.has(key+".referee") {
		key += ".referee"
	}
	return key
}

// partFor is part, in the words of keyFor.
func (c *catalogue) partFor(refereed bool, lang string, prefixes ...string) inlineWords {
	part := c.part(lang, prefixes...)
	for key := range part.Texts {
		part.Texts[key] = c.texts[lang][keyFor(refereed, key)]
	}
	return part
}

// The language chosen on a page is kept in this cookie.
const langCookie = "lang"

var matcher = language.NewMatcher([]language.Tag{
	language.MustParse("tg"), language.Russian, language.English,
})

// languageOf decides the language of a request: the query, the cookie, what
// the browser asks for, the event's first language; then Tajik.
func languageOf(r *http.Request, event *judging.Event) string {
	if lang := known(r.URL.Query().Get("lang")); lang != "" {
		return lang
	}
	if cookie, err := r.Cookie(langCookie); err == nil {
		if lang := known(cookie.Value); lang != "" {
			return lang
		}
	}
	tags, _, err := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
	if err == nil && len(tags) > 0 {
		if _, i, confidence := matcher.Match(tags...); confidence > language.No {
			return Languages[i]
		}
	}
	if event != nil && len(event.Languages) > 0 {
		return known(event.Languages[0])
	}
	return Languages[0]
}

// known returns lang when it is one of ours, "" otherwise.
func known(lang string) string {
	for _, l := range Languages {
		if l == lang {
			return l
		}
	}
	return ""
}
