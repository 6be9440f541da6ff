-- What the public may read besides places and totals: why an entry stands where
-- it stands, and which places are still possible.

-- +goose Up

ALTER TABLE contests ADD COLUMN board_reasons {{int}} NOT NULL DEFAULT 0 CHECK (board_reasons IN (0, 1));
ALTER TABLE contests ADD COLUMN board_bounds {{int}} NOT NULL DEFAULT 0 CHECK (board_bounds IN (0, 1));
