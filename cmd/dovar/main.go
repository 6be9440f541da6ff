// Command dovar is the whole program in one binary: flags and wiring. What it
// does lies in the rooms below; nothing here decides about a contest.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/alecthomas/kong"

	"dovar/judging"
)

const version = "0.1"

// commit is set by the Makefile; a plain go build falls back to what the
// toolchain recorded.
var commit string

// commands are the words of the contract with the outside; their flags and
// exit codes do not change.
type commands struct {
	Serve  serveCmd  `cmd:"" help:"The server; a first start prints a one-time set-up link."`
	Demo   demoCmd   `cmd:"" help:"A filled event in a fresh folder, with robot judges and referees; the links to open are printed."`
	User   userCmd   `cmd:"" help:"Accounts."`
	Token  tokenCmd  `cmd:"" help:"Print an API token, before or while the server runs."`
	Export exportCmd `cmd:"" help:"The results of an event as workbook, CSV and JSON, before or while the server runs."`
	Import importCmd `cmd:"" help:"Entries from a list, xlsx or CSV, before or while the server runs."`

	Version kong.VersionFlag `help:"Print version and commit."`
}

// process is what a command has of the process it runs in.
type process struct {
	in        io.Reader
	out, errs io.Writer
}

func main() {
	// One more than there are processors: the thread of statistics, which runs
	// after all others, holds one while it waits.
	runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// run is main without the process: 0 done, 1 failed (one line why), 2 wrong usage.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	var exit *int
	parser, err := kong.New(&commands{},
		kong.Name("dovar"),
		kong.Description("Runs the judging of competitions."),
		kong.Vars{"version": "dovar " + version + " (" + built() + ")", "roles": roles()},
		kong.Bind(process{in, out, errs}),
		kong.Writers(out, errs),
		kong.Exit(func(code int) { exit = &code }),
	)
	if err != nil {
		panic(err) // the commands above are wrong
	}
	ctx, err := parser.Parse(args)
	if exit != nil {
		return *exit // --help or --version
	}
	if err != nil {
		fmt.Fprintf(errs, "dovar: %v (dovar --help tells how)\n", err)
		return 2
	}
	if err := ctx.Run(); err != nil {
		fmt.Fprintf(errs, "dovar: %v\n", err)
		return 1
	}
	return 0
}

// built is the commit this binary was made from.
func built() string {
	if commit != "" {
		return commit
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value[:min(12, len(s.Value))]
			}
		}
	}
	return "unknown commit"
}

func roles() string {
	names := make([]string, len(judging.Roles))
	for i, r := range judging.Roles {
		names[i] = string(r)
	}
	return strings.Join(names, ",")
}
