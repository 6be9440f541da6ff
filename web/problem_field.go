package web

// Fields that break a rule, of a definition and of any request: what the loader
// and huma say becomes a code, a text and the field in the caller's language.

import (
	"errors"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"dovar/judging"
)

// A FieldProblem is one field that breaks a rule. Code is stable; Message is the
// text of "wrong.<code>" and Field the place, both in the caller's language.
type FieldProblem struct {
	Location string         `json:"location,omitempty" doc:"in the request, like body.title, or in a definition, like stages[0].title.ru; \".\" is the whole"`
	Field    string         `json:"field,omitempty" doc:"the location in words, in the caller's language"`
	Code     string         `json:"code" doc:"stable name of the rule"`
	Args     map[string]any `json:"args,omitempty" doc:"values of the message"`
	Message  string         `json:"message" doc:"in the caller's language"`
}

func wrongDefinition(lang string, p judging.DefinitionProblem) FieldProblem {
	return wrongField(lang, p.Path, p.Steps, p.Code, p.Args)
}

func wrongField(lang, location string, steps []judging.PathStep, code string, args map[string]any) FieldProblem {
	said, plain := map[string]any{}, map[string]any{}
	for name, value := range args {
		said[name], plain[name] = ruleValue(lang, value), value
		switch v := value.(type) {
		case []string:
			said[name] = strings.Join(v, ", ")
		case *judging.Error:
			said[name], plain[name] = words.sayMap(lang, "problem."+v.Code, v.Args), v.Code
		}
	}
	return FieldProblem{location, fieldWords(lang, steps), code, plain, words.sayMap(lang, "wrong."+code, said)}
}

// fieldWords says a place: «Этап «Защита», критерий «Оформление», шаг». A step
// that has no word stands as it is written.
func fieldWords(lang string, steps []judging.PathStep) string {
	if len(steps) == 0 {
		return capital(words.say(lang, "field.all"))
	}
	var path, said []string
	for _, step := range steps {
		path = append(path, step.Field)
		word := fieldWord(lang, path, step.No > 0)
		switch title := titleIn(lang, step.Title); {
		case title != "":
			word = words.say(lang, "field.titled", "word", word, "title", title)
		case step.No > 0:
			word = words.say(lang, "field.numbered", "word", word, "no", step.No)
		case step.Key != "":
			word = words.say(lang, "field.titled", "word", word, "title", step.Key)
		}
		said = append(said, word)
	}
	return capital(strings.Join(said, ", "))
}

// fieldWord is the word of the last name of a path, or of one item of it: the
// one that knows most of the names before it.
func fieldWord(lang string, path []string, one bool) string {
	prefixes := []string{"field."}
	if one {
		prefixes = []string{"field.one.", "field."}
	}
	for _, prefix := range prefixes {
		for i := range path {
			if key := prefix + strings.Join(path[i:], "."); words.has(key) {
				return words.say(lang, key)
			}
		}
	}
	return path[len(path)-1]
}

// titleIn is the title in lang, or in the first language that has one.
func titleIn(lang string, title judging.Text) string {
	for _, l := range append([]string{lang}, Languages...) {
		if text := strings.TrimSpace(title.In(l)); text != "" {
			return text
		}
	}
	return ""
}

func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// A schemaRule is a sentence in which huma refuses a field, as it formats it,
// with the code and the names of its values. "field" is the field that is
// missing in the place that is named.
type schemaRule struct {
	sentence, code string
	args           []string
}

