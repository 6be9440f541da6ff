-- Ids are made by the program. Times are integer milliseconds UTC, 0 for never.
-- What is hashed or signed is kept as bytes, other structured values as JSON text.

-- +goose Up

CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) {{strict}};

CREATE TABLE events (
	id        TEXT PRIMARY KEY,
	title     TEXT NOT NULL,
	starts    TEXT NOT NULL,
	ends      TEXT NOT NULL,
	timezone  TEXT NOT NULL,
	languages TEXT NOT NULL,
	n         {{int}} NOT NULL DEFAULT 0,
	at        {{int}} NOT NULL
) {{strict}};

-- def is the last and longest column: n changes in place before it.
CREATE TABLE contests (
	id          TEXT PRIMARY KEY,
	event       TEXT NOT NULL REFERENCES events (id),
	n           {{int}} NOT NULL DEFAULT 0,
	board_state TEXT NOT NULL,
	board_show  TEXT NOT NULL,
	at          {{int}} NOT NULL,
	def         TEXT NOT NULL
) {{strict}};
CREATE INDEX contests_event ON contests (event);

-- log is the id of a contest or of an event; n comes from its counter.
CREATE TABLE journal (
	log   TEXT NOT NULL,
	n     {{int}} NOT NULL CHECK (n > 0),
	pub   TEXT NOT NULL,
	kind  TEXT NOT NULL,
	actor TEXT NOT NULL,
	at    {{int}} NOT NULL,
	leaf  TEXT NOT NULL,
	PRIMARY KEY (log, n)
) {{strict}};
{{never "UPDATE" "journal"}}
{{never "DELETE" "journal"}}

-- What may have to be erased; without its salt a leaf tells nothing.
CREATE TABLE payload (
	log  TEXT NOT NULL,
	n    {{int}} NOT NULL,
	salt {{blob}} NOT NULL,
	body {{blob}} NOT NULL,
	PRIMARY KEY (log, n),
	FOREIGN KEY (log, n) REFERENCES journal (log, n)
) {{strict}};
{{never "UPDATE" "payload"}}

CREATE TABLE divisions (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL REFERENCES contests (id),
	slug    TEXT NOT NULL,
	title   TEXT NOT NULL,
	UNIQUE (contest, slug),
	UNIQUE (contest, id)
) {{strict}};

CREATE TABLE rubrics (
	hash TEXT PRIMARY KEY,
	body {{blob}} NOT NULL
) {{strict}};
{{never "UPDATE" "rubrics"}}

CREATE TABLE stages (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL REFERENCES contests (id),
	slug    TEXT NOT NULL,
	kind    TEXT NOT NULL,
	ord     {{int}} NOT NULL,
	state   TEXT NOT NULL,
	rubric  TEXT REFERENCES rubrics (hash),
	UNIQUE (contest, slug),
	UNIQUE (contest, ord),
	UNIQUE (contest, id)
) {{strict}};

CREATE TABLE entries (
	id         TEXT PRIMARY KEY,
	contest    TEXT NOT NULL,
	division   TEXT NOT NULL,
	ord        {{int}} NOT NULL,
	code       TEXT NOT NULL,
	name       TEXT NOT NULL,
	names      TEXT NOT NULL,
	school     TEXT NOT NULL,
	district   TEXT NOT NULL,
	region     TEXT NOT NULL,
	supervisor TEXT NOT NULL,
	members    TEXT NOT NULL,
	fields     TEXT NOT NULL,
	state      TEXT NOT NULL,
	visibility TEXT NOT NULL,
	UNIQUE (contest, ord),
	UNIQUE (contest, code),
	UNIQUE (contest, id),
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id)
) {{strict}};

CREATE TABLE judges (
	id        TEXT PRIMARY KEY,
	event     TEXT NOT NULL REFERENCES events (id),
	name      TEXT NOT NULL,
	sort_name TEXT NOT NULL,
	school    TEXT NOT NULL,
	district  TEXT NOT NULL,
	languages TEXT NOT NULL,
	UNIQUE (event, id)
) {{strict}};

CREATE TABLE cards (
	id    TEXT PRIMARY KEY,
	judge TEXT NOT NULL REFERENCES judges (id),
	code  TEXT NOT NULL UNIQUE,
	pin   TEXT NOT NULL,
	dead  {{int}} NOT NULL CHECK (dead IN (0, 1)),
	at    {{int}} NOT NULL
) {{strict}};
CREATE INDEX cards_judge ON cards (judge);
CREATE UNIQUE INDEX cards_live ON cards (judge) WHERE dead = 0;

