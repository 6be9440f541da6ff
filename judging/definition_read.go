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
// under the same rules. The error is Invalid "definition-refused" with the
// argument problems, and wraps [Problems].
func ParseDefinition(text []byte) (Definition, error) {
	var in inspection
	in.load(text, fromJSON)
	if len(in.problems) > 0 {
		return Definition{}, Fail(Invalid, "definition-refused", "problems", []DefinitionProblem(in.problems)).Because(in.problems)
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
func (in *inspection) load(text []byte, tree func([]byte) (*yaml.Node, error)) {
	root, err := (*yaml.Node)(nil), error(nil)
	switch {
	case len(text) > definitionBytes:
		err = fmt.Errorf("more than %d bytes", definitionBytes)
	case !utf8.Valid(text):
		err = errors.New("not UTF-8")
	default:
		root, err = tree(text)
	}
	if err != nil {
		in.say("", "%v", err)
		return
	}
	in.readDefinition(root)
	in.checkMeaning()
}

func (in *inspection) say(at where, rule string, args ...any) {
	if at == "" {
		at = "."
	}
	in.problems = append(in.problems, definitionProblem(in.file, at, rule, args...))
}

// damage reports a problem that leaves the section at at without a value, so
// that no later check speaks about what it could not read.
func (in *inspection) damage(at where, rule string, args ...any) {
	in.say(at, rule, args...)
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

func fromYAML(text []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var doc, more yaml.Node
	if err := decoder.Decode(&doc); err != nil {
		return nil, err
	}
	switch err := decoder.Decode(&more); {
	case err == nil:
		return nil, errors.New("more than one document")
	case err != io.EOF:
		return nil, err
	case len(doc.Content) == 0:
		return nil, errors.New("empty")
	}
	return doc.Content[0], nil
}

// fromJSON makes the tree that the same text would make as YAML. JSON is not
// quite YAML: surrogate pairs and line separators differ.
func fromJSON(text []byte) (*yaml.Node, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	root, err := jsonNode(decoder, definitionDepth)
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, errors.New("not JSON: more than one value")
	}
	return root, nil
}

func jsonNode(decoder *json.Decoder, depth int) (*yaml.Node, error) {
	if depth == 0 {
		return nil, errors.New("nested too deeply")
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
