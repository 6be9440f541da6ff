package judging

import "testing"

func TestPresets(t *testing.T) {
	defs, err := Presets()
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range defs {
		_, err := d.Rule()
		t.Log(d.ID, d.Scored(), err)
	}
}
