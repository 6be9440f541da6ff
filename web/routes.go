package web

// The one table of routes: what is served, who may ask, how much a request may
// carry. A route outside it answers 404, even if somebody registers it.

import (
	"context"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humaecho"
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// A route is one row. Path is written as in OpenAPI.
type route struct {
	method, path string
	right        judging.Right
	limit        int64 // bytes of the body
	about        string
	mount        mount

	page    bool // refusals are pages, and a guest is asked to sign in
	private bool // passwords or PINs travel: as closed to plain HTTP as what needs a right
	revoked bool // a revoked tablet may still come here
	known   bool // anyone may ask, and who is signed in may see more
}

// A mount puts the handler of a row into its place.
type mount = func(huma.API, *echo.Echo, *route)

const (
	small = 64 << 10
	large = 1 << 20 // ops
	huge  = 5 << 20 // lists of entries
)

const (
	get   = http.MethodGet
	post  = http.MethodPost
	put   = http.MethodPut
	patch = http.MethodPatch
	del   = http.MethodDelete
)

// table is all there is. Methods of Server named in it lie in api_*.go,
// pages.go, assets.go and live_socket.go.
func (s *Server) table() []route {
	const v1 = "/api/v1"
	return []route{
		{method: get, path: v1 + "/presets", right: judging.Look, limit: small, about: "Contests that come with the program", mount: typed(s.listPresets)},
		{method: get, path: v1 + "/events", right: judging.Look, limit: small, about: "All events", mount: typed(s.listEvents)},
		{method: post, path: v1 + "/events", right: judging.Prepare, limit: small, about: "Make an event", mount: typed(s.createEvent)},
		{method: get, path: v1 + "/events/{event}", right: judging.Look, limit: small, about: "One event", mount: typed(s.getEvent)},
		{method: patch, path: v1 + "/events/{event}", right: judging.Prepare, limit: small, about: "Change an event's texts, days, place and address", mount: typed(s.amendEvent)},
		{method: get, path: v1 + "/events/{event}/contests", right: judging.Look, limit: small, about: "Contests of an event", mount: typed(s.listContests)},
		{method: post, path: v1 + "/events/{event}/contests", right: judging.Prepare, limit: large, about: "Make a contest from a preset or a definition", mount: raw(s.createContest)},
		{method: get, path: v1 + "/events/{event}/judges", right: judging.Look, limit: small, about: "Judges of an event", mount: typed(s.listJudges)},
		{method: post, path: v1 + "/events/{event}/judges", right: judging.Prepare, limit: large, about: "Add judges, all or none", mount: typed(s.addJudges)},
		{method: post, path: v1 + "/events/{event}/judges/import", right: judging.Prepare, limit: uploadLimit, about: "Add the good rows of a list of judges; the same list twice adds nothing", mount: upload(s.importJudges)},
		{method: get, path: v1 + "/events/{event}/judges/template.xlsx", right: judging.Look, limit: small, about: "An empty list of judges", mount: document(xlsxType, s.judgesTemplate)},
		{method: get, path: v1 + "/events/{event}/devices", right: judging.Run, limit: small, about: "Tablets that signed in", mount: typed(s.listDevices)},
		{method: get, path: v1 + "/events/{event}/journal", right: judging.Journal, limit: small, about: "Rows of the event's journal", mount: typed(s.eventJournal)},
		{method: post, path: v1 + "/judges/{judge}/card", right: judging.Prepare, limit: small, about: "Make the judge's card; older cards are dead", mount: typed(s.makeCard)},
		{method: post, path: v1 + "/devices/{device}/revoke", right: judging.Run, limit: small, about: "Keep what a tablet sends from now on aside", mount: typed(s.revoke)},

		{method: get, path: v1 + "/contests/{contest}", right: judging.Look, limit: small, about: "The definition; its ETag is for PUT", mount: typed(s.getContest)},
		{method: put, path: v1 + "/contests/{contest}", right: judging.Prepare, limit: large, about: "Replace the definition, with If-Match", mount: raw(s.putContest)},
		{method: post, path: v1 + "/contests/{contest}/check", right: judging.Prepare, limit: large, about: "Look at a definition before it is kept: problems, rules as text, rubrics", mount: raw(s.checkContest)},
		{method: get, path: v1 + "/contests/{contest}/entries", right: judging.Look, limit: small, about: "Entries in the order added", mount: typed(s.listEntries)},
		{method: post, path: v1 + "/contests/{contest}/entries", right: judging.Prepare, limit: huge, about: "Add entries, all or none", mount: typed(s.addEntries)},
		{method: post, path: v1 + "/contests/{contest}/entries/import", right: judging.Prepare, limit: uploadLimit, about: "Add the good rows of a list; the same list twice adds nothing", mount: upload(s.importEntries)},
		{method: get, path: v1 + "/contests/{contest}/entries/template.xlsx", right: judging.Look, limit: small, about: "An empty list with the contest's columns", mount: document(xlsxType, s.entriesTemplate)},
		{method: patch, path: v1 + "/entries/{entry}", right: judging.Prepare, limit: small, about: "Change an entry; state, division and visibility with a reason", mount: typed(s.amendEntry)},
		{method: post, path: v1 + "/contests/{contest}/assignments", right: judging.Prepare, limit: large, about: "Assign judges: pairs, or a draw with equal load", mount: typed(s.assign)},
		{method: post, path: v1 + "/contests/{contest}/assignments/back", right: judging.Prepare, limit: large, about: "Take pairs back before their stage opens", mount: typed(s.takeBack)},
		{method: get, path: v1 + "/contests/{contest}/orders", right: judging.Look, limit: small, about: "The order in which judges see their entries", mount: typed(s.listOrders)},
		{method: post, path: v1 + "/contests/{contest}/orders", right: judging.Prepare, limit: large, about: "Move an entry in an order, give or draw one", mount: typed(s.order)},
		{method: get, path: v1 + "/contests/{contest}/rooms", right: judging.Look, limit: small, about: "Rooms of a contest", mount: typed(s.listRooms)},
		{method: post, path: v1 + "/contests/{contest}/rooms", right: judging.Prepare, limit: small, about: "Add a room", mount: typed(s.addRoom)},
		{method: put, path: v1 + "/contests/{contest}/rooms/{room}", right: judging.Prepare, limit: small, about: "Rename a room", mount: typed(s.renameRoom)},
		{method: get, path: v1 + "/contests/{contest}/panels", right: judging.Look, limit: small, about: "Panels of all stages, in the order of rooms", mount: typed(s.listPanels)},
		{method: post, path: v1 + "/contests/{contest}/panels", right: judging.Prepare, limit: small, about: "Add a panel", mount: typed(s.addPanel)},
		{method: put, path: v1 + "/contests/{contest}/panels/{panel}", right: judging.Prepare, limit: small, about: "Change room, seating and judges of a panel", mount: typed(s.putPanel)},
		{method: del, path: v1 + "/contests/{contest}/panels/{panel}", right: judging.Prepare, limit: small, about: "Take a panel away; pairs made for it stay", mount: typed(s.removePanel)},
		{method: get, path: v1 + "/contests/{contest}/draws", right: judging.Look, limit: small, about: "Draws of matches that stand", mount: typed(s.listDraws)},
		{method: post, path: v1 + "/contests/{contest}/draws", right: judging.Prepare, limit: small, about: "Draw the matches of a stage and division, or draw anew until one is begun", mount: typed(s.drawMatches)},
		{method: get, path: v1 + "/contests/{contest}/matches", right: judging.Look, limit: small, about: "Who meets whom; with the right to results, outcomes and tables of groups too", mount: typed(s.listMatches)},
		{method: get, path: v1 + "/contests/{contest}/queue", right: judging.Anyone, limit: small, about: "Who is called to which field, of the open stages that referees run", mount: described[judging.Queue](s.queue, http.StatusOK)},
		{method: post, path: v1 + "/contests/{contest}/fields", right: judging.Prepare, limit: small, about: "Make fields for a stage, with a referee each and those who stand in", mount: typed(s.makeFields)},
		{method: post, path: v1 + "/contests/{contest}/fields/hand", right: judging.Run, limit: small, about: "Give the queue of a field to another referee", mount: typed(s.handField)},
		{method: put, path: v1 + "/contests/{contest}/timetable", right: judging.Prepare, limit: small, about: "Replace the rounds of a stage on fields", mount: typed(s.putTimetable)},
		{method: post, path: v1 + "/contests/{contest}/inspection", right: judging.Prepare, limit: small, about: "Let one inspector, or the fields' referees, inspect all robots that nobody inspects yet", mount: typed(s.assignInspection)},
		{method: post, path: v1 + "/contests/{contest}/extra-runs", right: judging.Run, limit: small, about: "Seat one more run for entries that are level, for the tie alone", mount: typed(s.extraRun)},
		{method: get, path: v1 + "/contests/{contest}/sheets", right: judging.Look, limit: small, about: "Score sheets without their marks", mount: typed(s.listSheets)},
		{method: get, path: v1 + "/contests/{contest}/monitor", right: judging.Look, limit: small, about: "The live map of a stage, judge by entry, without marks; what waits for a person", mount: typed(s.monitor)},
		{method: get, path: v1 + "/contests/{contest}/monitor/cell", right: judging.Look, limit: small, about: "One sheet's state and story, without its marks", mount: typed(s.monitorCell)},
		{method: get, path: v1 + "/contests/{contest}/standings", right: judging.Results, limit: small, about: "Standings with the reason of each place", mount: typed(s.standings)},
		{method: get, path: v1 + "/contests/{contest}/quality", right: judging.Results, limit: small, about: "How judges mark, how far they agree, how sure the order is", mount: typed(s.quality)},
		{method: get, path: v1 + "/contests/{contest}/quality/row", right: judging.Results, limit: small, about: "Which row of the journal the newest of those figures belong to, without them", mount: typed(s.qualityRow)},
		s.resultsRow("xlsx", "The results as a workbook that computes itself again; the public part for guests once published"),
		s.resultsRow("csv", "The results as a table; the public part for guests once published"),
		s.resultsRow("json", "The results with all they were made of; the public part for guests once published"),
		{method: get, path: v1 + "/contests/{contest}/journal", right: judging.Journal, limit: small, about: "Rows of the contest's journal", mount: typed(s.contestJournal)},
		{method: post, path: v1 + "/contests/{contest}/board", right: judging.Run, limit: small, about: "What the public sees", mount: typed(s.setBoard)},
		{method: post, path: v1 + "/contests/{contest}/votes", right: judging.Run, limit: small, about: "Record the jury's open vote between level entries", mount: typed(s.recordVote)},
		{method: post, path: v1 + "/stages/{stage}/state", right: judging.Run, limit: small, about: "Move a stage a step; 202 when a second person is needed", mount: proposing(s.setStage)},
		{method: get, path: v1 + "/contests/{contest}/judges/{judge}/leave", right: judging.Run, limit: small, about: "What a judge's leaving would come to, each way in numbers", mount: typed(s.leaveChoices)},
		{method: post, path: v1 + "/contests/{contest}/judges/{judge}/leave", right: judging.Run, limit: small, about: "A judge leaves: as the contest declared at once, otherwise 202 and a second person", mount: proposing(s.judgeLeaves)},
		{method: post, path: v1 + "/contests/{contest}/sharing", right: judging.Run, limit: small, about: "Declare how rooms share the ranking; 202 once a stage has begun", mount: proposing(s.declareRooms)},
		{method: get, path: v1 + "/stages/{stage}/judges/{judge}/whatif", right: judging.Run, limit: small, about: "How many places would change without a judge's sheets, not whose", mount: typed(s.whatIf)},
		{method: post, path: v1 + "/stages/{stage}/judges/{judge}/exclude", right: judging.Run, limit: small, about: "Keep all sheets of a judge in a stage out of the result; 202 where the contest declared otherwise", mount: proposing(s.excludeJudge)},
		{method: post, path: v1 + "/stages/{stage}/judges/{judge}/count", right: judging.Run, limit: small, about: "Count a judge's sheets again that were excluded for the reason; 202 where the contest declared otherwise", mount: proposing(s.countJudge)},
		{method: get, path: v1 + "/accounts", right: judging.Accounts, limit: small, about: "Accounts of people", mount: typed(s.listAccounts)},
		{method: post, path: v1 + "/accounts/{account}/state", right: judging.Accounts, limit: small, about: "Switch an account off, which ends its sessions, or on", mount: typed(s.switchAccount)},
		{method: post, path: v1 + "/accounts/{account}/role", right: judging.Accounts, limit: small, about: "Give an account another role", mount: typed(s.setRole)},
		{method: get, path: v1 + "/accounts/{account}/sessions", right: judging.Accounts, limit: small, about: "Where an account is signed in", mount: typed(s.sessionsOf)},
		{method: post, path: v1 + "/accounts/{account}/sessions/end", right: judging.Accounts, limit: small, about: "Sign an account out everywhere", mount: typed(s.endSessionsOf)},
		{method: get, path: v1 + "/invitations", right: judging.Accounts, limit: small, about: "Invitations that are still open", mount: typed(s.listInvitations)},
		{method: post, path: v1 + "/invitations", right: judging.Accounts, limit: small, private: true, about: "Invite a person by a link for one account", mount: typed(s.invite)},
		{method: post, path: v1 + "/invitations/{invitation}/withdraw", right: judging.Accounts, limit: small, about: "Take an invitation back", mount: typed(s.withdraw)},
		{method: get, path: v1 + "/tokens", right: judging.Accounts, limit: small, about: "Tokens of scripts", mount: typed(s.listTokens)},
		{method: post, path: v1 + "/tokens/{token}/off", right: judging.Accounts, limit: small, about: "Switch a token off for good", mount: typed(s.switchTokenOff)},
		{method: get, path: v1 + "/sessions", right: judging.Look, limit: small, about: "Where the caller is signed in", mount: typed(s.mySessions)},
		{method: post, path: v1 + "/sessions/{session}/end", right: judging.Look, limit: small, about: "End one of the caller's sessions", mount: typed(s.endMySession)},
		{method: post, path: v1 + "/sessions/end-others", right: judging.Look, limit: small, about: "End the caller's other sessions", mount: typed(s.endMyOthers)},
		{method: post, path: v1 + "/password", right: judging.Look, limit: small, about: "Change the caller's password, which ends the other sessions", mount: typed(s.changePassword)},
		{method: post, path: v1 + "/approvals/{approval}", right: judging.Approve, limit: small, about: "Carry out what waits for a second person", mount: typed(s.approve)},
		{method: post, path: v1 + "/sheets/{sheet}/exclude", right: judging.Run, limit: small, about: "Keep a sheet out of the result; without a reason it counts again", mount: typed(s.exclude)},
		{method: post, path: v1 + "/sheets/{sheet}/return", right: judging.Run, limit: small, about: "Ask the judge to look again", mount: typed(s.returnSheet)},
		{method: post, path: v1 + "/sheets/{sheet}/move", right: judging.Prepare, limit: small, about: "Move a run that waits in its queue, or its robot to another field", mount: typed(s.moveCall)},
		{method: post, path: v1 + "/sheets/{sheet}/absent", right: judging.Run, limit: small, about: "Mark the team of a run as absent, or bring it back: no result, and no zero", mount: typed(s.absentCall)},
		{method: post, path: v1 + "/sheets/{sheet}/rerun", right: judging.Run, limit: small, about: "Keep a run out of the result and seat it again", mount: typed(s.rerun)},
		{method: post, path: v1 + "/ops/{op}/accept", right: judging.Run, limit: small, about: "Let a late, stale or quarantined op count", mount: typed(s.accept)},

		{method: post, path: v1 + "/enrol", right: judging.Anyone, limit: small, private: true, about: "Sign a tablet in by card and PIN, or by a judge's Bearer", mount: typed(s.enrol)},
		{method: get, path: v1 + "/hello", right: judging.Judges, limit: small, about: "All that a tablet must know", mount: typed(s.hello)},
		{method: post, path: v1 + "/ops", right: judging.Judges, limit: large, revoked: true, about: "Store versions of sheets; answered after the commit", mount: typed(s.postOps)},

		{method: get, path: v1 + "/boards/{contest}", right: judging.Anyone, limit: small, about: "The public picture of a division", mount: described[judging.Frame](s.board, http.StatusOK)},
		{method: get, path: v1 + "/boards/{contest}/entries", right: judging.Anyone, limit: small, about: "More public rows", mount: typed(s.boardEntries)},
		{method: get, path: v1 + "/boards/{contest}/entries/{entry}", right: judging.Anyone, limit: small, about: "Why a public entry stands where it stands, once published with reasons", mount: explained(s.boardReason)},
		{method: get, path: v1 + "/boards/{contest}/live", right: judging.Anyone, limit: small, about: "The public picture as a websocket: snap, delta, hb, bye", mount: described[judging.Frame](s.live, http.StatusSwitchingProtocols)},

		{method: get, path: "/api/openapi.json", right: judging.Anyone, limit: small, mount: plain(s.openAPI)},
		{method: get, path: "/healthz", right: judging.Anyone, limit: small, mount: plain(s.healthz)},
		{method: get, path: "/readyz", right: judging.Anyone, limit: small, mount: plain(s.readyz)},

		{method: get, path: "/", right: judging.Anyone, limit: small, page: true, mount: plain(s.startPage)},
		{method: get, path: "/signin", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.signInPage)},
		{method: post, path: "/signin", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.signInForm)},
		{method: post, path: "/signout", right: judging.Anyone, limit: small, page: true, mount: plain(s.signOutForm)},
		{method: get, path: "/setup", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.setupPage)},
		{method: post, path: "/setup", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.setupForm)},
		{method: get, path: "/invite", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.invitePage)},
		{method: post, path: "/invite", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.joinForm)},
		// The desk: events and contests.
		{method: get, path: "/organizer", right: judging.Look, limit: small, page: true, mount: s.deskPage("organizer", (*Server).organizerPage)},
		{method: get, path: "/organizer/events/new", right: judging.Prepare, limit: small, page: true, mount: s.deskPage("event-new", (*Server).newEventPage)},
		{method: post, path: "/organizer/events/new", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("event-new", (*Server).newEventPage, (*Server).newEventForm)},
		{method: get, path: "/organizer/events/{event}", right: judging.Look, limit: small, page: true, mount: s.deskPage("event", (*Server).eventPage)},
		{method: post, path: "/organizer/events/{event}", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("event", (*Server).eventPage, (*Server).amendEventForm)},
		{method: get, path: "/organizer/events/{event}/contests/new", right: judging.Prepare, limit: small, page: true, mount: s.deskPage("contest-new", (*Server).newContestPage)},
		{method: post, path: "/organizer/events/{event}/contests/new", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("contest-new", (*Server).newContestPage, (*Server).newContestForm)},
		{method: get, path: "/organizer/contests/{contest}", right: judging.Look, limit: small, page: true, mount: s.deskPage("contest", (*Server).contestPage)},

		// The desk: rules.
		{method: get, path: "/organizer/contests/{contest}/rules", right: judging.Look, limit: small, page: true, mount: s.deskPage("rules", (*Server).rulesPage)},

		// The desk: entries.
		{method: get, path: "/organizer/contests/{contest}/entries", right: judging.Look, limit: small, page: true, mount: s.deskPage("entries", (*Server).entriesPage)},
		{method: post, path: "/organizer/contests/{contest}/entries/add", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("entries", (*Server).entriesPage, (*Server).addEntryForm)},
		{method: get, path: "/organizer/entries/{entry}", right: judging.Look, limit: small, page: true, mount: s.deskPage("entry", (*Server).entryPage)},
		{method: post, path: "/organizer/entries/{entry}", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("entry", (*Server).entryPage, (*Server).amendEntryForm)},
		{method: post, path: "/organizer/entries/{entry}/place", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("entry", (*Server).entryPage, (*Server).placeEntryForm)},

		// The desk: panels.
		{method: get, path: "/organizer/contests/{contest}/panels", right: judging.Look, limit: small, page: true, mount: s.deskPage("panels", (*Server).panelsPage)},
		{method: post, path: "/organizer/contests/{contest}/panels/room", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).roomForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/panel", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).panelForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/remove", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).removePanelForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/sharing", right: judging.Run, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).declareForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/apply", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).applyForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/all", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).allForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/back", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).takeBackForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/pair", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).pairForm)},
		{method: post, path: "/organizer/contests/{contest}/panels/order", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("panels", (*Server).panelsPage, (*Server).orderForm)},

		// The desk: matches.
		{method: get, path: "/organizer/contests/{contest}/matches", right: judging.Look, limit: small, page: true, mount: s.deskPage("matches", (*Server).matchesPage)},
		{method: post, path: "/organizer/contests/{contest}/matches/draw", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("matches", (*Server).matchesPage, (*Server).drawForm)},
		{method: post, path: "/organizer/contests/{contest}/matches/out", right: judging.Run, limit: small, page: true, mount: s.deskForm("matches", (*Server).matchesPage, (*Server).matchOutForm)},

		// The desk: fields and their queues.
		{method: get, path: "/organizer/contests/{contest}/fields", right: judging.Look, limit: small, page: true, mount: s.deskPage("fields", (*Server).fieldsPage)},
		{method: get, path: "/organizer/contests/{contest}/fields/cards", right: judging.Prepare, limit: small, page: true, private: true, mount: s.deskPage("fields", (*Server).teamCardsPage)},
		{method: post, path: "/organizer/contests/{contest}/fields/make", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).makeFieldsForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/spread", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).spreadForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/move", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).moveCallForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/absent", right: judging.Run, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).absentForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/hand", right: judging.Run, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).handFieldForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/rerun", right: judging.Run, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).rerunForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/extra", right: judging.Run, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).extraRunForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/timetable", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).timetableForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/plan", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).planForm)},
		{method: post, path: "/organizer/contests/{contest}/fields/inspect", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("fields", (*Server).fieldsPage, (*Server).inspectForm)},

		// The desk: judges, cards, tablets.
		{method: get, path: "/organizer/events/{event}/judges", right: judging.Look, limit: small, page: true, mount: s.deskPage("judges", (*Server).judgesPage)},
		{method: post, path: "/organizer/events/{event}/judges/add", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("judges", (*Server).judgesPage, (*Server).addJudgeForm)},
		{method: post, path: "/organizer/events/{event}/judges/spares", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("judges", (*Server).judgesPage, (*Server).addSparesForm)},
		{method: post, path: "/organizer/events/{event}/judges/cards", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("judges", (*Server).judgesPage, (*Server).printCardsForm)},
		{method: get, path: "/organizer/judges/{judge}", right: judging.Look, limit: small, page: true, mount: s.deskPage("judge", (*Server).oneJudgePage)},
		{method: post, path: "/organizer/judges/{judge}", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("judge", (*Server).oneJudgePage, (*Server).amendJudgeForm)},
		{method: post, path: "/organizer/judges/{judge}/revoke", right: judging.Prepare, limit: small, page: true, mount: s.deskForm("judge", (*Server).oneJudgePage, (*Server).revokeCardForm)},
		{method: get, path: "/organizer/events/{event}/devices", right: judging.Run, limit: small, page: true, mount: s.deskPage("devices", (*Server).devicesPage)},
		{method: post, path: "/organizer/devices/{device}/remind", right: judging.Run, limit: small, page: true, mount: s.deskForm("devices", (*Server).devicesPage, (*Server).remindForm)},
		{method: post, path: "/organizer/devices/{device}/revoke", right: judging.Run, limit: small, page: true, mount: s.deskForm("devices", (*Server).devicesPage, (*Server).revokeDeviceForm)},

		// The desk: the day.
		{method: get, path: "/organizer/contests/{contest}/day", right: judging.Look, limit: small, page: true, mount: s.deskPage("day", (*Server).dayPage)},

		// The desk: stages, jury, standings, board.
		{method: get, path: "/organizer/contests/{contest}/stages", right: judging.Look, limit: small, page: true, mount: s.deskPage("stages", (*Server).stagesPage)},
		{method: post, path: "/organizer/contests/{contest}/stages/approve", right: judging.Approve, limit: small, page: true, mount: s.deskForm("stages", (*Server).stagesPage, (*Server).approveForm)},
		{method: post, path: "/organizer/stages/{stage}/state", right: judging.Run, limit: small, page: true, mount: s.deskForm("stages", (*Server).stagesPage, (*Server).stepForm)},
		{method: get, path: "/organizer/stages/{stage}/close", right: judging.Run, limit: small, page: true, mount: s.deskPage("close", (*Server).closePage)},
		{method: post, path: "/organizer/stages/{stage}/close", right: judging.Run, limit: small, page: true, mount: s.deskForm("close", (*Server).closePage, (*Server).closeForm)},
		{method: get, path: "/organizer/contests/{contest}/jury", right: judging.Look, limit: small, page: true, mount: s.deskPage("jury", (*Server).juryPage)},
		{method: post, path: "/organizer/contests/{contest}/jury/leave", right: judging.Run, limit: small, page: true, mount: s.deskForm("jury", (*Server).juryPage, (*Server).leaveForm)},
		{method: post, path: "/organizer/contests/{contest}/jury/exclude", right: judging.Run, limit: small, page: true, mount: s.deskForm("jury", (*Server).juryPage, (*Server).excludeForm)},
		{method: post, path: "/organizer/contests/{contest}/jury/count", right: judging.Run, limit: small, page: true, mount: s.deskForm("jury", (*Server).juryPage, (*Server).countForm)},
		{method: get, path: "/organizer/contests/{contest}/standings", right: judging.Results, limit: small, page: true, mount: s.deskPage("standings", (*Server).standingsPage)},
		{method: get, path: "/organizer/contests/{contest}/results", right: judging.Results, limit: small, page: true, mount: s.deskPage("results", (*Server).resultsPage)},
		{method: post, path: "/organizer/contests/{contest}/results/erase", right: judging.Run, limit: small, page: true, mount: s.deskForm("results", (*Server).resultsPage, (*Server).eraseForm)},
		{method: post, path: "/organizer/contests/{contest}/standings", right: judging.Results, limit: small, page: true, mount: s.deskForm("standings", (*Server).standingsPage, (*Server).lookForm)},
		{method: post, path: "/organizer/contests/{contest}/standings/vote", right: judging.Run, limit: small, page: true, mount: s.deskForm("standings", (*Server).standingsPage, (*Server).voteForm)},
		{method: get, path: "/organizer/contests/{contest}/quality", right: judging.Results, limit: small, page: true, mount: s.deskPage("quality", (*Server).qualityPage)},
		{method: post, path: "/organizer/contests/{contest}/quality", right: judging.Results, limit: small, page: true, mount: s.deskForm("quality", (*Server).qualityPage, (*Server).qualityLookForm)},
		{method: get, path: "/organizer/contests/{contest}/board", right: judging.Look, limit: small, page: true, mount: s.deskPage("board", (*Server).boardDeskPage)},
		{method: post, path: "/organizer/contests/{contest}/board", right: judging.Run, limit: small, page: true, mount: s.deskForm("board", (*Server).boardDeskPage, (*Server).boardForm)},
		{method: post, path: "/organizer/contests/{contest}/board/hide", right: judging.Run, limit: small, page: true, mount: s.deskForm("board", (*Server).boardDeskPage, (*Server).hideForm)},
		{method: get, path: "/organizer/contests/{contest}/board/publish", right: judging.Run, limit: small, page: true, mount: s.deskPage("publish", (*Server).publishPage)},
		{method: post, path: "/organizer/contests/{contest}/board/publish", right: judging.Run, limit: small, page: true, mount: s.deskForm("publish", (*Server).publishPage, (*Server).publishForm)},

		// The desk: results.
		{method: get, path: "/organizer/stages/{stage}/protocol", right: judging.Results, limit: small, page: true, mount: s.deskPage("protocol", (*Server).protocolPage)},

		// The desk: people and journals.
		{method: get, path: "/organizer/accounts", right: judging.Accounts, limit: small, page: true, mount: s.deskPage("accounts", (*Server).accountsPage)},
		{method: post, path: "/organizer/accounts/invite", right: judging.Accounts, limit: small, page: true, mount: s.deskForm("accounts", (*Server).accountsPage, (*Server).inviteForm)},
		{method: post, path: "/organizer/accounts/withdraw", right: judging.Accounts, limit: small, page: true, mount: s.deskForm("accounts", (*Server).accountsPage, (*Server).withdrawForm)},
		{method: post, path: "/organizer/accounts/state", right: judging.Accounts, limit: small, page: true, mount: s.deskForm("accounts", (*Server).accountsPage, (*Server).accountStateForm)},
		{method: post, path: "/organizer/accounts/role", right: judging.Accounts, limit: small, page: true, mount: s.deskForm("accounts", (*Server).accountsPage, (*Server).accountRoleForm)},
		{method: post, path: "/organizer/accounts/end", right: judging.Accounts, limit: small, page: true, mount: s.deskForm("accounts", (*Server).accountsPage, (*Server).accountEndForm)},
		{method: post, path: "/organizer/accounts/token-off", right: judging.Accounts, limit: small, page: true, mount: s.deskForm("accounts", (*Server).accountsPage, (*Server).tokenOffForm)},
		{method: get, path: "/organizer/sessions", right: judging.Look, limit: small, page: true, mount: s.deskPage("sessions", (*Server).sessionsPage)},
		{method: post, path: "/organizer/sessions/end", right: judging.Look, limit: small, page: true, mount: s.deskForm("sessions", (*Server).sessionsPage, (*Server).endSessionForm)},
		{method: post, path: "/organizer/sessions/end-others", right: judging.Look, limit: small, page: true, mount: s.deskForm("sessions", (*Server).sessionsPage, (*Server).endOthersForm)},
		{method: post, path: "/organizer/sessions/password", right: judging.Look, limit: small, page: true, mount: s.deskForm("sessions", (*Server).sessionsPage, (*Server).passwordForm)},
		{method: get, path: "/organizer/events/{event}/journal", right: judging.Journal, limit: small, page: true, mount: s.deskPage("event-journal", (*Server).journalPage)},
		{method: get, path: "/organizer/contests/{contest}/journal", right: judging.Journal, limit: small, page: true, mount: s.deskPage("journal", (*Server).journalPage)},

		{method: get, path: "/judge", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.judgePage)},
		{method: get, path: "/j", right: judging.Anyone, limit: small, page: true, private: true, mount: plain(s.judgeShort)},
		{method: get, path: "/board/{contest}", right: judging.Anyone, limit: small, page: true, mount: plain(s.boardPage)},
		{method: get, path: "/b/{contest}", right: judging.Anyone, limit: small, page: true, mount: plain(s.phonePage)},
		{method: get, path: "/pit/{contest}", right: judging.Anyone, limit: small, page: true, mount: plain(s.pitPage)},
		{method: get, path: "/favicon.ico", right: judging.Anyone, limit: small, mount: plain(s.files.favicon)},
		{method: get, path: "/static/{hash}/*", right: judging.Anyone, limit: small, mount: plain(s.files.serve)},
	}
}

