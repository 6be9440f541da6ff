package judging

// Signing tablets in, knowing them again, and revoking them.

import (
	"context"
	"crypto/hmac"
)

// Enrol signs a tablet in by card, or binds a new device of the judge whose
// Bearer is given (five in the time of a limit). A known device gets the same
// token and secret. Problems:
// "device-id" (Invalid), "wrong-pin", "card-unknown", "device-unknown"
// (Unauthenticated), "card-replaced", "device-revoked" (Forbidden),
// "too-many-tries" {seconds} (TooMany; limited per card, device and address),
// "device-taken" (Conflict).
func (s *Service) Enrol(ctx context.Context, e Enrolment) (Enrolled, error) {
	name, ok := cleanText(e.DeviceName, 60)
	if !ok || !CheckID(e.DeviceID) {
		return Enrolled{}, Fail(Invalid, "device-id")
	}
	e.DeviceName = name
	if e.Bearer != "" {
		by, revoked, err := s.ActorOfDevice(ctx, e.Bearer)
		if err == nil && revoked {
			err = Fail(Forbidden, "device-revoked")
		}
		if err != nil {
			return Enrolled{}, err
		}
		if err := s.tries.try(triesOfOne, "devices of "+by.ID); err != nil {
			return Enrolled{}, err
		}
		return s.bind(ctx, by.ID, by.Dev, e)
	}
	code := s.Keys.cardCodeHash(e.Code)
	address, card, device := "from "+e.From, "card "+code, "device "+e.DeviceID
	if err := s.tries.try(triesOfAddress, address); err != nil {
		return Enrolled{}, err
	}
	if err := s.tries.try(triesOfOne, card, device); err != nil {
		return Enrolled{}, err
	}
	judge, err := view(ctx, s, func(tx Tx) (string, error) { return s.holder(tx, code, e.PIN) })
	if err != nil {
		return Enrolled{}, err
	}
	s.tries.good(address, card, device)
	return s.bind(ctx, judge, "", e)
}

// holder is the judge whose card that is.
func (s *Service) holder(tx Tx, code, pin string) (judge string, err error) {
	c, err := tx.CardByCode(code)
	switch {
	case missing(err):
		return "", Fail(Unauthenticated, "card-unknown")
	case err != nil:
		return "", err
	case c.Dead:
		return "", Fail(Forbidden, "card-replaced")
	case !hmac.Equal([]byte(c.PIN), []byte(s.Keys.pinHash(c.ID, pin))):
		return "", Fail(Unauthenticated, "wrong-pin")
	}
	return c.Judge, nil
}

// bind makes the device the judge's newest and tells the journal. parent is the
// device whose Bearer asks, "" for a card: a card signs any device of the judge
// in, a Bearer a new one or one that it bound itself.
func (s *Service) bind(ctx context.Context, judge, parent string, e Enrolment) (out Enrolled, err error) {
	err = s.Store.Update(ctx, func(tx Tx) error {
		j, err := tx.Judge(judge)
		if err != nil {
			return err
		}
		if p, err := tx.Device(parent); err == nil && p.Revoked { // since it was let in
			return Fail(Forbidden, "device-revoked")
		}
		if parent == "" { // the card may be revoked since
			if _, err := s.holder(tx, s.Keys.cardCodeHash(e.Code), e.PIN); err != nil {
				return err
			}
		}
		kind := RowSignIn
		d, err := tx.Device(e.DeviceID)
		switch {
		case missing(err):
			kind, d = RowDevice, Device{ID: e.DeviceID, Judge: j.ID, Event: j.Event}
		case err != nil:
			return err
		case d.Judge != j.ID, parent != "" && d.Parent != parent:
			return Fail(Conflict, "device-taken")
		case d.Revoked:
			return Fail(Forbidden, "device-revoked")
		}
		d.Name, d.Parent, d.At = e.DeviceName, parent, s.Now()
		if err := tx.PutDevice(d); err != nil {
			return err
		}
		by := Actor{Kind: "device", ID: j.ID}
		row := RowDeviceBody{Device: d.ID, Judge: j.ID, Name: d.Name, Parent: parent}
		if err := s.write(tx, Scope{Event: j.Event}, kind, by, "", row); err != nil {
			return err
		}
		out = Enrolled{
			Token:  s.Keys.deviceToken(j.ID, d.ID),
			Secret: base64url.EncodeToString(s.Keys.deviceSecret(j.ID, d.ID)),
			Judge:  Named{j.ID, j.Name},
		}
		out.Epoch, err = tx.Meta("epoch")
		return err
	})
	return out, err
}

