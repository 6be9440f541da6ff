package judging

// The presets: contests that come with the program, one file each.

import (
	"embed"
	"errors"
	"path"
	"sync"
)

//go:embed presets/*.yaml
var presetFiles embed.FS

// Presets returns the contests that come with the program, by file name. The
// files are read once. The error is [Problems], of all files. The definitions
// are shared: read, do not write.
var Presets = sync.OnceValues(func() ([]Definition, error) {
	files, err := presetFiles.ReadDir("presets")
	if err != nil {
		return nil, err
	}
	var defs []Definition
	var problems Problems
	for _, f := range files {
		text, err := presetFiles.ReadFile(path.Join("presets", f.Name()))
		if err != nil {
			return nil, err
		}
		def, err := LoadDefinition(f.Name(), text)
		var found Problems
		if errors.As(err, &found) {
			problems = append(problems, found...)
		}
		defs = append(defs, def)
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return defs, nil
})

// Preset returns the preset with this id.
func Preset(id string) (Definition, bool) {
	defs, _ := Presets()
	for _, def := range defs {
		if def.ID == id {
			return def, true
		}
	}
	return Definition{}, false
}
