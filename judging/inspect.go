package judging

// Inspections: what a checklist says of an entry before it runs; and the PIN by
// which its team confirms a sheet.

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
)

// The verdicts of an inspection; "" while it is not made.
const (
	CheckPassed = "passed"
	CheckFailed = "failed"
)

// checks are the verdicts of a contest's inspections by entry.
type checks struct {
	stages  int // inspections there are
	made    map[string]int
	failing map[string]bool
}

// of is what all inspections together say of an entry: one not passed fails it,
// and it passes when all are made.
func (c checks) of(entry string) string {
	switch {
	case c.failing[entry]:
		return CheckFailed
	case c.stages > 0 && c.made[entry] == c.stages:
		return CheckPassed
	}
	return ""
}

// readChecks reads the verdicts of all entries. Of two counted sheets of one
// inspection each is asked.
func readChecks(tx Tx, c Contest, stages []Stage) (checks, error) {
	out := checks{made: map[string]int{}, failing: map[string]bool{}}
	for _, st := range stages {
		form, ok := c.Def.Rubric(st.Slug)
		if !ok || form.Kind != "checklist" {
			continue
		}
		out.stages++
		sheets, err := tx.Sheets(SheetFilter{Contest: c.ID, Stage: st.ID})
		if err != nil {
			return out, err
		}
		seen := map[string]bool{}
		for _, sh := range sheets {
			if sh.Counts == "" || sh.Excluded != "" {
				continue
			}
			op, err := tx.Op(sh.Counts)
			if err != nil {
				return out, err
			}
			if !seen[sh.Entry] {
				seen[sh.Entry] = true
				out.made[sh.Entry]++
			}
			out.failing[sh.Entry] = out.failing[sh.Entry] || !form.Passed(told(op.Body.Marks))
		}
	}
	return out, nil
}

// TeamPIN is the four digits by which an entry's team confirms its sheets: made
// of the card key, not stored.
func (k Keys) TeamPIN(entry string) string {
	n, _ := strconv.ParseUint(hexMac(k.Card, []byte("team:"+entry))[:8], 16, 32)
	return fmt.Sprintf("%04d", n%10_000)
}

// teamPinHash lets a tablet check the PIN without the server. It keeps it from a
// glance, not from the referee, who could as well tap the team's name.
func (k Keys) teamPinHash(entry string) string {
	sum := sha256.Sum256([]byte(entry + ":" + k.TeamPIN(entry)))
	return hex.EncodeToString(sum[:])
}
