package judging

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"testing"
)

// TestCanonVectors: RFC 8785, sections 3.2.2 to 3.2.4 and appendix B.
func TestCanonVectors(t *testing.T) {
	for _, v := range []struct{ in, out string }{
		{`{
		   "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
		   "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
		   "literals": [null, true, false]
		 }`,
			`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`},
		{`{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",` +
			`"\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}`,
			"{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\"," +
				"\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}"},
		{` [ ] `, `[]`}, {`{}`, `{}`}, {`[[],{"a":{}}]`, `[[],{"a":{}}]`},
		{`"\b\t\n\f\r\u000b\u001f\u007f<>&\u2028"`, "\"\\b\\t\\n\\f\\r\\u000b\\u001f\u007f<>&\u2028\""},
		{`"ғ ӣ қ ӯ ҳ ҷ"`, `"ғ ӣ қ ӯ ҳ ҷ"`},
		{`-0`, `0`}, {`-0.0e5`, `0`}, {`9007199254740991`, `9007199254740991`}, {`-9007199254740992`, `-9007199254740992`},
		{`1e21`, `1e+21`}, {`999999999999999900000`, `999999999999999900000`}, {`0.000001`, `0.000001`}, {`0.0000001`, `1e-7`},
	} {
		out, err := CanonRaw([]byte(v.in))
		if err != nil || string(out) != v.out {
			t.Errorf("%s\n got %s, %v\nwant %s", v.in, out, err, v.out)
		}
	}
	for bits, want := range map[uint64]string{ // appendix B
		0x0000000000000001: "5e-324",
		0x8000000000000001: "-5e-324",
		0x7fefffffffffffff: "1.7976931348623157e+308",
		0x4340000000000000: "9007199254740992",
		0x4430000000000000: "295147905179352830000",
		0x44b52d02c7e14af5: "9.999999999999997e+22",
		0x44b52d02c7e14af6: "1e+23",
		0x444b1ae4d6e2ef4e: "999999999999999700000",
		0x444b1ae4d6e2ef50: "1e+21",
		0x3eb0c6f7a0b5ed8c: "9.999999999999997e-7",
		0x3eb0c6f7a0b5ed8d: "0.000001",
		0x41b3de4355555553: "333333333.3333332",
		0xbecbf647612f3696: "-0.0000033333333333333333",
		0x43143ff3c1cb0959: "1424953923781206.2",
	} {
		in := fmt.Sprintf("%.800g", math.Float64frombits(bits))
		if out, err := CanonRaw([]byte(in)); err != nil || string(out) != want {
			t.Errorf("%x: got %s, %v, want %s", bits, out, err, want)
		}
	}
}

func TestCanonRefuses(t *testing.T) {
	for _, in := range []string{
		``, ` `, `nul`, `nullx`, `{} {}`, `[1,]`, `[,1]`, `[1 2]`, `{"a":1,}`, `{"a"}`, `{a:1}`, `{"a":1 "b":2}`, `[`, `{"a":`,
		`01`, `1.`, `.5`, `+1`, `1e`, `--1`, `1e999`, `NaN`,
		`"`, `"\`, `"\x"`, `"\u12"`, `"\u12g4"`, "\"\n\"", "\"\xff\"", "\"\xed\xa0\x80\"",
		`"\ud800"`, `"\udc00"`, `"\ud800\ud800"`, `"\ud800x"`,
		`{"a":1,"a":2}`, `{"a":1,"\u0061":2}`, `[{"x":{"b":0,"c":0,"b":0}}]`,
		strings.Repeat("[", 66) + strings.Repeat("]", 66),
	} {
		if out, err := CanonRaw([]byte(in)); err == nil {
			t.Errorf("%q accepted as %s", in, out)
		}
	}
}

func TestCanonOfValues(t *testing.T) {
	out, err := Canon(struct {
		Z int64  `json:"z"`
		A string `json:"a"`
	}{1 << 53, "<ҷ>"})
	if want := `{"a":"<ҷ>","z":9007199254740992}`; err != nil || string(out) != want {
		t.Errorf("got %s, %v", out, err)
	}
}

func TestIDs(t *testing.T) {
	a, b := NewID(), NewID()
	if !CheckID(a) || a == b || len(a) != 22 {
		t.Errorf("ids %q, %q", a, b)
	}
	for range 2000 { // a flag's dash would come up thirty times
		if id := NewID(); id[0] == '-' {
			t.Fatalf("%s would be a flag on a command line", id)
		}
	}
	for _, bad := range []string{"", "AAAAAAAAAAAAAAAAAAAAAB", a + "A", a[:21], a[:20] + "==", a[:21] + "\n", a[:10] + "\n" + a[10:], a[:21] + "+"} {
		if CheckID(bad) {
			t.Errorf("%q passes", bad)
		}
	}
}

// FuzzCanon: what is accepted is valid JSON, its form is a fixed point, and it means the same.
func FuzzCanon(f *testing.F) {
	for _, s := range []string{`{"b":[1,2.50,-0],"a":"\u20ac\ud83d\ude00"}`, `[null,true,1e-7]`, `"\ud800"`, `{"a":1,"a":1}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		out, err := CanonRaw(in)
		if err != nil {
			return
		}
		again, err := CanonRaw(out)
		if err != nil || !bytes.Equal(out, again) {
			t.Fatalf("%q: %q then %q, %v", in, out, again, err)
		}
		var a, b any
		if json.Unmarshal(in, &a) != nil || json.Unmarshal(out, &b) != nil {
			t.Fatalf("%q accepted as %q, encoding/json refuses", in, out)
		}
		if x, y := fmt.Sprint(a), fmt.Sprint(b); strings.ReplaceAll(x, "-0", "0") != strings.ReplaceAll(y, "-0", "0") {
			t.Fatalf("%q means %s, %q means %s", in, x, out, y)
		}
	})
}
