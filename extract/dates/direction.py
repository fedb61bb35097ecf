"""Whether a sentence speaks of a day past or to come, from the verb that governs the expression."""

from __future__ import annotations

from spacy.tokens import Token

from extract.dates.words import TimeWords

FAR = 12  # steps up the parse, at most


def is_ahead(token: Token, words: TimeWords) -> bool | None:
    """Return True for a day to come, False for one past, None where no verb tells."""
    verb = token
    for _ in range(FAR):
        if verb.pos_ in ("VERB", "AUX") and verb != token:
            told = _tense(verb, words)
            if told is not None:
                return told
        if verb.lemma_.lower() in words.ahead and verb != token:
            return True
        if verb.head == verb:
            break
        verb = verb.head
    return None


def _tense(verb: Token, words: TimeWords) -> bool | None:
    helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(h in words.future for h in helpers) or verb.lemma_.lower() in words.ahead:
        return True
    if "to" in helpers:
        return True
    if any(h in ("had", "has", "have", "was", "were") for h in helpers) or verb.tag_ == "VBD":
        return False
    if verb.tag_ in ("VBZ", "VBP") or any(h in ("is", "are") for h in helpers):
        return True
    return False if verb.tag_ == "VBN" and not helpers else None
