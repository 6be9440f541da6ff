package judging

// Cities, districts and regions, as data: names change, and were changed.

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed places/districts.tsv
var districtLines string

//go:embed places/regions.tsv
var regionLines string

// A Place is a city or district, or a region: then Region is its own code.
type Place struct {
	Region string // ISO 3166-2
	Name   string
	others []string // folded, the name too
}

// Districts are the cities and districts, and Regions the regions, that come
// with the program, each in the order of its file. Lists of a contest may hold
// others.
var (
	Districts = readPlaces(districtLines)
	Regions   = readPlaces(regionLines)
)

func readPlaces(lines string) (out []Place) {
	for line := range strings.Lines(lines) {
		cells := strings.Split(strings.TrimSpace(line), "\t")
		if len(cells) < 2 || strings.HasPrefix(line, "#") {
			continue
		}
		p := Place{Region: cells[0], Name: cells[1]}
		for _, name := range cells[1:] {
			p.others = append(p.others, FoldName(name))
		}
		out = append(out, p)
	}
	return out
}

// words around the name of a place that are not part of it.
var placeWords = []string{
	"ноҳияи", "ноҳия", "н.", "шаҳри", "шаҳр", "ш.", "вилояти", "вилоят", "р-н", "р-он", "район", "г.", "гор.", "город", "область", "обл.",
	"district", "city", "region",
}

// barePlace takes "ноҳияи", "город" and the like off a name.
func barePlace(name string) string {
	words := strings.Fields(name)
	is := func(w string) bool { return slices.Contains(placeWords, strings.ToLower(w)) }
	for len(words) > 1 && is(words[0]) {
		words = words[1:]
	}
	for len(words) > 1 && is(words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// A placeList finds places however written.
type placeList struct {
	places []Place
	asked  map[string]placeAnswer
}

// What is known of a name: it is the place's own, or it is not and near may
// tell which one was meant.
type placeAnswer struct {
	place Place
	own   bool // as the place is written, apart from case and words like "ноҳияи"
	near  bool
}

func newPlaceList(places []Place) *placeList {
	return &placeList{places: places, asked: map[string]placeAnswer{}}
}

// find remembers: the names of a list repeat.
func (l *placeList) find(name string) placeAnswer {
	a, ok := l.asked[name]
	if !ok {
		a = l.look(barePlace(name))
		l.asked[name] = a
	}
	return a
}

func (l *placeList) look(name string) placeAnswer {
	for _, p := range l.places {
		if strings.EqualFold(p.Name, name) {
			return placeAnswer{place: p, own: true}
		}
	}
	folded := FoldName(name)
	for _, p := range l.places {
		if slices.Contains(p.others, folded) {
			return placeAnswer{place: p, near: true}
		}
	}
	best, least := Place{}, 0
	for _, p := range l.places {
		for _, other := range p.others {
			// One letter in four may be wrong, two at most; a name of three letters must be right.
			most := min(2, len([]rune(other))/4)
			if n := distance(folded, other, most); n <= most && (best.Name == "" || n < least) {
				best, least = p, n
			}
		}
	}
	return placeAnswer{place: best, near: best.Name != ""}
}

// distance is the edit distance of Damerau (1964, one change of neighbours
// counts one), or more than most when it is more than most.
func distance(a, b string, most int) int {
	s, t := []rune(a), []rune(b)
	if len(s)-len(t) > most || len(t)-len(s) > most {
		return most + 1
	}
	before, last, now := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(s); i++ {
		now[0] = i
		least := i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			now[j] = min(last[j]+1, now[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
			least = min(least, now[j])
		}
		if least > most {
			return most + 1
		}
		before, last, now = last, now, before
	}
	return last[len(t)]
}
