CREATE TABLE accounts (
	id       TEXT PRIMARY KEY,
	name     TEXT NOT NULL UNIQUE,
	role     TEXT NOT NULL,
	password TEXT NOT NULL,
	off      INTEGER NOT NULL CHECK (off IN (0, 1)),
	at       INTEGER NOT NULL
, seen INTEGER NOT NULL DEFAULT 0) STRICT;

CREATE TABLE approvals (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL REFERENCES contests (id),
	act      TEXT NOT NULL,
	body     BLOB NOT NULL,
	why      TEXT NOT NULL,
	proposer TEXT NOT NULL,
	role     TEXT NOT NULL,
	done     INTEGER NOT NULL CHECK (done IN (0, 1)),
	at       INTEGER NOT NULL
) STRICT;

CREATE INDEX approvals_contest ON approvals (contest);

CREATE TABLE cards (
	id    TEXT PRIMARY KEY,
	judge TEXT NOT NULL REFERENCES judges (id),
	code  TEXT NOT NULL UNIQUE,
	pin   TEXT NOT NULL,
	dead  INTEGER NOT NULL CHECK (dead IN (0, 1)),
	at    INTEGER NOT NULL
) STRICT;

CREATE INDEX cards_judge ON cards (judge);

CREATE UNIQUE INDEX cards_live ON cards (judge) WHERE dead = 0;

CREATE TABLE contests (
	id          TEXT PRIMARY KEY,
	event       TEXT NOT NULL REFERENCES events (id),
	n           INTEGER NOT NULL DEFAULT 0,
	board_state TEXT NOT NULL,
	board_show  TEXT NOT NULL,
	at          INTEGER NOT NULL,
	def         TEXT NOT NULL
, board_reasons INTEGER NOT NULL DEFAULT 0 CHECK (board_reasons IN (0, 1)), board_bounds INTEGER NOT NULL DEFAULT 0 CHECK (board_bounds IN (0, 1))) STRICT;

CREATE INDEX contests_event ON contests (event);

CREATE TABLE devices (
	id       TEXT PRIMARY KEY,
	judge    TEXT NOT NULL,
	event    TEXT NOT NULL,
	name     TEXT NOT NULL,
	parent   TEXT NOT NULL,
	revoked  INTEGER NOT NULL CHECK (revoked IN (0, 1)),
	epoch    TEXT NOT NULL,
	unsent   INTEGER NOT NULL,
	heard_at INTEGER NOT NULL,
	at       INTEGER NOT NULL,
	UNIQUE (judge, id),
	FOREIGN KEY (event, judge) REFERENCES judges (event, id)
) STRICT;

CREATE INDEX devices_event ON devices (event);

CREATE TABLE divisions (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL REFERENCES contests (id),
	slug    TEXT NOT NULL,
	title   TEXT NOT NULL,
	UNIQUE (contest, slug),
	UNIQUE (contest, id)
) STRICT;

CREATE TABLE draws (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL,
	stage    TEXT NOT NULL,
	division TEXT NOT NULL,
	at       INTEGER NOT NULL,
	plan     TEXT NOT NULL,
	UNIQUE (stage, division),
	FOREIGN KEY (contest, stage) REFERENCES stages (contest, id),
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id)
) STRICT;

CREATE TABLE entries (
	id         TEXT PRIMARY KEY,
	contest    TEXT NOT NULL,
	division   TEXT NOT NULL,
	ord        INTEGER NOT NULL,
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
) STRICT;

CREATE TABLE events (
	id        TEXT PRIMARY KEY,
	title     TEXT NOT NULL,
	starts    TEXT NOT NULL,
	ends      TEXT NOT NULL,
	timezone  TEXT NOT NULL,
	languages TEXT NOT NULL,
	n         INTEGER NOT NULL DEFAULT 0,
	at        INTEGER NOT NULL
, place TEXT NOT NULL DEFAULT '', address TEXT NOT NULL DEFAULT '') STRICT;

