package data

// Connections: the one place with settings of SQLite. Each connection, whenever
// the pool opens it, reads its settings back and is refused if they differ.
// go-sqlite3 falls back to synchronous=NORMAL in WAL mode unless told otherwise,
// which loses acknowledged commits at a power cut, and ignores settings that it
// does not know.

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/mattn/go-sqlite3"
)

// application is the application_id of our databases: "Dovr".
const application = 0x446f7672

// writePool is one connection that may write. synchronous "" is FULL.
func writePool(file, synchronous string) *sql.DB {
	if synchronous == "" {
		synchronous = "FULL"
	}
	return pool(file, 1, url.Values{
		"mode":          {"rwc"},
		"_journal_mode": {"WAL"},
		"_synchronous":  {synchronous},
		"_txlock":       {"immediate"},
	}, "0")
}

// readPool is size connections that cannot write.
func readPool(file string, size int) *sql.DB {
	return pool(file, size, url.Values{
		"mode":         {"ro"},
		"_synchronous": {"FULL"},
		"_query_only":  {"1"},
	}, "1")
}

func pool(file string, size int, settings url.Values, queryOnly string) *sql.DB {
	settings.Set("_busy_timeout", "5000")
	settings.Set("_foreign_keys", "1")
	settings.Set("_stmt_cache_size", "100")
	db := open(file, settings, func(c *sqlite3.SQLiteConn) error {
		return check(c, [][2]string{
			{"journal_mode", "wal"},
			{"synchronous", "2"}, // FULL
			{"foreign_keys", "1"},
			{"busy_timeout", "5000"},
			{"query_only", queryOnly},
		})
	})
	db.SetMaxOpenConns(size)
	db.SetMaxIdleConns(size)
	return db
}

// check compares settings as a connection answers them with what they must be.
func check(c *sqlite3.SQLiteConn, want [][2]string) error {
	for _, w := range want {
		rows, err := c.Query("PRAGMA "+w[0], nil)
		if err != nil {
			return err
		}
		got := make([]driver.Value, 1)
		err = errors.Join(rows.Next(got), rows.Close())
		if err != nil {
			return err
		}
		if fmt.Sprint(got[0]) != w[1] {
			return fmt.Errorf("setting %s of the database is %v, it must be %s", w[0], got[0], w[1])
		}
	}
	return nil
}

// recognise reports whether the database is still to be made, and refuses a
// file that is not ours without changing it.
func recognise(ctx context.Context, file string) (fresh bool, err error) {
	info, err := os.Stat(file)
	if errors.Is(err, os.ErrNotExist) || err == nil && info.Size() == 0 {
		return true, nil
	}
	if err != nil {
		return false, err
	}
	db := open(file, url.Values{"mode": {"ro"}}, nil)
	defer db.Close()
	var id, tables int64
	err = db.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id)
	if err == nil {
		err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master").Scan(&tables)
	}
	if err != nil {
		return false, fmt.Errorf("%s is not a database of this program: %w", filepath.Base(file), err)
	}
	if id != application && (id != 0 || tables > 0) {
		return false, fmt.Errorf("%s is a database of another program", filepath.Base(file))
	}
	return tables == 0, nil
}

func open(file string, settings url.Values, hook func(*sqlite3.SQLiteConn) error) *sql.DB {
	path := filepath.ToSlash(file)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // C:/... is /C:/... in a URI
	}
	dsn := url.URL{Scheme: "file", Path: path, RawQuery: settings.Encode()}
	return sql.OpenDB(connector{dsn.String(), &sqlite3.SQLiteDriver{ConnectHook: hook}})
}

// A connector opens connections of one DSN; it spares a name in the global
// registry of drivers.
type connector struct {
	dsn    string
	driver *sqlite3.SQLiteDriver
}

func (c connector) Connect(context.Context) (driver.Conn, error) { return c.driver.Open(c.dsn) }
func (c connector) Driver() driver.Driver                        { return c.driver }
