package judging

// The seats of a judge who leaves: on panels, and as a referee named in a draw.

import "slices"

// reseat takes the judge out of the panels and draws of stages that are not
// closed, and seats the other one there.
func (s *Service) reseat(tx Tx, by Actor, h *handover) error {
	about := func(stage string) bool {
		return slices.ContainsFunc(h.stages, func(st Stage) bool { return st.ID == stage })
	}
	panels, err := tx.Panels(h.contest.ID)
	if err != nil {
		return err
	}
	for _, p := range panels {
		judges, was := h.instead(p.Judges)
		if p.Judges = judges; !was || !about(p.Stage) {
			continue
		}
		if err := s.writePanel(tx, by, p); err != nil {
			return err
		}
	}
	draws, err := tx.Draws(h.contest.ID)
	if err != nil {
		return err
	}
	for _, d := range draws {
		judges, was := h.instead(d.Plan.Judges)
		if d.Plan.Judges = judges; !was || !about(d.Stage) {
			continue
		}
		if err := s.putDraw(tx, by, h.contest, d); err != nil {
			return err
		}
	}
	return nil
}

// instead are judges without the one who leaves, with the other one in that
// place; false where that one was not among them.
func (h *handover) instead(judges []string) ([]string, bool) {
	i := slices.Index(judges, h.ask.Judge)
	if i < 0 {
		return judges, false
	}
	judges = slices.Delete(slices.Clone(judges), i, i+1)
	if h.to != nil && !slices.Contains(judges, h.to.ID) {
		judges = slices.Insert(judges, i, h.to.ID)
	}
	return judges, true
}
