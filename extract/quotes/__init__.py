"""Who said what: a learned tagger finds the words; marks, links and speakers are settled by rules."""

from extract.quotes.cues import CueRules
from extract.quotes.finding import find_quotes
from extract.quotes.marks import find_marked
from extract.quotes.tagger import Tagger

__all__ = ["CueRules", "Tagger", "find_marked", "find_quotes"]
