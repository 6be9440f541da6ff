package main

// Accounts and tokens, made beside a running server or before its first start.

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"dovar/data"
	"dovar/judging"
)

type userCmd struct {
	Add userAddCmd `cmd:"" help:"Add an account; its password is read from standard input."`
}

type userAddCmd struct {
	Name string       `arg:"" help:"The account's name."`
	Role judging.Role `required:"" enum:"${roles}" help:"One of ${roles}."`
	Data string       `required:"" placeholder:"DIR" help:"The data folder."`
}

func (c *userAddCmd) Run(p process) error {
	password, err := bufio.NewReader(p.in).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return beside(c.Data, p, func(ctx context.Context, s *judging.Service) error {
		_, err := s.AddUser(ctx, judging.Actor{Kind: "system", Role: judging.Owner}, c.Name, c.Role, strings.TrimRight(password, "\r\n"))
		return err
	})
}

type tokenCmd struct {
	Role judging.Role `required:"" enum:"${roles}" help:"One of ${roles}."`
	Data string       `required:"" placeholder:"DIR" help:"The data folder."`
}

func (c *tokenCmd) Run(p process) error {
	return beside(c.Data, p, func(ctx context.Context, s *judging.Service) error {
		token, err := s.MakeToken(ctx, judging.Actor{Kind: "system", Role: judging.Owner}, c.Role)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.out, token)
		return err
	})
}

// beside runs f on the data folder, whether a server holds it or not.
func beside(dir string, p process, f func(context.Context, *judging.Service) error) (err error) {
	ctx, stop := untilStopped()
	defer stop()
	log := slog.New(slog.NewTextHandler(p.errs, nil))
	store, err := data.Open(ctx, dir, data.Options{Now: time.Now, Log: log, Beside: true})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	service, err := judging.NewService(ctx, judging.Config{Store: store, Keys: store.Keys(), Now: time.Now, Log: log})
	if err != nil {
		return err
	}
	return f(ctx, service)
}
