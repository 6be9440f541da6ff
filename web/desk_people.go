package web

// The desk: accounts, invitations, tokens, and where one is signed in.

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/labstack/echo/v4"

	"dovar/judging"
)

type accountsData struct {
	Accounts    []judging.Account
	Invitations []judging.Invitation
	Tokens      []judging.Token
	Roles       []judging.Role
	RoleOptions []option
	Zone        *time.Location
	Link        string // of an invitation just made, shown once
	For         string
}

func (s *Server) accountsPage(c echo.Context, d *desk) (any, error) {
	ctx, data := c.Request().Context(), accountsData{Roles: judging.Roles}
	data.RoleOptions = mapped(judging.Roles, func(r judging.Role) option {
		return option{string(r), d.Text("role." + string(r))}
	})
	var err error
	if data.Accounts, err = s.Service.Accounts(ctx); err != nil {
		return nil, err
	}
	if data.Invitations, err = s.Service.Invitations(ctx); err != nil {
		return nil, err
	}
	if data.Tokens, err = s.Service.Tokens(ctx); err != nil {
		return nil, err
	}
	data.Zone, err = s.homeZone(ctx)
	return data, err
}

// homeZone is the time of pages that are about no event: that of the newest one.
func (s *Server) homeZone(ctx context.Context) (*time.Location, error) {
	events, err := s.Service.Events(ctx)
	if err != nil {
		return nil, err
	}
	name := zones[0].Value
	if len(events) > 0 {
		name = events[len(events)-1].Timezone
	}
	return time.LoadLocation(name)
}

// inviteForm shows the page at once: the link is there only now, and must not
// stand in an address.
func (s *Server) inviteForm(c echo.Context, d *desk) (done, error) {
	i, secret, err := s.Service.Invite(c.Request().Context(), d.By, c.FormValue("name"), judging.Role(c.FormValue("role")))
	if err != nil {
		return done{}, err
	}
	return done{}, s.showDesk(c, http.StatusOK, d, func(s *Server, c echo.Context, d *desk) (any, error) {
		data, err := s.accountsPage(c, d)
		if err != nil {
			return nil, err
		}
		shown := data.(accountsData)
		shown.For = i.Name
		shown.Link, err = s.inviteLink(c.Request().Context(), secret)
		return shown, err
	})
}

// inviteLink is the link of an invitation, at the address of the newest event's
// cards where that is surely this machine. More people may set that address than
// may make accounts, and who opens the link tells its secret to whoever answers.
func (s *Server) inviteLink(ctx context.Context, secret string) (string, error) {
	events, err := s.Service.Events(ctx)
	address := s.Address
	if len(events) > 0 {
		if newest := events[len(events)-1].Address; slices.Contains(s.ownAddresses(), newest) {
			address = newest
		}
	}
	return address + judging.InvitePath(secret), err
}

// Of the forms on the page, one act each; the id of what it is about stands in
// the form.

func (s *Server) withdrawForm(c echo.Context, d *desk) (done, error) {
	return done{Say: "invitation-withdrawn"}, s.Service.Withdraw(c.Request().Context(), d.By, c.FormValue("invitation"))
}

func (s *Server) accountStateForm(c echo.Context, d *desk) (done, error) {
	off := c.FormValue("off") == "1"
	say := "account-on"
	if off {
		say = "account-off"
	}
	return done{Say: say}, s.Service.SwitchAccount(c.Request().Context(), d.By, c.FormValue("account"), off)
}

func (s *Server) accountRoleForm(c echo.Context, d *desk) (done, error) {
	err := s.Service.SetRole(c.Request().Context(), d.By, c.FormValue("account"), judging.Role(c.FormValue("as")))
	return done{Say: "account-role"}, err
}

func (s *Server) accountEndForm(c echo.Context, d *desk) (done, error) {
	_, err := s.Service.EndSessions(c.Request().Context(), d.By, c.FormValue("account"), callOf(c).session)
	return done{Say: "account-ended"}, err
}

func (s *Server) tokenOffForm(c echo.Context, d *desk) (done, error) {
	return done{Say: "token-off"}, s.Service.SwitchTokenOff(c.Request().Context(), d.By, c.FormValue("token"))
}

type sessionsData struct {
	Sessions []sessionLine
	Others   int
	Person   bool // a script has no sessions and no password
	Zone     *time.Location
}

type sessionLine struct {
	judging.SignedIn
	Browser string
	Own     bool
}

func (s *Server) sessionsPage(c echo.Context, d *desk) (any, error) {
	ctx, data := c.Request().Context(), sessionsData{Person: callOf(c).session != ""}
	var err error
	if data.Zone, err = s.homeZone(ctx); err != nil || !data.Person {
		return data, err
	}
	list, err := s.Service.SessionsOf(ctx, d.By.ID)
	data.Sessions = mapped(list, func(in judging.SignedIn) sessionLine {
		return sessionLine{in, browserWords(d.Lang, in.Browser), in.ID == callOf(c).session}
	})
	data.Others = max(0, len(list)-1)
	return data, err
}

func (s *Server) endSessionForm(c echo.Context, d *desk) (done, error) {
	return done{Say: "session-ended"}, s.Service.EndSession(c.Request().Context(), d.By, d.By.ID, c.FormValue("session"))
}

func (s *Server) endOthersForm(c echo.Context, d *desk) (done, error) {
	if callOf(c).session == "" {
		return done{}, nil
	}
	_, err := s.Service.EndSessions(c.Request().Context(), d.By, d.By.ID, callOf(c).session)
	return done{Say: "others-ended"}, err
}

func (s *Server) passwordForm(c echo.Context, d *desk) (done, error) {
	err := s.Service.ChangePassword(c.Request().Context(), d.By, callOf(c).session, c.FormValue("old"), c.FormValue("password"))
	return done{Say: "password-changed"}, err
}
