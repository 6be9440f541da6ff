package judging

// From bytes to a Definition: one strict reader for preset files and for the
// API. It reads everything, reports every problem and accepts nothing with one.

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

const (
	definitionBytes = 1 << 18 // of one definition; the largest preset has 16 kB
	definitionDepth = 32      // of nested lists and mappings; the schema needs 8
)

// LoadDefinition reads a preset file; file names it in problems, and its id
// must be the file's name without ".yaml". The error is [Problems].
func LoadDefinition(file string, text []byte) (Definition, error) {
	in := inspection{file: file}
	in.load(text, fromYAML)
	if len(in.problems) > 0 {
		return Definition{}, in.problems
	}
	return in.def, nil
}

// ParseDefinition reads a definition of the API: JSON of the same shape and
// under the same rules. The error is Invalid "definition-refused" and wraps
// [Problems].
func ParseDefinition(text []byte) (Definition, error) {
	var in inspection
	in.load(text, fromJSON)
	if len(in.problems) > 0 {
		return Definition{}, Fail(Invalid, "definition-refused").Because(in.problems)
	}
	return in.def, nil
}

// An inspection is one reading of a definition.
type inspection struct {
	file     string
	def      Definition
	problems Problems
	damaged  []string // sections of the root that could not be read whole
}

// load reads text into a tree, the tree into def by its shape, and then asks
// whether def makes sense.
func (in *inspection) load(text []byte, tree func([]byte) (*yaml.Node, *unread)) {
	root, wrong := (*yaml.Node)(nil), (*unread)(nil)
	switch {
	case len(text) > definitionBytes:
		wrong = &unread{"too-long", []any{"most", definitionBytes}}
	case !utf8.Valid(text):
		wrong = &unread{"not-utf8", nil}
	default:
		root, wrong = tree(text)
	}
	if wrong != nil {
		in.say("", wrong.code, wrong.args...)
	} else {
		in.readDefinition(root)
		in.checkMeaning()
	}
	for i, p := range in.problems {
		in.problems[i].Steps = in.def.Steps(p.Path)
	}
}

// say reports a problem; args are pairs of name and value.
func (in *inspection) say(at where, code string, args ...any) {
	if at == "" {
		at = "."
	}
	refused := Fail(Invalid, code, args...)
	in.problems = append(in.problems, DefinitionProblem{File: in.file, Path: string(at), Code: code, Args: refused.Args})
}

// damage reports a problem that leaves the section at at without a value, so
// that no later check speaks about what it could not read.
func (in *inspection) damage(at where, code string, args ...any) {
	in.say(at, code, args...)
	if section := at.section(); !slices.Contains(in.damaged, section) {
		in.damaged = append(in.damaged, section)
	}
}

// where is a path into a definition.
type where string

func (w where) field(name string) where {
	if w == "" {
		return where(name)
	}
	return w + "." + where(name)
}

func (w where) item(i int) where { return where(fmt.Sprintf("%s[%d]", w, i)) }

// section is the first name of the path.
func (w where) section() string {
	if end := strings.IndexAny(string(w), ".["); end >= 0 {
		return string(w[:end])
	}
	return string(w)
}

// unread says why bytes are no tree.
type unread struct {
	code string
	args []any
}

func fromYAML(text []byte) (*yaml.Node, *unread) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		return nil, &unread{"not-yaml", []any{"cause", err.Error()}}
	}
	switch err := decoder.Decode(&more); {
	case err == nil:
		return nil, &unread{"documents", nil}
	case err != io.EOF:
		return nil, &unread{"not-yaml", []any{"cause", err.Error()}}
	case len(doc.Content) == 0:
		return nil, &unread{"empty", nil}
	}
	return doc.Content[0], nil
}

// fromJSON makes the tree that the same text would make as YAML. JSON is not
// quite YAML: surrogate pairs and line separators differ.
func fromJSON(text []byte) (*yaml.Node, *unread) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	root, err := jsonNode(decoder, definitionDepth)
	if err == nil {
		if _, end := decoder.Token(); end != io.EOF {
			err = errors.New("more than one value")
		}
	}
	switch {
	case err == errNested:
		return nil, &unread{"nested", nil}
	case err != nil:
		before := string(text[:decoder.InputOffset()])
		line := strings.Count(before, "\n") + 1
		column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
		return nil, &unread{"not-json", []any{"line", line, "column", column}}
	}
	return root, nil
}

var errNested = errors.New("nested too deeply")

func jsonNode(decoder *json.Decoder, depth int) (*yaml.Node, error) {
	if depth == 0 {
		return nil, errNested
	}
	token, err := decoder.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case json.Delim:
		node := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
		if t == '[' {
			node = &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
		}
		for decoder.More() {
			child, err := jsonNode(decoder, depth-1)
			if err != nil {
				return nil, err
			}
			node.Content = append(node.Content, child)
		}
		_, err := decoder.Token() // the closing one
		return node, err
	case json.Number:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: t.String()}, nil
	case string:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: t}, nil
	case bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: fmt.Sprint(t)}, nil
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null"}, nil
}
