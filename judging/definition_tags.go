package judging

// What the tags of definition.go ask of one value.

import (
	"reflect"
	"regexp"
	"strings"

	"dovar/scoring"
)

// formats are the values of the tag format: what is wrong with a string, "" for
// nothing.
var formats = map[string]func(string) (code string){
	"slug": unless(idForm.MatchString, "slug"),
	"url":  unless(regexp.MustCompile(`^https?://[^\s/]+\S*$`).MatchString, "url"),
	"text": func(s string) string {
		switch strings.TrimSpace(s) {
		case "":
			return "text-missing"
		case s:
			return ""
		}
		return "text-trimmed"
	},
}

func unless(is func(string) bool, code string) func(string) string {
	return func(s string) string {
		if is(s) {
			return ""
		}
		return code
	}
}

// signs are the values of the tag sign.
var signs = map[string]struct {
	is   func(sign int) bool
	code string
}{
	"> 0":  {func(sign int) bool { return sign > 0 }, "above-0"},
	">= 0": {func(sign int) bool { return sign >= 0 }, "not-below-0"},
	"< 0":  {func(sign int) bool { return sign < 0 }, "below-0"},
}

// anyTypes are the words of the tag types, with the YAML tag that tells them.
var anyTypes = map[string]struct {
	of  reflect.Type
	tag string
}{
	"string":  {reflect.TypeFor[string](), "!!str"},
	"text":    {reflect.TypeFor[Text](), "!!map"},
	"int":     {reflect.TypeFor[int](), "!!int"},
	"decimal": {decimalType, "!!str"},
}

// choices are the values that the tags enum and methods allow; nil for any.
func choices(tag reflect.StructTag) (values []string) {
	if enum := tag.Get("enum"); enum != "" {
		values = strings.Split(enum, ",")
	}
	for _, m := range scoring.Methods(scoring.Part(tag.Get("methods"))) {
		values = append(values, m.Name)
	}
	return values
}
