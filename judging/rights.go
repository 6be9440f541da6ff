package judging

// Who may do what: the one table of roles and rights.

// Role is what an account, a token or a judge's device may do.
type Role string

const (
	Owner      Role = "owner"
	Organizer  Role = "organizer"
	Chair      Role = "chair"
	Secretary  Role = "secretary"
	Counter    Role = "counter"
	Technician Role = "technician"
	Host       Role = "host"
	Auditor    Role = "auditor"

	JudgeRole Role = "judge" // a device signed in by card
)

// Roles that an account may have.
var Roles = []Role{Owner, Organizer, Chair, Secretary, Counter, Technician, Host, Auditor}

// Right is what a route needs.
type Right string

const (
	Anyone   Right = "anyone"   // no sign-in
	Judges   Right = "judges"   // the routes of a tablet
	Look     Right = "look"     // events, contests, entries, judges, without results
	Prepare  Right = "prepare"  // set up contests, entries, judges, cards, assignments
	Run      Right = "run"      // stages, board, exclude, return, accept, revoke, vote
	Results  Right = "results"  // standings before they are published
	Journal  Right = "journal"  // the journal
	Approve  Right = "approve"  // second person, by session only
	Accounts Right = "accounts" // users and tokens
)

// may is the one table of rights.
var may = map[Right][]Role{
	Judges:   {JudgeRole},
	Look:     {Owner, Organizer, Chair, Secretary, Counter, Technician, Host, Auditor},
	Prepare:  {Owner, Organizer, Secretary},
	Run:      {Owner, Organizer, Chair},
	Results:  {Owner, Organizer, Chair, Counter, Auditor},
	Journal:  {Owner, Organizer, Chair, Auditor},
	Approve:  {Owner, Organizer, Chair},
	Accounts: {Owner},
}

// May reports whether the role has the right.
func (r Role) May(right Right) bool {
	if right == Anyone {
		return true
	}
	for _, role := range may[right] {
		if role == r {
			return true
		}
	}
	return false
}
