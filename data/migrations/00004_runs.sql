-- Runs and matches: whom an entry meets, which attempt a sheet repeats, and the
-- draws from which plans of matches are made.

-- +goose Up

ALTER TABLE sheets ADD COLUMN against TEXT REFERENCES entries (id);
ALTER TABLE sheets ADD COLUMN meeting TEXT NOT NULL DEFAULT '';
ALTER TABLE sheets ADD COLUMN repeats {{int}} NOT NULL DEFAULT 0;
ALTER TABLE sheets ADD COLUMN extra {{int}} NOT NULL DEFAULT 0 CHECK (extra IN (0, 1));

CREATE TABLE draws (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL,
	stage    TEXT NOT NULL,
	division TEXT NOT NULL,
	at       {{int}} NOT NULL,
	plan     TEXT NOT NULL,
	UNIQUE (stage, division),
	FOREIGN KEY (contest, stage) REFERENCES stages (contest, id),
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id)
) {{strict}};
