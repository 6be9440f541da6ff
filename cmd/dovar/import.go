package main

// A list of entries into a contest, the same way that the server takes it.

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"dovar/judging"
	"dovar/web"
	"dovar/web/workbook"
)

type importCmd struct {
	File    string `arg:"" help:"xlsx, CSV or tab-separated text; - for standard input."`
	Contest string `required:"" placeholder:"ID" help:"The contest's id."`
	Data    string `required:"" placeholder:"DIR" help:"The data folder."`
	DryRun  bool   `help:"Look only."`
	JSON    bool   `name:"json" help:"Say it as the API does."`
	Lang    string `enum:"tg,ru,en" default:"en" help:"Language of the problems: tg, ru or en."`
}

// Run adds the good rows and lists the others. A running server has them on its
// boards within seconds.
func (c *importCmd) Run(p process) error {
	data, err := c.read(p.in)
	if err != nil {
		return err
	}
	return beside(c.Data, p, func(ctx context.Context, s *judging.Service) error {
		table, err := workbook.ReadTable(ctx, data)
		if err != nil {
			return web.Told(c.Lang, err)
		}
		by := judging.Actor{Kind: "system", Role: judging.Owner}
		got, err := s.ImportEntries(ctx, by, c.Contest, judging.ImportList{Table: table}, c.DryRun)
		if err != nil {
			return web.Told(c.Lang, err)
		}
		web.TellRows(c.Lang, got.Problems)
		web.TellRows(c.Lang, got.Notices)
		if c.JSON {
			return json.NewEncoder(p.out).Encode(got)
		}
		for _, r := range append(got.Notices, got.Problems...) {
			fmt.Fprintf(p.out, "%s%d: %s\n", r.Column, r.Row, r.Message)
		}
		_, err = fmt.Fprintf(p.out, "rows %d, ready %d, added %d, skipped %d, to fix %d\n", got.Rows, got.Ready, got.Added, got.Skipped, got.Open)
		return err
	})
}

// read reads the file; one byte over the limit is enough to refuse it.
func (c *importCmd) read(in io.Reader) ([]byte, error) {
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, workbook.MaxBytes+1))
}
