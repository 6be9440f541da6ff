package web

// Lists that people upload: the form they come in, read one at a time.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"dovar/judging"
	"dovar/web/workbook"
)

const (
	uploadLimit = workbook.MaxBytes + 512<<10 // the file, and what was typed to fix it
	uploadParts = 20
)

// upload mounts a typed handler of a form with a file: its input embeds
// Uploaded.
func upload[In, Out any](h func(context.Context, *In) (*Out, error)) mount {
	return func(a huma.API, _ *echo.Echo, row *route) {
		op := row.operation()
		op.SkipValidateBody = true
		text := &huma.Schema{Type: huma.TypeString}
		op.RequestBody = &huma.RequestBody{Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: &huma.Schema{
			Type: huma.TypeObject,
			Properties: map[string]*huma.Schema{
				"file":    {Type: huma.TypeString, Description: "xlsx or CSV, at most 5 MB"},
				"text":    {Type: huma.TypeString, Description: "or the list itself, pasted from a spreadsheet"},
				"fixes":   {Type: huma.TypeObject, Description: `texts by row and field; null skips the row: {"7": {"name": "…"}, "19": null}`},
				"columns": {Type: huma.TypeObject, Description: `what a column is read as, by its letter; "-" leaves it out`, AdditionalProperties: text},
			},
		}}}}
		huma.Register(a, op, h)
	}
}

// document mounts a handler of echo that answers with a file about a contest.
func document(kind string, h echo.HandlerFunc) mount {
	return func(a huma.API, e *echo.Echo, row *route) {
		e.Add(row.method, echoPath(row.path), h)
		op, doc := row.operation(), a.OpenAPI()
		op.Parameters = []*huma.Param{{Name: "contest", In: "path", Required: true, Schema: &huma.Schema{Type: huma.TypeString}}}
		op.Responses = map[string]*huma.Response{
			"200": {Description: "OK", Content: map[string]*huma.MediaType{kind: {Schema: &huma.Schema{Type: huma.TypeString}}}},
			"default": {Description: "Error", Content: map[string]*huma.MediaType{
				"application/problem+json": {Schema: doc.Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "")},
			}},
		}
		doc.AddOperation(&op)
	}
}

// Uploaded is embedded in the input of an upload.
type Uploaded struct {
	ContentType string `header:"Content-Type" hidden:"true"`
	RawBody     []byte `contentType:"multipart/form-data"`
}

// parts of the form by name; of two of a name the last.
func (u *Uploaded) parts() (map[string][]byte, error) {
	kind, params, err := mime.ParseMediaType(u.ContentType)
	if err != nil || kind != "multipart/form-data" {
		return nil, echo.NewHTTPError(http.StatusUnsupportedMediaType)
	}
	in, out := multipart.NewReader(bytes.NewReader(u.RawBody), params["boundary"]), map[string][]byte{}
	for range uploadParts {
		part, err := in.NextPart()
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, echo.NewHTTPError(http.StatusBadRequest)
		}
		if out[part.FormName()], err = io.ReadAll(part); err != nil {
			return nil, echo.NewHTTPError(http.StatusBadRequest)
		}
	}
	return nil, echo.NewHTTPError(http.StatusBadRequest)
}

// list reads the form's table and what was said about it.
func (s *Server) list(ctx context.Context, u *Uploaded) (in judging.ImportList, err error) {
	parts, err := u.parts()
	if err != nil {
		return in, err
	}
	data := parts["file"]
	if len(data) == 0 {
		data = parts["text"]
	}
	if len(data) == 0 {
		return in, judging.Fail(judging.Invalid, "import-nothing")
	}
	fixes := map[string]map[string]string{}
	for name, into := range map[string]any{"fixes": &fixes, "columns": &in.Columns} {
		if len(parts[name]) > 0 && json.Unmarshal(parts[name], into) != nil {
			return in, echo.NewHTTPError(http.StatusUnprocessableEntity)
		}
	}
	if in.Fixes, err = judging.FixesOf(fixes); err != nil {
		return in, err
	}
	in.Table, err = s.readTable(ctx, data)
	return in, err
}

// readTable reads one table at a time: a second one waits, so that many uploads
// take no more memory and no more of the processor than one.
func (s *Server) readTable(ctx context.Context, data []byte) (judging.Table, error) {
	select {
	case s.reading <- struct{}{}:
	case <-ctx.Done():
		return judging.Table{}, ctx.Err()
	}
	defer func() { <-s.reading }()
	return workbook.ReadTable(ctx, data)
}