// router mounts the table behind the guard.
func (s *Server) router() *echo.Echo {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.IPExtractor = echo.ExtractIPDirect() // X-Forwarded-For is anybody's word
	e.Use(s.guard)
	config := huma.DefaultConfig("Dovar", s.Version)
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema links in answers
	s.api = humaecho.New(e, config)
	s.api.OpenAPI().Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"bearer": {Type: "http", Scheme: "bearer"},
		"cookie": {Type: "apiKey", In: "cookie", Name: "dovar", Description: "__Host-dovar over TLS"},
	}
	s.rows, s.paths = map[string]*route{}, map[string]bool{}
	rows := s.table()
	for i := range rows {
		row := &rows[i]
		s.rows[row.method+" "+echoPath(row.path)] = row
		s.paths[echoPath(row.path)] = true
		row.mount(s.api, e, row)
	}
	return e
}

// echoPath writes {name} as :name.
func echoPath(path string) string {
	return strings.NewReplacer("{", ":", "}", "").Replace(path)
}

// plain mounts a handler of echo.
func plain(h echo.HandlerFunc) mount {
	return func(_ huma.API, e *echo.Echo, row *route) { e.Add(row.method, echoPath(row.path), h) }
}

// described mounts a handler of echo that belongs to the API: Out is what it
// answers.
func described[Out any](h echo.HandlerFunc, status int) func(huma.API, *echo.Echo, *route) {
	return func(a huma.API, e *echo.Echo, row *route) {
		e.Add(row.method, echoPath(row.path), h)
		op, doc := row.operation(), a.OpenAPI()
		text := &huma.Schema{Type: huma.TypeString}
		op.Parameters = []*huma.Param{
			{Name: "contest", In: "path", Required: true, Schema: text}, {Name: "division", In: "query", Schema: text},
		}
		body := func(kind string, of reflect.Type) map[string]*huma.MediaType {
			return map[string]*huma.MediaType{kind: {Schema: doc.Components.Schemas.Schema(of, true, "")}}
		}
		op.Responses = map[string]*huma.Response{
			strconv.Itoa(status): {Description: http.StatusText(status), Content: body("application/json", reflect.TypeFor[Out]())},
			"default":            {Description: "Error", Content: body("application/problem+json", reflect.TypeFor[Problem]())},
		}
		doc.AddOperation(&op)
	}
}

