package main

// The results of an event's contests as files in a folder, the same that the
// server gives for download.

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dovar/judging"
	"dovar/web"
)

type exportCmd struct {
	Event string `arg:"" help:"The event's id, or its title in any language."`
	Data  string `required:"" placeholder:"DIR" help:"The data folder."`
	Out   string `required:"" placeholder:"FOLDER" help:"Where to put the files; made when it is not there."`
	Lang  string `enum:"tg,ru,en," default:"" help:"tg, ru or en; the event's first language unless given."`
	JSON  bool   `name:"json" help:"List the files as JSON."`
}

// exported is one file, or why there is none.
type exported struct {
	Contest string `json:"contest"`
	File    string `json:"file,omitempty"`
	Version string `json:"version,omitempty"`
	Skipped string `json:"skipped,omitempty"`
}

func (c *exportCmd) Run(p process) error {
	return beside(c.Data, p, func(ctx context.Context, s *judging.Service) error {
		event, err := findEvent(ctx, s, c.Event)
		if err != nil {
			return err
		}
		contests, err := s.Contests(ctx, event.ID)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(c.Out, 0o755); err != nil {
			return err
		}
		lang := c.Lang
		if lang == "" {
			lang = event.Languages[0]
		}
		e := export{s: s, dir: c.Out, lang: lang, done: []exported{}, taken: map[string]bool{}}
		e.follower = judging.NewFollower(judging.FollowerConfig{Service: s})
		if !c.JSON { // a line a file, as it is written
			e.tell = func(x exported) { fmt.Fprintln(p.out, x.line()) }
		}
		for _, v := range contests {
			if err := e.contest(ctx, v); err != nil {
				return err
			}
		}
		if c.JSON {
			return json.NewEncoder(p.out).Encode(e.done)
		}
		return nil
	})
}

func (x exported) line() string {
	if x.Skipped != "" {
		return x.Contest + ": " + x.Skipped
	}
	return x.File
}

func findEvent(ctx context.Context, s *judging.Service, key string) (judging.Event, error) {
	events, err := s.Events(ctx)
	if err != nil {
		return judging.Event{}, err
	}
	var found []judging.Event
	for _, e := range events {
		if e.ID == key || slices.Contains([]string{e.Title.EN, e.Title.RU, e.Title.TG}, key) {
			found = append(found, e)
		}
	}
	if len(found) != 1 {
		var known []string
		for _, e := range events {
			known = append(known, e.ID+" "+e.Title.EN)
		}
		return judging.Event{}, fmt.Errorf("%d events are %q; there are: %s", len(found), key, strings.Join(known, ", "))
	}
	return found[0], nil
}

type export struct {
	s         *judging.Service
	follower  *judging.Follower
	dir, lang string
	done      []exported
	taken     map[string]bool // names of files
	tell      func(exported)
}

// contest writes all kinds of files of one contest. Like a download, taking
// them while a stage is open is a row of the journal.
func (e *export) contest(ctx context.Context, v judging.ContestView) error {
	for _, f := range web.ResultsFiles {
		x := exported{Contest: v.Contest.ID}
		if v.Contest.Def.Scored() {
			by := judging.Actor{Kind: "system", ID: "export", Role: judging.Owner}
			if err := e.s.Looked(ctx, by, v.Contest.ID, f.What); err != nil {
				return err
			}
			if err := e.write(ctx, f, v, &x); err != nil {
				return err
			}
		} else {
			x.Skipped = "not scored, no " + f.Ext
		}
		e.done = append(e.done, x)
		if e.tell != nil {
			e.tell(x)
		}
	}
	return nil
}

// write puts a file into the folder whole or not at all.
func (e *export) write(ctx context.Context, f web.ResultsFile, v judging.ContestView, x *exported) (err error) {
	temp, err := os.CreateTemp(e.dir, ".export-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(temp.Name()))
		}
	}()
	r, err := f.Take(ctx, e.follower, io.Writer(temp), v.Contest.ID, e.lang)
	if err = errors.Join(err, temp.Chmod(0o644), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	_, name := f.Name(e.lang, r.Contest.Def.Title, "")
	for n := 2; e.taken[name]; n++ {
		_, name = f.Name(e.lang, r.Contest.Def.Title, strconv.Itoa(n))
	}
	e.taken[name] = true
	x.File, x.Version = filepath.Join(e.dir, name), r.Version
	return os.Rename(temp.Name(), x.File)
}
