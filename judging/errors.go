// Package judging is the trade: contests, sheets, rights, boards, and what may
// be done with them. It knows no HTTP, no SQL and no socket. Rules are methods
// on the types they rule; [Service] holds what needs a transaction, one method
// per thing a person does; [Store] is the memory it asks for.
package judging

import "fmt"

// Kind is the closed list of what can go wrong. web maps a kind to a status in
// one place.
type Kind int

const (
	Invalid         Kind = iota + 1 // the request breaks a rule it could have known: 422
	Unauthenticated                 // who asks is not known: 401
	Forbidden                       // known, and may not: 403
	NotFound                        // not there, or another's: 404
	Conflict                        // it clashes with what is: 409
	Stale                           // decided on an older state: 412
	Closed                          // the stage or contest no longer takes it: 409
	TooLarge                        // 413
	TooMany                         // try again later: 429
	Unavailable                     // cannot be stored now; nothing was lost: 503
)

// An Error is a refusal a person can act on. Code is stable and public (RFC
// 9457 extension member "code"); it is also the key "problem.<code>" of the
// catalogues, whose text may use Args.
type Error struct {
	Kind Kind
	Code string
	Args map[string]any
	err  error
}

func (e *Error) Error() string {
	s := e.Code
	if len(e.Args) > 0 {
		s += fmt.Sprint(" ", e.Args)
	}
	if e.err != nil {
		s += ": " + e.err.Error()
	}
	return s
}

func (e *Error) Unwrap() error { return e.err }

// Because keeps the cause for the log; the cause is never shown to a caller.
func (e *Error) Because(err error) *Error {
	e.err = err
	return e
}

// Fail makes an Error of kind and code; args are pairs of name and value.
func Fail(kind Kind, code string, args ...any) *Error {
	e := &Error{Kind: kind, Code: code}
	if len(args) > 0 {
		e.Args = make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			e.Args[args[i].(string)] = args[i+1]
		}
	}
	return e
}
