# The commands of this house. `make run` shows it, `make test` proves it.
# A fresh machine needs Go, gcc and make; the rest is found or installed by .ci/setup.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

COMMIT  := $(shell git rev-parse --short=12 HEAD 2>/dev/null || echo unknown)$(shell git diff --quiet HEAD 2>/dev/null || echo +)
LDFLAGS := -X main.commit=$(COMMIT)
GO      := go
SOURCES  = $(shell git ls-files '*.go')

export CGO_ENABLED := 1

.PHONY: run build test prove check fuzz race bench golden setup dovar.exe

run: build ## a filled event with robot judges; the links are printed
	./dovar demo

build:
	$(GO) build -ldflags '$(LDFLAGS)' -o dovar ./cmd/dovar

# Two sets of flags compile SQLite: the plain one (with Chromium, the kill test
# and the rest) and -race over what runs at the same time. Last, Windows.
test: setup check
	$(GO) test -timeout 14m ./...
	CGO_ENABLED=0 $(GO) test -tags rat ./scoring/... # every number a big.Rat
	$(MAKE) race
	$(MAKE) fuzz FUZZTIME=5s
	$(MAKE) dovar.exe

race:
	$(GO) test -race -timeout 10m -skip '$(PLAIN_ONLY)' $(RACE)

# What runs at the same time, and the tests that are no better for a second run.
RACE       := ./judging/... ./data/... ./web/... ./cmd/...
PLAIN_ONLY := Chromium|Browser|Referee|RunsOn|MatchesOn|Stopwatch|OnPaper|SearchFolds|Tablet(Of|Conflict)|Kill|Model|IdleViewer|Workbook|MonitorIs|PrivateRows|HostileFiles|TestTournaments

# Every fuzz target, FUZZTIME each.
FUZZTIME ?= 30s
fuzz:
	@grep -rHoE '^func Fuzz[A-Za-z0-9_]+' --include='*_test.go' . | sed 's/:func / /' | while read -r file target; do \
		echo "fuzz $$target"; \
		$(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x "$$(dirname "$$file")" </dev/null; \
	done

# The full counts, before a piece of work is called done.
prove: setup check
	DOVAR_PROVE=1 $(GO) test -count=1 -timeout 60m ./...
	$(MAKE) fuzz FUZZTIME=60s

check:
	@unformatted=$$(gofmt -l $(SOURCES)); [ -z "$$unformatted" ] || { echo "gofmt: $$unformatted"; exit 1; }
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

# Times and ratios against their floors; one after another, for a quiet machine.
bench:
	$(GO) test -p 1 -run '^$$' -bench . -benchtime 1x -count 1 -timeout 30m ./...

golden: ## rewrites the goldens; read the diff as text
	$(GO) test ./data -run TestSchema -args -update
	$(GO) test ./web -run TestReasons -args -update

setup:
	@.ci/setup

# For an organizer's Windows laptop.
dovar.exe:
	GOOS=windows GOARCH=amd64 CC=x86_64-w64-mingw32-gcc $(GO) build -ldflags '$(LDFLAGS)' -o dovar.exe ./cmd/dovar
