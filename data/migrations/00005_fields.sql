-- Fields: when each stage on them is run.

-- +goose Up

CREATE TABLE timetables (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL,
	rounds  TEXT NOT NULL,
	FOREIGN KEY (contest, id) REFERENCES stages (contest, id)
) {{strict}};
