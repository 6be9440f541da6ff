package judging

func (in *inspection) checkMeaning() {}
