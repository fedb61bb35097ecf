"""Whether a sentence speaks of a day past or to come, from the verb that governs the expression."""

from __future__ import annotations

from spacy.tokens import Token

from extract.dates.words import TimeWords

FAR = 12  # steps up the parse, at most


def is_ahead(token: Token, words: TimeWords) -> bool | None:
    """Return True for a day to come, False for one past, None where no verb tells."""
    if token.head.lower_ in words.back:
        return False
    if token.dep_ == "poss" and any(c.tag_ == "VBN" and c.lemma_.lower() in words.ahead for c in token.head.lefts):
        return True  # "Monday's planned talks"
    verb = token
    for _ in range(FAR):
        if (
            verb != token
            and verb.pos_ == "NOUN"
            and any(c.tag_ == "VBN" and c.lemma_.lower() in words.ahead for c in verb.lefts)
        ):
            return True  # "a planned meeting on Friday has been dropped"
        if verb.pos_ in ("VERB", "AUX") and verb != token and not _is_leading(verb, words):
            if verb.lemma_.lower() in words.saying and (inner := _said_before(token, verb)) is not None:
                told = _tense(inner, words)
                return told if told is not None else _tense(verb, words)
            moved = token.dep_ == "poss" or token.head.lower_ in ("to", *words.forward)
            if moved and verb.lemma_.lower() in words.moving:
                return True
            told = _tense(verb, words)
            if told is False and verb.lemma_.lower() in words.open:
                return None
            if told is not None:
                return told or (token.head.lower_ in words.forward and verb.tag_ != "VBD")
        if verb.lemma_.lower() in words.ahead and verb != token:
            return True  # "due on Monday", "ahead of Thursday's talks"
        if verb.head == verb:
            break
        verb = verb.head
    return True if token.head.lower_ in words.forward else None


def _is_leading(verb: Token, words: TimeWords) -> bool:
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.lemma_.lower() in words.leading


def _said_before(token: Token, saying: Token) -> Token | None:
    """The verb of what is said, where the day stands in it: "They will meet on 4 May, she said"."""
    if token.i > saying.i:
        return None
    subject = next((c for c in saying.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    inner = next((c for c in saying.children if c.dep_ == "ccomp" and c.i < token.i), None)
    return inner if subject is not None and token.i < subject.left_edge.i else None


def _tense(verb: Token, words: TimeWords) -> bool | None:
    helpers = [c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if any(h in words.future for h in helpers) or verb.lemma_.lower() in words.ahead:
        return True
    if "to" in helpers:
        return verb.head.tag_ != "VBD" or verb.head.lemma_.lower() not in words.done
    if any(h in ("had", "has", "have", "was", "were") for h in helpers) or verb.tag_ == "VBD":
        return False
    if verb.tag_ in ("VBZ", "VBP") or any(h in ("is", "are") for h in helpers):
        return True
    return False if verb.tag_ == "VBN" and not helpers else None
