package web

import (
	"slices"
	"testing"

	"dovar/judging"
)

// The navigation leads to pages that are there, and offers each to those who
// may see it; every page of the desk has a name.
func TestNavigationIsRoutes(t *testing.T) {
	s := &Server{}
	rights := map[string]judging.Right{}
	for _, row := range s.table() {
		if row.method == get && row.page {
			rights[row.path] = row.right
		}
	}
	for name, r := range deskRooms {
		if rights[r.path] != r.right {
			t.Errorf("%s leads to %s for %q; the route is for %q", name, r.path, r.right, rights[r.path])
		}
		has(t, "desk.nav."+name)
	}
	for _, page := range deskStyles {
		if _, ok := deskRooms[page]; !ok {
			t.Errorf("css/desk-%s.css is of no page", page)
		}
	}
	for _, group := range contestRooms {
		has(t, "desk.group."+group.name)
	}
	// A host, who may see no results, is offered none.
	d := &desk{view: view{Lang: "en", By: judging.Actor{Role: judging.Host}}, Contest: &judging.ContestView{}}
	groups := d.Groups()
	if slices.ContainsFunc(groups, func(g linkGroup) bool { return g.Name == "result" }) || len(groups) != 2 {
		t.Errorf("a host is offered %v", groups)
	}
}
