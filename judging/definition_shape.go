package judging

// The shape of a definition: one walk over the types of definition.go and the
// tree of a file at once, which fills the types and reports unknown fields,
// duplicate keys, wrong types, missing fields and values out of their range.

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

var decimalType = reflect.TypeFor[Decimal]()

// integer is how an int is written; the nine digits keep sums of counts exact.
var integer = regexp.MustCompile(`^(0|-?[1-9][0-9]{0,8})$`)

func (in *inspection) readDefinition(root *yaml.Node) {
	in.readStruct(root, reflect.ValueOf(&in.def).Elem(), "")
}

// read fills v from the node; tag holds the rules of the field that v is or is
// an element of.
func (in *inspection) read(n *yaml.Node, v reflect.Value, tag reflect.StructTag, at where) {
	if n.Kind == yaml.AliasNode || n.Anchor != "" || n.Style&yaml.TaggedStyle != 0 {
		in.damage(at, "alias")
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		if n.ShortTag() == "!!null" && !optional(tag) {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		in.read(n, v.Elem(), tag, at)
	case reflect.Struct:
		in.readStruct(n, v, at)
	case reflect.Map:
		in.readMap(n, v, tag, at)
	case reflect.Slice, reflect.Array:
		in.readList(n, v, tag, at)
	case reflect.Interface:
		in.readAny(n, v, tag, at)
	default:
		in.readScalar(n, v, tag, at)
	}
}

func (in *inspection) readStruct(n *yaml.Node, v reflect.Value, at where) {
	given, ok := in.members(n, at)
	if !ok {
		return
	}
	fields := reflect.VisibleFields(v.Type())
	known := make([]string, 0, len(fields))
	for _, f := range fields {
		if f.Anonymous {
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		allowed, required := needed(f, v.Type(), given)
		if allowed {
			known = append(known, name)
		}
		node := given[name]
		switch value := f.Tag.Get("default"); {
		case node != nil && allowed:
			in.read(node, v.FieldByIndex(f.Index), f.Tag, at.field(name))
		case node == nil && required:
			in.damage(at.field(name), "missing")
		case node == nil && value != "":
			v.FieldByIndex(f.Index).SetString(value)
		}
	}
	for i := 0; i < len(n.Content); i += 2 {
		if name := n.Content[i].Value; given[name] == n.Content[i+1] && !slices.Contains(known, name) {
			in.say(at.field(name), "unknown")
		}
	}
}

// members returns the values of a mapping by key, and reports what cannot be one.
func (in *inspection) members(n *yaml.Node, at where) (map[string]*yaml.Node, bool) {
	if n.Kind != yaml.MappingNode {
		in.damage(at, "mapping")
		return nil, false
	}
	given := make(map[string]*yaml.Node, len(n.Content)/2)
	for i := 0; i < len(n.Content); i += 2 {
		key := n.Content[i]
		switch {
		case key.Kind != yaml.ScalarNode || key.ShortTag() != "!!str" || key.Anchor != "":
			in.damage(at, "key-text")
		case given[key.Value] != nil:
			in.say(at.field(key.Value), "duplicate")
		default:
			given[key.Value] = n.Content[i+1]
		}
	}
	return given, true
}

func optional(tag reflect.StructTag) bool {
	_, options, _ := strings.Cut(tag.Get("json"), ",")
	return options != ""
}

// needed reports whether a field may and whether it must be there, beside the
// given ones: the tag on names the field that decides. Nothing is asked as long
// as that field has none of its values.
func needed(f reflect.StructField, of reflect.Type, given map[string]*yaml.Node) (allowed, required bool) {
	by, values, depends := strings.Cut(f.Tag.Get("on"), ":")
	if !depends {
		return true, !optional(f.Tag)
	}
	value := ""
	if node := given[by]; node != nil && node.Kind == yaml.ScalarNode {
		value = node.Value
	}
	decides, _ := of.FieldByNameFunc(func(name string) bool { return strings.EqualFold(name, by) })
	if !slices.Contains(strings.Split(decides.Tag.Get("enum"), ","), value) {
		return true, false
	}
	words := strings.Fields(values)
	required = slices.Contains(words, value+"!")
	return required || slices.Contains(words, value), required
}

// readMap reads a mapping with free keys.
func (in *inspection) readMap(n *yaml.Node, v reflect.Value, tag reflect.StructTag, at where) {
	given, ok := in.members(n, at)
	if !ok {
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if given[name] != n.Content[i+1] {
			continue
		}
		if wrong, ok := formats[tag.Get("format")]; ok && wrong(name) != "" {
			in.damage(at.field(name), wrong(name))
		}
		element := reflect.New(v.Type().Elem()).Elem()
		in.read(n.Content[i+1], element, tag, at.field(name))
		v.SetMapIndex(reflect.ValueOf(name), element)
	}
}

// readList reads a list, whose ids, words and whole numbers are all different.
func (in *inspection) readList(n *yaml.Node, v reflect.Value, tag reflect.StructTag, at where) {
	if n.Kind != yaml.SequenceNode {
		in.damage(at, "list")
		return
	}
	if v.Kind() == reflect.Slice {
		v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	}
	if len(n.Content) < limit(tag.Get("minItems")) {
		in.damage(at, "too-few", "least", limit(tag.Get("minItems")))
	}
	if most := limit(tag.Get("maxItems")); most > 0 && len(n.Content) > most {
		in.damage(at, "too-many", "most", most)
	}
	if v.Len() != len(n.Content) {
		in.damage(at, "length", "length", v.Len())
		return
	}
	seen := map[any]bool{}
	for i, item := range n.Content {
		in.read(item, v.Index(i), tag, at.item(i))
		id, path := v.Index(i), at.item(i)
		if id.Kind() == reflect.Struct {
			id, path = id.FieldByName("ID"), path.field("id")
		}
		if v.Kind() == reflect.Array || !id.IsValid() || id.Type() == decimalType || !id.Comparable() || id.IsZero() {
			continue
		}
		if seen[id.Interface()] {
			in.say(path, "twice", "id", id.Interface())
		}
		seen[id.Interface()] = true
	}
}

func limit(tag string) int {
	n, _ := strconv.Atoi(tag)
	return n
}

// readAny reads what may have one of several types.
func (in *inspection) readAny(n *yaml.Node, v reflect.Value, tag reflect.StructTag, at where) {
	words := strings.Fields(tag.Get("types"))
	for _, word := range words {
		if t := anyTypes[word]; t.tag == n.ShortTag() {
			value := reflect.New(t.of).Elem()
			in.read(n, value, tag, at)
			v.Set(value)
			return
		}
	}
	in.damage(at, "types", "types", words)
}

// readScalar reads a string, a decimal, a whole number or a bool.
func (in *inspection) readScalar(n *yaml.Node, v reflect.Value, tag reflect.StructTag, at where) {
	is := n.ShortTag()
	if n.Kind != yaml.ScalarNode {
		is = ""
	}
	code, args := "", []any(nil)
	switch {
	case v.Kind() == reflect.Bool:
		if v.SetBool(n.Value == "true"); is != "!!bool" {
			code = "boolean"
		}
	case v.Kind() == reflect.Int:
		number, _ := strconv.Atoi(n.Value)
		v.SetInt(int64(number))
		switch least, most := tag.Get("minimum"), tag.Get("maximum"); {
		case is != "!!int" || !integer.MatchString(n.Value):
			code = "whole"
		case least != "" && number < limit(least):
			code, args = "least", []any{"least", limit(least)}
		case most != "" && number > limit(most):
			code, args = "most", []any{"most", limit(most)}
		}
	case v.Type() == decimalType:
		d, ok := Canonical(n.Value)
		v.SetString(string(d))
		switch sign, signed := signs[tag.Get("sign")]; {
		case is != "!!str":
			code = "decimal-quoted"
		case !ok:
			code = "decimal"
		case signed && !sign.is(d.number().Sign()):
			code = sign.code
		}
	default:
		v.SetString(n.Value)
		if is != "!!str" {
			code = "string"
		} else if wrong, ok := formats[tag.Get("format")]; ok {
			code = wrong(n.Value)
		}
	}
	if values := choices(tag); code == "" && values != nil && !slices.Contains(values, n.Value) {
		code, args = "choice", []any{"values", values}
	}
	if code != "" {
		in.damage(at, code, args...)
	}
}
