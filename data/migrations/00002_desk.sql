-- The organizer's desk: where an event is held and reached, who may come in by
-- a link, rooms and panels, spare judges, reminders to single tablets.

-- +goose Up

ALTER TABLE events ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN address TEXT NOT NULL DEFAULT '';

ALTER TABLE judges ADD COLUMN spare {{int}} NOT NULL DEFAULT 0 CHECK (spare IN (0, 1));

ALTER TABLE accounts ADD COLUMN seen {{int}} NOT NULL DEFAULT 0;

ALTER TABLE tokens ADD COLUMN off {{int}} NOT NULL DEFAULT 0 CHECK (off IN (0, 1));

-- What opens an invitation is kept as its SHA-256.
CREATE TABLE invitations (
	id      TEXT PRIMARY KEY,
	hash    TEXT NOT NULL UNIQUE,
	role    TEXT NOT NULL,
	name    TEXT NOT NULL,
	inviter TEXT NOT NULL,
	account TEXT NOT NULL,
	dead    {{int}} NOT NULL CHECK (dead IN (0, 1)),
	at      {{int}} NOT NULL,
	expires {{int}} NOT NULL
) {{strict}};

CREATE TABLE rooms (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL REFERENCES contests (id),
	name    TEXT NOT NULL,
	ord     {{int}} NOT NULL,
	UNIQUE (contest, name),
	UNIQUE (contest, id)
) {{strict}};

CREATE TABLE panels (
	id        TEXT PRIMARY KEY,
	contest   TEXT NOT NULL,
	stage     TEXT NOT NULL,
	division  TEXT NOT NULL,
	room      TEXT,
	seating   TEXT NOT NULL,
	per_entry {{int}} NOT NULL,
	judges    TEXT NOT NULL,
	gone      {{int}} NOT NULL CHECK (gone IN (0, 1)),
	UNIQUE (contest, id),
	FOREIGN KEY (contest, stage) REFERENCES stages (contest, id),
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id),
	FOREIGN KEY (contest, room) REFERENCES rooms (contest, id)
) {{strict}};

ALTER TABLE sheets ADD COLUMN panel TEXT REFERENCES panels (id);

CREATE TABLE reminders (
	id     TEXT PRIMARY KEY,
	event  TEXT NOT NULL REFERENCES events (id),
	device TEXT NOT NULL REFERENCES devices (id),
	text   TEXT NOT NULL,
	at     {{int}} NOT NULL,
	seen   {{int}} NOT NULL
) {{strict}};
CREATE INDEX reminders_device ON reminders (device);