CREATE TABLE invitations (
	id      TEXT PRIMARY KEY,
	hash    TEXT NOT NULL UNIQUE,
	role    TEXT NOT NULL,
	name    TEXT NOT NULL,
	inviter TEXT NOT NULL,
	account TEXT NOT NULL,
	dead    INTEGER NOT NULL CHECK (dead IN (0, 1)),
	at      INTEGER NOT NULL,
	expires INTEGER NOT NULL
) STRICT;

CREATE TRIGGER journal_never_DELETE BEFORE DELETE ON journal
BEGIN
	SELECT RAISE(ABORT, 'journal: never DELETE');
END;

CREATE TRIGGER journal_never_UPDATE BEFORE UPDATE ON journal
BEGIN
	SELECT RAISE(ABORT, 'journal: never UPDATE');
END;

CREATE TABLE journal (
	log   TEXT NOT NULL,
	n     INTEGER NOT NULL CHECK (n > 0),
	pub   TEXT NOT NULL,
	kind  TEXT NOT NULL,
	actor TEXT NOT NULL,
	at    INTEGER NOT NULL,
	leaf  TEXT NOT NULL,
	PRIMARY KEY (log, n)
) STRICT;

CREATE TABLE judges (
	id        TEXT PRIMARY KEY,
	event     TEXT NOT NULL REFERENCES events (id),
	name      TEXT NOT NULL,
	sort_name TEXT NOT NULL,
	school    TEXT NOT NULL,
	district  TEXT NOT NULL,
	languages TEXT NOT NULL, spare INTEGER NOT NULL DEFAULT 0 CHECK (spare IN (0, 1)),
	UNIQUE (event, id)
) STRICT;

CREATE TABLE meta (
	key   TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT;

CREATE TRIGGER ops_never_DELETE BEFORE DELETE ON ops
BEGIN
	SELECT RAISE(ABORT, 'ops: never DELETE');
END;

CREATE TABLE ops (
	id          TEXT PRIMARY KEY,
	sheet       TEXT NOT NULL,
	contest     TEXT NOT NULL,
	judge       TEXT NOT NULL,
	dev         TEXT NOT NULL,
	dseq        INTEGER NOT NULL CHECK (dseq > 0),
	status      TEXT NOT NULL,
	accepted    INTEGER NOT NULL CHECK (accepted IN (0, 1)),
	rev         INTEGER NOT NULL,
	n           INTEGER NOT NULL,
	epoch       TEXT NOT NULL,
	receipt     BLOB NOT NULL,
	problem     BLOB,
	received_at INTEGER NOT NULL,
	raw         BLOB NOT NULL,
	UNIQUE (sheet, dev, dseq),
	FOREIGN KEY (contest, sheet) REFERENCES sheets (contest, id),
	FOREIGN KEY (judge, sheet) REFERENCES sheets (judge, id),
	FOREIGN KEY (judge, dev) REFERENCES devices (judge, id),
	FOREIGN KEY (contest, n) REFERENCES journal (log, n)
) STRICT;

CREATE TABLE panels (
	id        TEXT PRIMARY KEY,
	contest   TEXT NOT NULL,
	stage     TEXT NOT NULL,
	division  TEXT NOT NULL,
	room      TEXT,
	seating   TEXT NOT NULL,
	per_entry INTEGER NOT NULL,
	judges    TEXT NOT NULL,
	gone      INTEGER NOT NULL CHECK (gone IN (0, 1)),
	UNIQUE (contest, id),
	FOREIGN KEY (contest, stage) REFERENCES stages (contest, id),
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id),
	FOREIGN KEY (contest, room) REFERENCES rooms (contest, id)
) STRICT;

CREATE TRIGGER payload_never_UPDATE BEFORE UPDATE ON payload
BEGIN
	SELECT RAISE(ABORT, 'payload: never UPDATE');
END;

CREATE TABLE payload (
	log  TEXT NOT NULL,
	n    INTEGER NOT NULL,
	salt BLOB NOT NULL,
	body BLOB NOT NULL,
	PRIMARY KEY (log, n),
	FOREIGN KEY (log, n) REFERENCES journal (log, n)
) STRICT;

