package web

// Accounts, invitations, tokens and sessions.

import (
	"context"

	"dovar/judging"
)

type accountView struct {
	ID   string       `json:"id"`
	Name string       `json:"name"`
	Role judging.Role `json:"role"`
	Off  bool         `json:"off"`
	At   string       `json:"at"`
	Seen string       `json:"seen,omitempty" doc:"last seen, to the minute"`
}

func (s *Server) listAccounts(ctx context.Context, _ *Caller) (*answer[[]accountView], error) {
	list, err := s.Service.Accounts(ctx)
	return reply(mapped(list, func(a judging.Account) accountView {
		return accountView{a.ID, a.Name, a.Role, a.Off, judging.Stamp(a.At), judging.Stamp(a.Seen)}
	}), err)
}

// OfAccount is the input of what concerns one account.
type OfAccount struct {
	Caller
	Account string `path:"account"`
}

func (s *Server) switchAccount(ctx context.Context, in *struct {
	OfAccount
	Body struct {
		Off bool `json:"off"`
	}
}) (*struct{}, error) {
	return nil, s.Service.SwitchAccount(ctx, in.by, in.Account, in.Body.Off)
}

func (s *Server) setRole(ctx context.Context, in *struct {
	OfAccount
	Body struct {
		Role judging.Role `json:"role"`
	}
}) (*struct{}, error) {
	return nil, s.Service.SetRole(ctx, in.by, in.Account, in.Body.Role)
}

type sessionView struct {
	ID      string `json:"id"`
	Began   string `json:"began"`
	Seen    string `json:"seen" doc:"last seen, to the minute"`
	Ends    string `json:"ends"`
	Browser string `json:"browser" doc:"in the caller's language"`
	Address string `json:"address"`
	Own     bool   `json:"own" doc:"the session that asks"`
}

func (c Caller) sessions(list []judging.SignedIn, err error) (*answer[[]sessionView], error) {
	return reply(mapped(list, func(in judging.SignedIn) sessionView {
		return sessionView{
			in.ID, judging.Stamp(in.Began), judging.Stamp(in.Seen), judging.Stamp(in.Ends),
			browserWords(c.lang, in.Browser), in.Address, in.ID == c.session,
		}
	}), err)
}

func (s *Server) sessionsOf(ctx context.Context, in *OfAccount) (*answer[[]sessionView], error) {
	return in.sessions(s.Service.SessionsOf(ctx, in.Account))
}

// ended answers how many sessions were ended.
type ended struct {
	Ended int `json:"ended"`
}

func (s *Server) endSessionsOf(ctx context.Context, in *OfAccount) (*answer[ended], error) {
	n, err := s.Service.EndSessions(ctx, in.by, in.Account, in.session)
	return reply(ended{n}, err)
}

func (s *Server) mySessions(ctx context.Context, in *Caller) (*answer[[]sessionView], error) {
	if in.session == "" { // a script has none
		return in.sessions(nil, nil)
	}
	return in.sessions(s.Service.SessionsOf(ctx, in.by.ID))
}

func (s *Server) endMySession(ctx context.Context, in *struct {
	Caller
	Session string `path:"session"`
}) (*struct{}, error) {
	return nil, s.Service.EndSession(ctx, in.by, in.by.ID, in.Session)
}

func (s *Server) endMyOthers(ctx context.Context, in *Caller) (*answer[ended], error) {
	if in.session == "" {
		return reply(ended{}, nil)
	}
	n, err := s.Service.EndSessions(ctx, in.by, in.by.ID, in.session)
	return reply(ended{n}, err)
}

func (s *Server) changePassword(ctx context.Context, in *struct {
	Caller
	Body struct {
		Old      string `json:"old"`
		Password string `json:"password"`
	}
}) (*struct{}, error) {
	return nil, s.Service.ChangePassword(ctx, in.by, in.session, in.Body.Old, in.Body.Password)
}

type invitationView struct {
	ID      string       `json:"id"`
	Name    string       `json:"name" doc:"for whom"`
	Role    judging.Role `json:"role"`
	At      string       `json:"at"`
	Expires string       `json:"expires"`
	URL     string       `json:"url,omitempty" doc:"the link, shown once"`
}

func viewInvitation(i judging.Invitation) invitationView {
	return invitationView{ID: i.ID, Name: i.Name, Role: i.Role, At: judging.Stamp(i.At), Expires: judging.Stamp(i.Expires)}
}

func (s *Server) listInvitations(ctx context.Context, _ *Caller) (*answer[[]invitationView], error) {
	list, err := s.Service.Invitations(ctx)
	return reply(mapped(list, viewInvitation), err)
}

func (s *Server) invite(ctx context.Context, in *struct {
	Caller
	Body struct {
		Name string       `json:"name" doc:"for whom"`
		Role judging.Role `json:"role"`
	}
}) (*answer[invitationView], error) {
	i, secret, err := s.Service.Invite(ctx, in.by, in.Body.Name, in.Body.Role)
	if err != nil {
		return nil, err
	}
	v := viewInvitation(i)
	v.URL, err = s.inviteLink(ctx, secret)
	return reply(v, err)
}

func (s *Server) withdraw(ctx context.Context, in *struct {
	Caller
	Invitation string `path:"invitation"`
}) (*struct{}, error) {
	return nil, s.Service.Withdraw(ctx, in.by, in.Invitation)
}

type tokenView struct {
	ID   string       `json:"id"`
	Role judging.Role `json:"role"`
	Off  bool         `json:"off"`
	At   string       `json:"at"`
}

func (s *Server) listTokens(ctx context.Context, _ *Caller) (*answer[[]tokenView], error) {
	list, err := s.Service.Tokens(ctx)
	return reply(mapped(list, func(t judging.Token) tokenView {
		return tokenView{t.ID, t.Role, t.Off, judging.Stamp(t.At)}
	}), err)
}

func (s *Server) switchTokenOff(ctx context.Context, in *struct {
	Caller
	Token string `path:"token"`
}) (*struct{}, error) {
	return nil, s.Service.SwitchTokenOff(ctx, in.by, in.Token)
}
