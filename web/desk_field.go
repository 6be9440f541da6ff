package web

// Fields of the desk's forms: one way to draw a label, a value, a hint, and
// what was wrong with it.

import (
	"fmt"
	"strings"
)

// A field is drawn by the templates "field" and "choice".
type field struct {
	Name, Label, Hint, Value, Error, Type, Mode, List, Auto string
	Rows, Max                                               int
	Required                                                bool
	Options                                                 []option
}

// An option of a choice.
type option struct{ Value, Label string }

// Field draws the input of that name: label "desk.<key>", hint
// "desk.<key>.hint" where there is such a text. value stands in it until
// something else was typed. opts: required, type=, inputmode=, autocomplete=,
// list=, rows=, max=.
func (d *desk) Field(name, key string, value any, opts ...string) (field, error) {
	f := field{Name: name, Label: d.Text("desk." + key), Value: fmt.Sprint(value), Type: "text", Auto: "off", Max: 300}
	if value == nil {
		f.Value = ""
	}
	if hint := "desk." + key + ".hint"; words.has(hint) {
		f.Hint = d.Text(hint)
	}
	if d.Typed.Has(name) {
		f.Value = d.Typed.Get(name)
	}
	if d.Problem != nil && d.Problem.Args["field"] == name {
		f.Error = d.Problem.Title
	}
	for _, opt := range opts {
		key, value, _ := strings.Cut(opt, "=")
		switch key {
		case "required":
			f.Required = true
		case "type":
			if f.Type = value; value == "password" { // is never sent back
				f.Value = ""
			}
		case "inputmode":
			f.Mode = value
		case "autocomplete":
			f.Auto = value
		case "list":
			f.List = value
		case "rows":
			fmt.Sscan(value, &f.Rows)
		case "max":
			fmt.Sscan(value, &f.Max)
		default:
			return f, fmt.Errorf("field %s: option %s is not known", name, opt)
		}
	}
	return f, nil
}

// Choice draws a list to choose one of.
func (d *desk) Choice(name, key string, options []option, value any) (field, error) {
	f, err := d.Field(name, key, value)
	f.Options = options
	return f, err
}
