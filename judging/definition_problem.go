package judging

// What is wrong with a definition: a place, a code and values, which whoever
// shows it says in his own language. The English of the loader's lines is in
// definition_texts.go.

import (
	"fmt"
	"reflect"
	"regexp"
	"strconv"
	"strings"
)

// A DefinitionProblem is one rule of the schema that a definition breaks. Path
// is where, like stages[0].criteria[2].max; "." is the whole. Code is stable and
// the key "wrong.<Code>" of the catalogues, whose text may use Args.
type DefinitionProblem struct {
	File  string
	Path  string
	Steps []PathStep // Path, with the titles of what it leads through
	Code  string
	Args  map[string]any
}

func (p DefinitionProblem) String() string {
	line := p.Path + ": " + p.text()
	if p.File == "" {
		return line
	}
	return p.File + ": " + line
}

// text is the English of the problem.
func (p DefinitionProblem) text() string {
	text := DefinitionTexts[p.Code]
	for name, value := range p.Args {
		said := fmt.Sprint(value)
		if list, ok := value.([]string); ok {
			said = strings.Join(list, ", ")
		}
		text = strings.ReplaceAll(text, "{{."+name+"}}", said)
	}
	return text
}

// Problems is all that is wrong with a definition, in the order found.
type Problems []DefinitionProblem

func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, problem := range p {
		lines[i] = problem.String()
	}
	return strings.Join(lines, "\n")
}

// A PathStep is one name of a path: a field, or an item of a list or mapping.
type PathStep struct {
	Field string // of the schema; the two numbers of a range are "members.0" and "members.1"
	No    int    // of the item in its list, from 1; 0 for the field itself
	Key   string // of the item in its mapping
	Title Text   // of the item, where it has one: what was typed so far
}

var pathGrammar = regexp.MustCompile(`([^.\[\]]+)((?:\[\d+\])*)`)

// Steps takes a path apart and looks up what it leads through. It reads any
// path; of one that the definition does not have the steps bear no titles.
func (d Definition) Steps(path string) (steps []PathStep) {
	at := reflect.ValueOf(d)
	for _, m := range pathGrammar.FindAllStringSubmatch(path, -1) {
		if name := m[1]; at.Kind() == reflect.Map {
			at = inside(at.MapIndex(reflect.ValueOf(name)))
			steps[len(steps)-1].Key = name
		} else {
			at = inside(fieldNamed(at, name))
			steps = append(steps, PathStep{Field: name})
		}
		i, err := strconv.Atoi(strings.Trim(m[2], "[]"))
		step := &steps[len(steps)-1]
		switch {
		case err != nil:
		case at.Kind() == reflect.Array:
			step.Field = fmt.Sprintf("%s.%d", step.Field, i)
		default:
			at = item(at, i)
			step.No, step.Title = i+1, titleOf(at)
		}
	}
	return steps
}

// inside is what a pointer or an interface holds.
func inside(v reflect.Value) reflect.Value {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	return v
}

// fieldNamed is the field of a struct that JSON calls name.
func fieldNamed(v reflect.Value, name string) reflect.Value {
	if v.Kind() != reflect.Struct {
		return reflect.Value{}
	}
	for _, f := range reflect.VisibleFields(v.Type()) {
		if tag, _, _ := strings.Cut(f.Tag.Get("json"), ","); tag == name && !f.Anonymous {
			return v.FieldByIndex(f.Index)
		}
	}
	return reflect.Value{}
}

func item(v reflect.Value, i int) reflect.Value {
	if v.Kind() != reflect.Slice || i >= v.Len() {
		return reflect.Value{}
	}
	return inside(v.Index(i))
}

// titleOf is what an item of a list is called.
func titleOf(v reflect.Value) Text {
	for _, name := range []string{"title", "label"} {
		if title, ok := valueOf(fieldNamed(v, name)).(Text); ok {
			return title
		}
	}
	name, _ := valueOf(fieldNamed(v, "name")).(string)
	return Text{EN: name, RU: name, TG: name}
}

func valueOf(v reflect.Value) any {
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}
