// Command dovar is the whole program in one binary: flags and wiring. What it
// does lies in the rooms below; nothing here decides about a contest.
package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"

	"github.com/alecthomas/kong"
)

const version = "0.1"

// commit is set by the Makefile; a plain go build falls back to what the
// toolchain recorded.
var commit string

// commands are the words of the contract with the outside; their flags and
// exit codes do not change.
type commands struct {
	Version kong.VersionFlag `help:"Print version and commit."`
}

func main() { os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr)) }

// run is main without the process: 0 done, 1 failed (one line why), 2 wrong usage.
func run(args []string, in io.Reader, out, errs io.Writer) int {
	var exit *int
	parser, err := kong.New(&commands{},
		kong.Name("dovar"),
		kong.Description("Runs the judging of competitions."),
		kong.Vars{"version": "dovar " + version + " (" + built() + ")"},
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
		var wrong *kong.ParseError
		if errors.As(err, &wrong) {
			fmt.Fprintf(errs, "dovar: %v (dovar --help tells how)\n", err)
		}
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
