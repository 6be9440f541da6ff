package web

// The rules of a contest in words: the lines that judging makes of a
// definition, filled into the catalogue's texts "rules.*".

import (
	"fmt"
	"strings"

	"dovar/judging"
)

// A ruleText is one line of the rules in one language; levels are those of
// [judging.RuleLine].
type ruleText struct {
	Level int    `json:"level"`
	Key   string `json:"key" doc:"which rule it is"`
	Text  string `json:"text"`
}

func rulesText(lang string, def judging.Definition) []ruleText {
	return mapped(judging.RulesText(def), func(line judging.RuleLine) ruleText {
		said := line
		said.Key = strings.TrimPrefix(keyFor(def.Refereed(), "rules."+line.Key), "rules.")
		return ruleText{line.Level, line.Key, ruleSaid(lang, said)}
	})
}

func ruleSaid(lang string, line judging.RuleLine) string {
	args := make(map[string]any, len(line.Args))
	for name, value := range line.Args {
		args[name] = ruleValue(lang, value)
	}
	return words.sayMap(lang, "rules."+line.Key, args)
}

// rulesLines returns the rules as plain lines: what belongs to a line stands
// two spaces further in than it.
func rulesLines(lang string, def judging.Definition) []string {
	return mapped(rulesText(lang, def), func(line ruleText) string {
		return strings.Repeat("  ", line.Level) + line.Text
	})
}

// ruleValue says a value of a rule as people of lang write it.
func ruleValue(lang string, value any) any {
	switch v := value.(type) {
	case judging.Text:
		return v.In(lang)
	case judging.Decimal:
		return showTotal(string(v), 0, lang)
	case judging.RuleWord:
		key := "rules." + string(v)
		if _, known := words.texts[lang][key]; known {
			return words.say(lang, key)
		}
		return strings.TrimPrefix(string(v), "field.")
	case []judging.Text:
		return ruleList(lang, v)
	case []judging.RuleWord:
		return ruleList(lang, v)
	case []judging.Decimal: // where a comma stands in a number, it does not stand between two
		return strings.ReplaceAll(ruleList(lang, v), ", ", "; ")
	case []int:
		return ruleList(lang, v)
	}
	return value
}

func ruleList[T any](lang string, list []T) string {
	said := mapped(list, func(v T) string { return fmt.Sprint(ruleValue(lang, v)) })
	return strings.Join(said, ", ")
}
