package web

// Who asks: a Bearer of an account or a tablet, or the cookie of a session.

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"

	"dovar/judging"
)

// identify finds who asks and writes it into the call.
func (s *Server) identify(c echo.Context) (err error) {
	call, ctx := callOf(c), c.Request().Context()
	if bearer := bearerOf(c.Request()); bearer != "" {
		call.by, call.revoked, err = s.actorOfBearer(ctx, bearer)
		return err
	}
	token := sessionToken(c.Request())
	if token == "" {
		return judging.Fail(judging.Unauthenticated, "sign-in-needed")
	}
	ctx, err = s.sessions.Load(ctx, token)
	if err != nil {
		return err
	}
	account := s.sessions.GetString(ctx, "account")
	if account == "" {
		return judging.Fail(judging.Unauthenticated, "sign-in-needed")
	}
	call.by, err = s.Service.ActorOfAccount(ctx, account)
	return err
}

func bearerOf(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// actorOfBearer tells an account's token from a tablet's by its prefix.
func (s *Server) actorOfBearer(ctx context.Context, bearer string) (by judging.Actor, revoked bool, err error) {
	if strings.HasPrefix(bearer, judging.TokenPrefix) {
		by, err = s.Service.ActorOfToken(ctx, bearer)
		return by, false, err
	}
	return s.Service.ActorOfDevice(ctx, bearer)
}

// A session lasts a working day and is not prolonged.
const sessionLifetime = 16 * time.Hour

// newSessions is made by hand: scs.New starts a cleaner for a memory that is not used.
func newSessions(service *judging.Service) *scs.SessionManager {
	return &scs.SessionManager{
		Store: sessionStore{service}, Lifetime: sessionLifetime, Codec: scs.GobCodec{}, HashTokenInStore: true,
	}
}

// cookieName of the session: a browser drops a __Host- cookie on plain HTTP.
func cookieName(r *http.Request) string {
	if r.TLS != nil {
		return "__Host-dovar"
	}
	return "dovar"
}

func sessionToken(r *http.Request) string {
	cookie, err := r.Cookie(cookieName(r))
	if err != nil {
		return ""
	}
	return cookie.Value
}

// signIn begins a session of the account under a new token.
func (s *Server) signIn(c echo.Context, account string) error {
	ctx, err := s.sessions.Load(c.Request().Context(), "")
	if err != nil {
		return err
	}
	s.sessions.Put(ctx, "account", account)
	token, expires, err := s.sessions.Commit(ctx)
	if err != nil {
		return err
	}
	s.setSession(c, token, int(expires.Sub(s.Now()).Seconds()))
	return nil
}

// signOut ends the session, if there is one.
func (s *Server) signOut(c echo.Context) error {
	ctx, err := s.sessions.Load(c.Request().Context(), sessionToken(c.Request()))
	if err != nil {
		return err
	}
	s.setSession(c, "", -1)
	return s.sessions.Destroy(ctx)
}

func (s *Server) setSession(c echo.Context, token string, maxAge int) {
	c.SetCookie(&http.Cookie{
		Name: cookieName(c.Request()), Value: token, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: c.Request().TLS != nil, SameSite: http.SameSiteStrictMode,
	})
}

// sessionStore keeps sessions in the store of judging.
type sessionStore struct{ *judging.Service }

func (s sessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	var expires time.Time
	err = s.Store.View(ctx, func(tx judging.Tx) (err error) {
		data, expires, err = tx.Session(token)
		return err
	})
	var e *judging.Error
	if errors.As(err, &e) && e.Kind == judging.NotFound {
		return nil, false, nil
	}
	return data, err == nil && s.Now().Before(expires), err
}

// CommitCtx also forgets the sessions that have ended.
func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	return s.Store.Update(ctx, func(tx judging.Tx) error {
		if err := tx.DeleteExpiredSessions(s.Now()); err != nil {
			return err
		}
		return tx.PutSession(token, data, expires)
	})
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.Store.Update(ctx, func(tx judging.Tx) error { return tx.DeleteSession(token) })
}

// The forms without a context belong to the interface; scs does not call them.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}
func (s sessionStore) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}
func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