CREATE TABLE reminders (
	id     TEXT PRIMARY KEY,
	event  TEXT NOT NULL REFERENCES events (id),
	device TEXT NOT NULL REFERENCES devices (id),
	text   TEXT NOT NULL,
	at     INTEGER NOT NULL,
	seen   INTEGER NOT NULL
) STRICT;

CREATE INDEX reminders_device ON reminders (device);

CREATE TABLE rooms (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL REFERENCES contests (id),
	name    TEXT NOT NULL,
	ord     INTEGER NOT NULL,
	UNIQUE (contest, name),
	UNIQUE (contest, id)
) STRICT;

CREATE TRIGGER rubrics_never_UPDATE BEFORE UPDATE ON rubrics
BEGIN
	SELECT RAISE(ABORT, 'rubrics: never UPDATE');
END;

CREATE TABLE rubrics (
	hash TEXT PRIMARY KEY,
	body BLOB NOT NULL
) STRICT;

CREATE TABLE sessions (
	token   TEXT PRIMARY KEY,
	data    BLOB NOT NULL,
	expires INTEGER NOT NULL
) STRICT;

CREATE INDEX sessions_expires ON sessions (expires);

CREATE TABLE sheets (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL,
	stage    TEXT NOT NULL,
	entry    TEXT NOT NULL,
	judge    TEXT NOT NULL REFERENCES judges (id),
	attempt  INTEGER NOT NULL CHECK (attempt > 0),
	ord      INTEGER NOT NULL,
	expected INTEGER NOT NULL CHECK (expected IN (0, 1)),
	counts   TEXT NOT NULL,
	head     TEXT NOT NULL,
	conflict INTEGER NOT NULL CHECK (conflict IN (0, 1)),
	excluded TEXT NOT NULL,
	returned TEXT NOT NULL,
	rev      INTEGER NOT NULL, panel TEXT REFERENCES panels (id), against TEXT REFERENCES entries (id), meeting TEXT NOT NULL DEFAULT '', repeats INTEGER NOT NULL DEFAULT 0, extra INTEGER NOT NULL DEFAULT 0 CHECK (extra IN (0, 1)),
	UNIQUE (stage, entry, judge, attempt),
	UNIQUE (judge, id),
	UNIQUE (contest, id),
	FOREIGN KEY (contest, stage) REFERENCES stages (contest, id),
	FOREIGN KEY (contest, entry) REFERENCES entries (contest, id)
) STRICT;

CREATE INDEX sheets_entry ON sheets (entry);

CREATE TABLE signatures (
	id      TEXT PRIMARY KEY REFERENCES ops (id),
	contest TEXT NOT NULL REFERENCES contests (id),
	strokes TEXT NOT NULL
) STRICT;

CREATE INDEX signatures_contest ON signatures (contest);

CREATE TABLE stages (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL REFERENCES contests (id),
	slug    TEXT NOT NULL,
	kind    TEXT NOT NULL,
	ord     INTEGER NOT NULL,
	state   TEXT NOT NULL,
	rubric  TEXT REFERENCES rubrics (hash),
	UNIQUE (contest, slug),
	UNIQUE (contest, ord),
	UNIQUE (contest, id)
) STRICT;

CREATE TABLE timetables (
	id      TEXT PRIMARY KEY,
	contest TEXT NOT NULL,
	rounds  TEXT NOT NULL,
	FOREIGN KEY (contest, id) REFERENCES stages (contest, id)
) STRICT;

CREATE TABLE tokens (
	id   TEXT PRIMARY KEY,
	hash TEXT NOT NULL UNIQUE,
	role TEXT NOT NULL,
	at   INTEGER NOT NULL
, off INTEGER NOT NULL DEFAULT 0 CHECK (off IN (0, 1))) STRICT;

CREATE TABLE votes (
	id       TEXT PRIMARY KEY,
	contest  TEXT NOT NULL,
	division TEXT NOT NULL,
	places   TEXT NOT NULL,
	count    TEXT NOT NULL,
	at       INTEGER NOT NULL,
	FOREIGN KEY (contest, division) REFERENCES divisions (contest, id)
) STRICT;

CREATE INDEX votes_contest ON votes (contest);

