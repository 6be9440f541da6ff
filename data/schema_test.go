package data

import (
	"context"
	"os"
	"strings"
	"testing"
)

// TestSchema compares the schema after all migrations with its golden.
func TestSchema(t *testing.T) {
	s := openStore(t, t.TempDir(), options())
	rows, err := s.read.QueryContext(context.Background(), `
SELECT sql
FROM sqlite_master
WHERE sql IS NOT NULL AND tbl_name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'
ORDER BY tbl_name, type DESC, name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var schema strings.Builder
	for rows.Next() {
		var sql string
		if err := rows.Scan(&sql); err != nil {
			t.Fatal(err)
		}
		schema.WriteString(sql + ";\n\n")
	}
	if *update {
		if err := os.WriteFile("schema.sql", []byte(schema.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile("schema.sql")
	if err != nil || string(golden) != schema.String() {
		t.Errorf("schema.sql is not what the migrations make (%v); look at it and run with -update", err)
	}
}