// ActorOfDevice checks a tablet's Bearer. revoked is true for a device that may
// only post ops. Problem: "device-unknown" (Unauthenticated), also for a judge
// that the data no longer knows. A device that it does not know was bound after
// the backup was made: the Bearer proves that this server's keys bound it.
func (s *Service) ActorOfDevice(ctx context.Context, bearer string) (by Actor, revoked bool, err error) {
	judge, dev, ok := s.Keys.deviceOf(bearer)
	if !ok {
		return by, false, Fail(Unauthenticated, "device-unknown")
	}
	err = s.Store.View(ctx, func(tx Tx) error {
		j, err := tx.Judge(judge)
		if missing(err) {
			return Fail(Unauthenticated, "device-unknown")
		}
		if err != nil {
			return err
		}
		by = Actor{Kind: "device", ID: j.ID, Name: j.Name, Role: JudgeRole, Dev: dev}
		d, err := tx.Device(dev)
		revoked = d.Revoked
		if missing(err) {
			return nil
		}
		return err
	})
	return by, revoked, err
}

// device returns a device of the judge that a Bearer or a mac has proved, and
// makes its record anew when a restore has lost it; the organizer sees it in
// the journal and on the list of devices.
func (s *Service) device(tx Tx, judge, dev string) (Device, error) {
	d, err := tx.Device(dev)
	if !missing(err) {
		return d, err
	}
	j, err := tx.Judge(judge)
	if err != nil {
		return d, err
	}
	d = Device{ID: dev, Judge: j.ID, Event: j.Event, At: s.Now()}
	if err := tx.PutDevice(d); err != nil {
		return d, err
	}
	return d, s.write(tx, Scope{Event: j.Event}, RowDevice, Actor{Kind: "device", ID: j.ID}, "",
		RowDeviceBody{Device: dev, Judge: j.ID, Reason: "restored"})
}

// Revoke makes a device's later ops quarantined and its other calls Forbidden,
// for good, and so those of every device that its Bearer bound. NotFound for a
// device that is not there.
func (s *Service) Revoke(ctx context.Context, by Actor, device, reason string) error {
	reason, ok := cleanText(reason, 500)
	if !ok {
		return Fail(Invalid, "reason-missing")
	}
	return s.Store.Update(ctx, func(tx Tx) error {
		d, err := tx.Device(device)
		if err != nil {
			return err
		}
		all, err := tx.DevicesOf(d.Judge)
		if err != nil {
			return err
		}
		return s.revoke(tx, by, d, all, reason)
	})
}

func (s *Service) revoke(tx Tx, by Actor, d Device, all []Device, reason string) error {
	if d.Revoked {
		return nil
	}
	d.Revoked = true
	if err := tx.PutDevice(d); err != nil {
		return err
	}
	row := RowDeviceBody{Device: d.ID, Judge: d.Judge, Name: d.Name, Reason: reason}
	if err := s.write(tx, Scope{Event: d.Event}, RowRevoke, by, "", row); err != nil {
		return err
	}
	for _, x := range all {
		if x.Parent == d.ID {
			if err := s.revoke(tx, by, x, all, reason); err != nil {
				return err
			}
		}
	}
	return nil
}
