package judging

// What a board shows of runs and matches beside its rows. Entries that the
// public may not know stand in it under a sign that says nothing, see hidden.

// An Extra travels whole in every snap and delta: no hash covers it, "pub" tells
// a viewer that it missed one. With a privacy other than full it holds stages
// alone: runs of the places that are public stand in their rows.
type Extra struct {
	Low     bool           `json:"low,omitempty"`   // the least total is first
	Moves   bool           `json:"moves,omitempty"` // a best run changes everybody's points
	Stages  []ExtraStage   `json:"stages"`          // with runs or matches
	Live    []ExtraLive    `json:"live,omitempty"`
	Records []ExtraRecord  `json:"records,omitempty"`
	Matches []ExtraMatches `json:"matches,omitempty"`
}

// An ExtraStage is a stage of kind tasks, time or matches. Decimals are those of
// its times; Seconds is the longest that a run or match lasts, 0 for no limit.
// Best says that the best run is the stage's result.
type ExtraStage struct {
	Stage    string `json:"stage"`
	Title    Text   `json:"title"`
	Kind     string `json:"kind"`
	Attempts int    `json:"attempts,omitempty"`
	Decimals int    `json:"decimals"`
	Seconds  int    `json:"seconds,omitempty"`
	Best     bool   `json:"best,omitempty"`
}

// A FrameRun is one attempt that is over: V points, or seconds against time; T
// seconds beside points; None: it gave no result, nobody reads why. N is the
// attempt, of a run that was made again the one that it stands for; Extra: it was
// made for a tie alone, and is none of the attempts.
type FrameRun struct {
	Stage string `json:"stage"`
	N     int    `json:"n"`
	V     string `json:"v,omitempty"`
	T     string `json:"t,omitempty"`
	None  bool   `json:"none,omitempty"`
	Extra bool   `json:"extra,omitempty"`
}

// An ExtraLive is a stopwatch that runs: Since is its start by the server's
// clock, RFC 3339 with milliseconds. In a match Entry runs against Against.
type ExtraLive struct {
	Stage   string `json:"stage"`
	Entry   string `json:"entry"`
	Against string `json:"against,omitempty"`
	Meeting string `json:"meeting,omitempty"`
	Attempt int    `json:"attempt,omitempty"`
	Extra   bool   `json:"extra,omitempty"` // made for a tie alone
	Field   string `json:"field,omitempty"` // its title
	Since   string `json:"since"`
}

// An ExtraRecord is the best run of a stage so far, and when it came in.
type ExtraRecord struct {
	Stage string `json:"stage"`
	Entry string `json:"entry"`
	V     string `json:"v"`
	T     string `json:"t,omitempty"`
	At    string `json:"at"`
}

type ExtraMatches struct {
	Stage    string         `json:"stage"`
	Format   string         `json:"format"`
	Groups   []ExtraGroup   `json:"groups,omitempty"`
	Meetings []ExtraMeeting `json:"meetings"`
}

// An ExtraGroup is one table; Name is "" where the stage has one.
type ExtraGroup struct {
	Name string          `json:"name,omitempty"`
	Rows []ExtraGroupRow `json:"rows"`
}

type ExtraGroupRow struct {
	Entry      string `json:"entry"`
	Played     int    `json:"played"`
	Won        int    `json:"won"`
	Points     string `json:"points"`
	Difference string `json:"difference"`
	Place      int    `json:"place,omitempty"`
}

// An ExtraMeeting is one meeting. A side is "" until it is known; FromA and
// FromB then name the meeting whose winner, or with "-" before it whose loser,
// comes there.
type ExtraMeeting struct {
	ID     string `json:"id"`
	Part   string `json:"part"` // group, swiss, winners, losers, final, third
	Round  int    `json:"round"`
	Group  int    `json:"group,omitempty"`
	A      string `json:"a,omitempty"`
	B      string `json:"b,omitempty"`
	FromA  string `json:"fromA,omitempty"`
	FromB  string `json:"fromB,omitempty"`
	ScoreA string `json:"scoreA,omitempty"`
	ScoreB string `json:"scoreB,omitempty"`
	Winner string `json:"winner,omitempty"`
	Over   bool   `json:"over,omitempty"`
	Bye    bool   `json:"bye,omitempty"`
}
