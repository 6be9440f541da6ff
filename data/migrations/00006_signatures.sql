-- Drawn signatures of teams lie beside the ops that name their hash, so that
-- they can be erased with a person's data while every op stays whole.

-- +goose Up

CREATE TABLE signatures (
	id      TEXT PRIMARY KEY REFERENCES ops (id),
	contest TEXT NOT NULL REFERENCES contests (id),
	strokes TEXT NOT NULL
) {{strict}};
CREATE INDEX signatures_contest ON signatures (contest);
