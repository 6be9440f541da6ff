package main

// A client of our own HTTP API, as a script would write one: it is how the
// robots, the demo and the proofs speak to a server, in this process or not.

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A client calls one server as one bearer.
type client struct {
	base   string // scheme://host:port
	bearer string // "" for the public
	http   *http.Client
}

// newClient returns a client of the server at base. All clients that should
// share connections are made from one by [client.as].
func newClient(base, bearer string) *client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = 256 // a hall of robots on one host
	return &client{base, bearer, &http.Client{Transport: transport, Timeout: 30 * time.Second}}
}

// as is the same client with another bearer.
func (c *client) as(bearer string) *client { return &client{c.base, bearer, c.http} }

// A problem is a refusal of the server (RFC 9457), with our stable code.
type problem struct {
	Status int    `json:"status"`
	Code   string `json:"code"`
	Title  string `json:"title"`
}

func (p *problem) Error() string { return fmt.Sprintf("%d %s: %s", p.Status, p.Code, p.Title) }

// call sends in as JSON (nil: no body) to path under /api/v1 and decodes the
// answer into out (nil: not read). A refusal is a *problem.
func (c *client) call(ctx context.Context, method, path string, in, out any) error {
	var body io.Reader
	if in != nil {
		b, err := json.Marshal(in)
		if err != nil {
			return err
		}
		body = bytes.NewReader(b)
	}
	req, err := http.NewRequestWithContext(ctx, method, c.base+"/api/v1"+path, body)
	if err != nil {
		return err
	}
	if in != nil {
		req.Header.Set("Content-Type", "application/json")
	}
	if c.bearer != "" {
		req.Header.Set("Authorization", "Bearer "+c.bearer)
	}
	res, err := c.http.Do(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	answer, err := io.ReadAll(res.Body)
	if err != nil {
		return err
	}
	if res.StatusCode >= 300 {
		p := &problem{Status: res.StatusCode, Title: http.StatusText(res.StatusCode)}
		_ = json.Unmarshal(answer, p) // a proxy's page is no JSON; the status says enough
		return fmt.Errorf("%s %s: %w", method, path, p)
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(answer, out)
}

func (c *client) get(ctx context.Context, path string, out any) error {
	return c.call(ctx, http.MethodGet, path, nil, out)
}

func (c *client) post(ctx context.Context, path string, in, out any) error {
	return c.call(ctx, http.MethodPost, path, in, out)
}