CREATE TABLE devices (
	id       TEXT PRIMARY KEY,
	judge    TEXT NOT NULL,
	event    TEXT NOT NULL,
	name     TEXT NOT NULL,
	parent   TEXT NOT NULL,
	revoked  {{int}} NOT NULL CHECK (revoked IN (0, 1)),
	epoch    TEXT NOT NULL,
	unsent   {{int}} NOT NULL,
	heard_at {{int}} NOT NULL,
	at       {{int}} NOT NULL,
	UNIQUE (judge, id),
	FOREIGN KEY (event, judge) REFERENCES judges (event, id)
) {{strict}};
CREATE INDEX devices_event ON devices (event);

CREATE TABLE sheets (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL,
	stage    TEXT NOT NULL,
	entry    TEXT NOT NULL,
	judge    TEXT NOT NULL REFERENCES judges (id),
	attempt  {{int}} NOT NULL CHECK (attempt > 0),
	ord      {{int}} NOT NULL,
	expected {{int}} NOT NULL CHECK (expected IN (0, 1)),
	counts   TEXT NOT NULL,
	head     TEXT NOT NULL,
	conflict {{int}} NOT NULL CHECK (conflict IN (0, 1)),
	excluded TEXT NOT NULL,
	returned TEXT NOT NULL,
	rev      {{int}} NOT NULL,
	UNIQUE (stage, entry, judge, attempt),
	UNIQUE (judge, id),
	UNIQUE (contest, id),
	FOREIGN KEY (contest, stage) REFERENCES stages (contest, id),
	FOREIGN KEY (contest, entry) REFERENCES entries (contest, id)
) {{strict}};
CREATE INDEX sheets_entry ON sheets (entry);

-- An op is of the sheet's judge, on a device of that judge, in the sheet's
-- contest, and has its journal row.
CREATE TABLE ops (
	id          TEXT PRIMARY KEY,
	sheet       TEXT NOT NULL,
	contest     TEXT NOT NULL,
	judge       TEXT NOT NULL,
	dev         TEXT NOT NULL,
	dseq        {{int}} NOT NULL CHECK (dseq > 0),
	status      TEXT NOT NULL,
	accepted    {{int}} NOT NULL CHECK (accepted IN (0, 1)),
	rev         {{int}} NOT NULL,
	n           {{int}} NOT NULL,
	epoch       TEXT NOT NULL,
	receipt     {{blob}} NOT NULL,
	problem     {{blob}},
	received_at {{int}} NOT NULL,
	raw         {{blob}} NOT NULL,
	UNIQUE (sheet, dev, dseq),
	FOREIGN KEY (contest, sheet) REFERENCES sheets (contest, id),
	FOREIGN KEY (judge, sheet) REFERENCES sheets (judge, id),
	FOREIGN KEY (judge, dev) REFERENCES devices (judge, id),
	FOREIGN KEY (contest, n) REFERENCES journal (log, n)
) {{strict}};
{{never "DELETE" "ops"}}

CREATE TABLE accounts (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL UNIQUE,
	role     TEXT NOT NULL,
	password TEXT NOT NULL,
	off      {{int}} NOT NULL CHECK (off IN (0, 1)),
	at       {{int}} NOT NULL
) {{strict}};

CREATE TABLE tokens (
	id   TEXT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL,
	at   {{int}} NOT NULL
) {{strict}};

CREATE TABLE approvals (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL REFERENCES contests (id),
	act      TEXT NOT NULL,
	body     {{blob}} NOT NULL,
	why      TEXT NOT NULL,
	proposer TEXT NOT NULL,
	role     TEXT NOT NULL,
	done     {{int}} NOT NULL CHECK (done IN (0, 1)),
	at       {{int}} NOT NULL
) {{strict}};
CREATE INDEX approvals_contest ON approvals (contest);

CREATE TABLE votes (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL,
	division TEXT NOT NULL,
	places   TEXT NOT NULL,
	count    TEXT NOT NULL,
	at       {{int}} NOT NULL,
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id)
) {{strict}};
CREATE INDEX votes_contest ON votes (contest);

CREATE TABLE sessions (
	token   TEXT PRIMARY KEY,
	data    {{blob}} NOT NULL,
	expires {{int}} NOT NULL
) {{strict}};
CREATE INDEX sessions_expires ON sessions (expires);
