"""Who said what: a learned tagger finds the words; marks, linking and speakers are ours."""