// typed mounts a typed handler: the types are the description, and the check.
func typed[In, Out any](h func(context.Context, *In) (*Out, error)) func(huma.API, *echo.Echo, *route) {
	return func(a huma.API, _ *echo.Echo, row *route) { huma.Register(a, row.operation(), h) }
}

// proposing mounts a typed handler that may answer 202: it waits for a second person.
func proposing[In, Out any](h func(context.Context, *In) (*Out, error)) func(huma.API, *echo.Echo, *route) {
	return func(a huma.API, e *echo.Echo, row *route) {
		typed(h)(a, e, row)
		answers := a.OpenAPI().Paths[row.path].Post.Responses
		answers["202"] = &huma.Response{Description: "Waits for a second person", Content: answers["200"].Content}
	}
}

// raw mounts a typed handler that reads the body itself: a definition has a
// loader of its own, stricter than a schema.
func raw[In, Out any](h func(context.Context, *In) (*Out, error)) func(huma.API, *echo.Echo, *route) {
	return func(a huma.API, _ *echo.Echo, row *route) {
		op := row.operation()
		op.SkipValidateBody = true
		huma.Register(a, op, h)
		path := a.OpenAPI().Paths[row.path]
		for _, op := range []*huma.Operation{path.Post, path.Put} {
			if op != nil && op.RequestBody != nil {
				delete(op.RequestBody.Content, "application/octet-stream") // huma's guess from the raw bytes
			}
		}
	}
}

