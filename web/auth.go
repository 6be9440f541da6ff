package web

// Who asks: a Bearer of an account or a tablet, or the cookie of a session.

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
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
	in, err := s.signedInBy(ctx, token)
	if err != nil {
		return err
	}
	if call.by, err = s.Service.ActorOfAccount(ctx, in.Account); err != nil {
		return err
	}
	call.session = in.ID
	return s.see(c, token, in)
}

// signedInBy is what the session of a token holds.
func (s *Server) signedInBy(ctx context.Context, token string) (in judging.SignedIn, err error) {
	if ctx, err = s.sessions.Load(ctx, token); err != nil {
		return in, err
	}
	in, ok := s.sessions.Get(ctx, inSession).(judging.SignedIn)
	if !ok {
		err = judging.Fail(judging.Unauthenticated, "sign-in-needed")
	}
	return in, err
}

// see writes down that the session was seen. A full disk keeps nobody from
// reading.
func (s *Server) see(c echo.Context, token string, in judging.SignedIn) error {
	if !in.Due(s.Now()) {
		return nil
	}
	err := s.Service.SeeSession(c.Request().Context(), hashed(token), c.RealIP())
	var e *judging.Error
	if errors.As(err, &e) && e.Kind == judging.Unavailable {
		s.Log.Warn("session not written down as seen", "err", err)
		return nil
	}
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

// userAgent is what the browser says of itself, cut to what is kept.
func userAgent(r *http.Request) string {
	agent := strings.ToValidUTF8(r.UserAgent(), "")
	return agent[:min(len(agent), 300)]
}

// newSessions is made by hand: scs.New starts a cleaner for a memory that is not used.
func newSessions(service *judging.Service) *scs.SessionManager {
	return &scs.SessionManager{
		Store: sessionStore{service}, Lifetime: sessionLifetime, Codec: sessionCodec{},
	}
}

// inSession is the one value of a session: a judging.SignedIn.
const inSession = "in"

// A sessionCodec writes a session as the JSON that judging reads.
type sessionCodec struct{}

func (sessionCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	in, _ := values[inSession].(judging.SignedIn)
	in.Ends = deadline
	return json.Marshal(in)
}

func (sessionCodec) Decode(data []byte) (time.Time, map[string]any, error) {
	var in judging.SignedIn
	err := json.Unmarshal(data, &in)
	return in.Ends, map[string]any{inSession: in}, err
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
	now := s.Now().UTC()
	s.sessions.Put(ctx, inSession, judging.SignedIn{
		ID: judging.NewID(), Account: account, Began: now, Seen: now.Truncate(time.Minute),
		Browser: userAgent(c.Request()), Address: c.RealIP(),
	})
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

// sessionStore keeps sessions in the store of judging, under the hash of their
// token: who reads the data folder cannot sign in with it.
type sessionStore struct{ *judging.Service }

func hashed(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func (s sessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	var expires time.Time
	err = s.Store.View(ctx, func(tx judging.Tx) (err error) {
		data, expires, err = tx.Session(hashed(token))
		return err
	})
	if isMissing(err) {
		return nil, false, nil
	}
	return data, err == nil && s.Now().Before(expires), err
}

// isMissing reports whether what was asked for is not there.
func isMissing(err error) bool {
	var e *judging.Error
	return errors.As(err, &e) && e.Kind == judging.NotFound
}

// CommitCtx begins a session: scs commits none twice here.
func (s sessionStore) CommitCtx(ctx context.Context, token string, data []byte, _ time.Time) error {
	var in judging.SignedIn
	if err := json.Unmarshal(data, &in); err != nil {
		return err
	}
	return s.BeginSession(ctx, hashed(token), in)
}

func (s sessionStore) DeleteCtx(ctx context.Context, token string) error {
	return s.SignOut(ctx, hashed(token))
}

// The forms without a context belong to the interface; scs does not call them.
func (s sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}
func (s sessionStore) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}
func (s sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }
