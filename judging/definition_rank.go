package judging

// The shape of a definition: how places are made and what is given for them.

type RankDef struct {
	Order      string     `json:"order" enum:"desc,asc"`
	By         string     `json:"by" enum:"points,percent,time,ranks,bracket"`
	Style      string     `json:"style" enum:"1224,1223,1334"`
	Decimals   int        `json:"decimals" minimum:"0" maximum:"9"`
	MinSheets  int        `json:"min_sheets" minimum:"1"`
	Unfinished string     `json:"unfinished" enum:"last,none"`
	Adjust     *AdjustDef `json:"adjust,omitempty"`
	Round      *RoundDef  `json:"round,omitempty"` // totals are rounded before they are compared
	Cuts       []CutDef   `json:"cuts,omitempty" minItems:"1"`
	Rooms      *RoomsDef  `json:"rooms,omitempty"` // absent: linked
}

type RoundDef struct {
	Decimals int    `json:"decimals" minimum:"0" maximum:"9"`
	Mode     string `json:"mode" enum:"half_up,half_even,down"`
}

// A CutDef lets the places 1 to top of the stages up to after go on, with all
// who share the last of them.
type CutDef struct {
	After string `json:"after"`
	Top   int    `json:"top" minimum:"1"`
}

type AdjustDef struct {
	For string `json:"for" enum:"judge,room"`
	Use string `json:"use" enum:"beside,counts"`
}

type TieDef struct {
	By        string `json:"by" enum:"stage,attempt,attempt_time,finished,extra_run,criterion,head_to_head,group_points,wins,bout_difference,sonneborn,buchholz,sheet_best,sheet_countback,penalties,field,vote"`
	Stage     string `json:"stage,omitempty" on:"by: stage! attempt! attempt_time! finished! extra_run! criterion! head_to_head! group_points! wins! bout_difference! sonneborn! buchholz! sheet_best! sheet_countback! penalties! field"`
	Criterion string `json:"criterion,omitempty" on:"by: criterion!"`
	N         *int   `json:"n,omitempty" minimum:"1" on:"by: attempt! attempt_time!"`
	Field     string `json:"field,omitempty" on:"by: field!"`
	Order     string `json:"order" enum:"desc,asc"`
	Title     Text   `json:"title"`
}

type AwardDef struct {
	ID     string `json:"id" format:"slug"`
	Title  Text   `json:"title"`
	Give   string `json:"give" enum:"places,rest,stage,nomination"`
	Places []int  `json:"places,omitempty" minimum:"1" minItems:"1" on:"give: places! stage"` // of a stage, absent: 1
	Stage  string `json:"stage,omitempty" on:"give: stage!"`
	Quota  *int   `json:"quota" minimum:"1"` // nil: no fixed number
	To     string `json:"to" enum:"entry,supervisor"`
	Alone  bool   `json:"alone,omitempty"`
	Scored *bool  `json:"scored,omitempty" on:"give: nomination"`
}
