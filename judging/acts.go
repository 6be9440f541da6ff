package judging

// What an organizer does to single sheets: keep one out of the result, give it
// back to its judge, let an op count that was set aside.

import "context"

// Exclude keeps a sheet out of the result with a reason, as a conflict of
// interest; "" counts it again. Problems: "stage-final" (Closed),
// "exclude-most", "count-most" (Conflict: it would be, or is, most of a judge's
// sheets), "attempt-counts" (Conflict: another sheet of a referee counts for it).
func (s *Service) Exclude(ctx context.Context, by Actor, sheet, reason string) error {
	reason, ok := cleanText(reason, 500)
	if !ok {
		return Fail(Invalid, "reason-missing")
	}
	return s.onSheet(ctx, by, sheet, RowExclude, func(tx Tx, sh *openSheet) (func(Effect) any, error) {
		if sh.Excluded == reason {
			return nil, nil
		}
		code := "exclude-most"
		if reason == "" {
			code = "count-most"
		}
		if err := alone(tx, sh, code); err != nil {
			return nil, err
		}
		sh.Excluded = reason
		return func(e Effect) any { return RowSheetBody{Effect: e, Reason: reason} }, nil
	})
}

// Return asks the judge to look again; the sheet goes on counting until the
// new submit. Problems: "reason-missing" (Invalid), "sheet-not-submitted"
// (Conflict), "stage-not-open", "stage-final" (Closed).
func (s *Service) Return(ctx context.Context, by Actor, sheet, reason string) error {
	reason, ok := cleanText(reason, 500)
	if !ok || reason == "" {
		return Fail(Invalid, "reason-missing")
	}
	return s.onSheet(ctx, by, sheet, RowReturn, func(_ Tx, sh *openSheet) (func(Effect) any, error) {
		switch {
		case sh.stage.State != StageOpen:
			return nil, Fail(Closed, "stage-not-open")
		case !sh.returnable():
			return nil, Fail(Conflict, "sheet-not-submitted")
		case sh.Returned == reason:
			return nil, nil
		}
		sh.Returned = reason
		return func(e Effect) any { return RowSheetBody{Effect: e, Reason: reason} }, nil
	})
}

// returnable: its head is what counts, so there is a submit to look at again.
func (sh Sheet) returnable() bool { return sh.Head != "" && sh.Head == sh.Counts }

// Accept lets a late, stale or quarantined op count as if it had arrived in
// time. Problems: "op-not-aside" (Conflict: a draft, or an op with another
// status), those of [Rubric.Check] under the stage's rubric, "stage-final"
// (Closed), "attempt-counts" (Conflict: another sheet of a referee counts for it).
func (s *Service) Accept(ctx context.Context, by Actor, op, reason string) error {
	reason, ok := cleanText(reason, 500)
	if !ok {
		return Fail(Invalid, "reason-missing")
	}
	x, err := view(ctx, s, func(tx Tx) (StoredOp, error) { return tx.Op(op) })
	if err != nil {
		return err
	}
	return s.onSheet(ctx, by, x.Sheet, RowAccept, func(tx Tx, sh *openSheet) (func(Effect) any, error) {
		x, err := tx.Op(op)
		if err != nil || x.Accepted {
			return nil, err
		}
		if !x.Kind.decisive() || !x.Status.aside() || x.Status == OpInvalid {
			return nil, Fail(Conflict, "op-not-aside")
		}
		problem, err := s.against(tx, sh.stage.Rubric, x.Op)
		if err != nil {
			return nil, err
		}
		if problem != nil {
			return nil, &Error{Kind: Invalid, Code: problem.Code, Args: problem.Args}
		}
		if err := tx.SetOpAccepted(op); err != nil {
			return nil, err
		}
		sh.Sheet, sh.h = sh.accept(sh.h, op)
		return func(e Effect) any { return RowAcceptBody{Effect: e, Op: op, Reason: reason} }, nil
	})
}