func (r *route) operation() huma.Operation {
	op := huma.Operation{
		OperationID: strings.ToLower(r.method) + strings.NewReplacer("/", "-", "{", "", "}", "").Replace(strings.TrimPrefix(r.path, "/api/v1")),
		Method:      r.method, Path: r.path, Summary: r.about,
		MaxBodyBytes: r.limit + 1, // the limit itself is let through
		Tags:         []string{strings.Split(r.path, "/")[3]},
	}
	if r.right != judging.Anyone {
		op.Description = "For " + strings.Join(roles(r.right), ", ") + "."
		op.Security = []map[string][]string{{"bearer": {}}, {"cookie": {}}}
		switch r.right {
		case judging.Judges: // a tablet has no session
			op.Security = op.Security[:1]
		case judging.Approve: // a token has no person
			op.Security = op.Security[1:]
		}
	}
	return op
}

// roles are those that have the right.
func roles(right judging.Right) (out []string) {
	for _, role := range append(slices.Clone(judging.Roles), judging.JudgeRole) {
		if role.May(right) {
			out = append(out, string(role))
		}
	}
	return out
}

// A Caller is embedded in every input: who asks, and in which language.
type Caller struct {
	by      judging.Actor
	session string // its id, "" for a token
	lang    string
	peer    string
}

// Resolve takes the caller from the guard.
func (c *Caller) Resolve(ctx huma.Context) []error {
	e := humaecho.Unwrap(ctx)
	call := callOf(e)
	c.by, c.session, c.lang, c.peer = call.by, call.session, call.lang, peerOf(e)
	return nil
}

// answer is an output with a body.
type answer[T any] struct{ Body T }

// reply wraps a body, or passes the error on.
func reply[T any](body T, err error) (*answer[T], error) {
	if err != nil {
		return nil, err
	}
	return &answer[T]{body}, nil
}
