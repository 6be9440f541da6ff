package data

// The schema: numbered migrations, the same text for SQLite and, later,
// PostgreSQL. Four macros hold where the two differ.

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"text/template"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// macros of a migration for SQLite.
var macros = template.FuncMap{
	"int":    func() string { return "INTEGER" }, // of 64 bits
	"blob":   func() string { return "BLOB" },
	"strict": func() string { return "STRICT" },
	"never":  never,
}

// never writes a trigger that refuses an act ("UPDATE" or "DELETE") on a table.
func never(act, table string) string {
	return fmt.Sprintf(`-- +goose StatementBegin
CREATE TRIGGER %[2]s_never_%[1]s BEFORE %[1]s ON %[2]s
BEGIN
	SELECT RAISE(ABORT, '%[2]s: never %[1]s');
END;
-- +goose StatementEnd`, act, table)
}

// migrate marks the database as ours and brings its schema to this program's.
// When change is false it only accepts one that is there already.
func migrate(ctx context.Context, db *sql.DB, change bool) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	if change {
		// Each start writes it, so that a disk that cannot be written is
		// found out now and not by the first judge.
		if _, err := db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", application)); err != nil {
			return fmt.Errorf("cannot be written: %w", err)
		}
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, rendered{files}, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	is, known, err := provider.GetVersions(ctx)
	if err != nil {
		return err
	}
	switch {
	case is > known:
		return fmt.Errorf("its database is of a newer version of this program (schema %d, this one knows %d)", is, known)
	case is < known && !change:
		return fmt.Errorf("its database is of an older version (schema %d of %d); start the server of this version first", is, known)
	}
	_, err = provider.Up(ctx)
	return err
}

// rendered shows the files of an FS with the macros filled in.
type rendered struct{ fs.FS }

func (r rendered) Open(name string) (fs.File, error) {
	file, err := r.FS.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || info.IsDir() {
		return file, err
	}
	defer file.Close()
	var text bytes.Buffer
	t, err := template.New(name).Funcs(macros).ParseFS(r.FS, name)
	if err == nil {
		err = t.Execute(&text, nil)
	}
	return filled{file, &text}, err
}

// filled is a file whose text is the rendered one.
type filled struct {
	fs.File
	text *bytes.Buffer
}

func (f filled) Read(p []byte) (int, error) { return f.text.Read(p) }
func (f filled) Close() error               { return nil }