var schemaRules = []schemaRule{
	{validation.MsgUnexpectedProperty, "unknown", nil},
	{"unknown query parameter", "unknown", nil},
	{validation.MsgExpectedRequiredProperty, "missing", []string{"field"}},
	{validation.MsgExpectedDependentRequiredProperty, "missing", []string{"field", "beside"}},
	{"required %s parameter is missing", "missing", []string{"in"}},
	{"request body is required", "missing", nil},
	{validation.MsgExpectedBoolean, "boolean", nil},
	{"invalid boolean", "boolean", nil},
	{validation.MsgExpectedNumber, "number", nil},
	{"invalid float", "number", nil},
	{validation.MsgExpectedInteger, "integer", nil},
	{"invalid integer", "integer", nil},
	{validation.MsgExpectedString, "string", nil},
	{validation.MsgExpectedArray, "list", nil},
	{validation.MsgExpectedObject, "mapping", nil},
	{validation.MsgExpectedArrayItemsUnique, "duplicate", nil},
	{validation.MsgExpectedOneOf, "choice", []string{"values"}},
	{validation.MsgExpectedMinimumNumber, "least", []string{"least"}},
	{validation.MsgExpectedExclusiveMinimumNumber, "above", []string{"above"}},
	{validation.MsgExpectedMaximumNumber, "most", []string{"most"}},
	{validation.MsgExpectedExclusiveMaximumNumber, "below", []string{"below"}},
	{validation.MsgExpectedNumberBeMultipleOf, "multiple", []string{"of"}},
	{validation.MsgExpectedMinLength, "length-least", []string{"least"}},
	{validation.MsgExpectedMaxLength, "length-most", []string{"most"}},
	{validation.MsgExpectedMinItems, "too-few", []string{"least"}},
	{validation.MsgExpectedMaxItems, "too-many", []string{"most"}},
	{validation.MsgExpectedMinProperties, "too-few", []string{"least"}},
	{validation.MsgExpectedMaxProperties, "too-many", []string{"most"}},
	{validation.MsgExpectedRFC3339DateTime, "date-time", nil},
	{validation.MsgExpectedRFC3339Date, "date", nil},
	{validation.MsgExpectedRFC3339Time, "form", nil},
	{validation.MsgExpectedRFC1123DateTime, "form", nil},
	{validation.MsgExpectedRFC5322Email, "form", []string{"cause"}},
	{validation.MsgExpectedRFC5890Hostname, "form", nil},
	{validation.MsgExpectedRFC2673IPv4, "form", nil},
	{validation.MsgExpectedRFC2373IPv6, "form", nil},
	{validation.MsgExpectedRFCIPAddr, "form", nil},
	{validation.MsgExpectedRFC3986URI, "form", []string{"cause"}},
	{validation.MsgExpectedRFC4122UUID, "form", []string{"cause"}},
	{validation.MsgExpectedRFC6570URITemplate, "form", nil},
	{validation.MsgExpectedRFC6901JSONPointer, "form", nil},
	{validation.MsgExpectedRFC6901RelativeJSONPointer, "form", nil},
	{validation.MsgExpectedRegexp, "form", []string{"cause"}},
	{validation.MsgExpectedDuration, "form", []string{"cause"}},
	{validation.MsgExpectedBase64String, "form", nil},
	{validation.MsgExpectedMatchPattern, "form", []string{"pattern"}},
	{validation.MsgExpectedBePattern, "form", []string{"pattern"}},
	{validation.MsgExpectedMatchAtLeastOneSchema, "other", nil},
	{validation.MsgExpectedMatchExactlyOneSchema, "other", nil},
	{validation.MsgExpectedNotMatchSchema, "other", nil},
	{validation.MsgExpectedPropertyNameInObject, "other", nil},
}

// schemaGrammars read the sentences of schemaRules back.
var schemaGrammars = mapped(schemaRules, func(r schemaRule) *regexp.Regexp {
	return regexp.MustCompile("(?s)^" + strings.NewReplacer("%v", "(.*)", "%s", "(.*)", "%d", "(.*)").Replace(regexp.QuoteMeta(r.sentence)) + "$")
})

// schemaProblem says one refusal of huma.
func schemaProblem(lang string, err error) FieldProblem {
	var detailed huma.ErrorDetailer
	detail := &huma.ErrorDetail{Message: err.Error()}
	if errors.As(err, &detailed) {
		detail = detailed.ErrorDetail()
	}
	location, code, args := detail.Location, "other", map[string]any{}
	for i, rule := range schemaRules {
		values := schemaGrammars[i].FindStringSubmatch(detail.Message)
		if values == nil {
			continue
		}
		code = rule.code
		for j, name := range rule.args {
			args[name] = values[j+1]
		}
		break
	}
	if field, inside := args["field"].(string); inside {
		location = strings.TrimPrefix(location+"."+field, ".")
		delete(args, "field")
	}
	_, place, _ := strings.Cut(location, ".") // after body, query, path or header
	return wrongField(lang, location, judging.Definition{}.Steps(place), code, args)
}
