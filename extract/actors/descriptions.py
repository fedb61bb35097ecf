"""Who is meant by a role: "the Russian leader", "the minister", and the roles that stand beside names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from extract.actors.names import UNREAD, Named
from extract.actors.rules import ActorRules
from extract.model import Layout, Marked, Span

LONGEST_ROLE = 9  # words
_OPENERS = ("the", "his", "her", "their", "its", "this", "that")


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is: the head noun, the words that decide which office, and of which nation."""

    span: Span
    head: str
    deciding: frozenset[str]
    nations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Held:
    """A role and the person beside whose name it stands."""

    role: Role
    person: Named


def read_role(tokens: Sequence[Token], rules: ActorRules) -> Role | None:
    """Return the role that a noun phrase ends with or names before "of": "vice president of Ostmark"."""
    words = [t for t in tokens if not t.is_space and t.text not in ("[", "]", '"', "“", "”")]
    at = next((i for i, t in enumerate(words) if t.lower_ in ("of", "for", "at", "in")), len(words))
    heads = [i for i, t in enumerate(words[:at]) if t.lower_ in rules.roles]
    if not heads:
        return None
    head = heads[-1]
    office = words[head].lower_
    if head and f"{words[head - 1].lower_} {office}" in rules.same.get(office, frozenset()) | {"press secretary"}:
        office = f"{words[head - 1].lower_} {office}"
    deciding = frozenset(t.lower_ for t in words[max(0, head - 3) : head + 1] if t.lower_ in rules.deciding)
    nations = frozenset(
        n
        for t in words
        if (t.ent_type_ in ("NORP", "GPE") or rules.nation_known(t.text)) and (n := rules.nation(t.text))
    )
    return Role(Span(words[0].idx, words[-1].idx + len(words[-1].text)), office, deciding, nations)


def roles_beside(doc: Doc, named: Iterable[Named], rules: ActorRules) -> list[Held]:
    """Return the roles beside the names: before ("President Orlan"), or set off by commas after or before."""
    held: list[Held] = []
    for person in named:
        if person.kind != "person":
            continue
        for span in person.spans:
            tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
            if tokens is None or not len(tokens):
                continue
            before = _before(doc, tokens.start, rules)
            for words in (before, _after(doc, tokens.end), _apposed_before(doc, tokens.start)):
                role = read_role(words, rules) if words else None
                if role is not None:
                    held.append(Held(role, person))
    return held


def _before(doc: Doc, start: int, rules: ActorRules) -> list[Token]:
    words: list[Token] = []
    for i in range(start - 1, max(-1, start - 1 - LONGEST_ROLE), -1):
        token = doc[i]
        if token.is_space or token.ent_type_ == "PERSON":
            break
        if token.pos_ in ("ADJ", "NOUN", "PROPN") or token.text in ("'s", "’s", "'", "’", "-"):
            words.append(token)
        else:
            break
    words.reverse()
    if not words or words[-1].lower_ not in rules.roles:
        return []
    return words


def _after(doc: Doc, end: int) -> list[Token]:
    if end + 1 >= len(doc) or doc[end].text not in (",", "("):
        return []
    words: list[Token] = []
    for token in doc[end + 1 : end + 1 + LONGEST_ROLE]:
        if token.text in (",", ".", ";", ")") or token.is_space or token.pos_ == "VERB":
            break
        words.append(token)
    first = words[0] if words else None
    if first is None or not (first.pos_ in ("DET", "NOUN", "ADJ", "PROPN") and first.lower_ not in ("a", "an")):
        return []
    return words if not any(t.ent_type_ == "PERSON" for t in words) else []


def _apposed_before(doc: Doc, start: int) -> list[Token]:
    """ "The governor of the Central Bank of Casmere, Carla Mendes"."""
    if start < 3 or doc[start - 1].text != ",":
        return []
    words: list[Token] = []
    for i in range(start - 2, max(-1, start - 2 - LONGEST_ROLE - 3), -1):
        token = doc[i]
        if token.is_space or token.text in (",", ".", ";") or token.pos_ == "VERB" or token.ent_type_ == "PERSON":
            break
        words.append(token)
        if token.lower_ == "the":
            return list(reversed(words))
    return []


def find_descriptions(
    doc: Doc, layout: Layout, named: Sequence[Named], held: Sequence[Held], marked: Sequence[Marked], rules: ActorRules
) -> list[tuple[Span, Named]]:
    """Return the roles that stand alone, with the person each means; unclear ones are left out.

    The nearest person before it whose role fits is meant; in a headline, the first one after it.
    """
    taken = {
        t.i for n in named for s in n.spans for t in (doc.char_span(s.start, s.end, alignment_mode="expand") or ())
    }
    beside = {h.role.span for h in held}
    people = [n for n in named if n.kind == "person"]
    found: list[tuple[Span, Named]] = []
    for token in doc:
        if token.lower_ not in rules.roles or token.i in taken or layout.role_at(token.idx) in UNREAD:
            continue
        words = _phrase(token)
        span = Span(words[0].idx, words[-1].idx + len(words[-1].text))
        if any(b.overlaps(span) for b in beside) or (token.i + 1 < len(doc) and token.nbor().lower_ in rules.roles):
            continue
        above = layout.role_at(token.idx) in ("headline", "standfirst")
        if not (words[0].lower_ in _OPENERS or above) or token.tag_ in ("NNS", "NNPS"):
            continue
        if token.i + 1 < len(doc) and token.nbor().pos_ in ("NOUN", "PROPN") and not token.nbor().is_punct:
            continue  # "the president 's office" is no person
        if words[0].i > 0 and words[0].nbor(-1).pos_ == "NUM":
            continue  # "the two leader": a slip for the plural
        role = read_role(words, rules)
        meant = _meant(role, held, people, span, above, rules) if role else None
        if meant is not None:
            found.append((span, meant))
    return found


def _phrase(head: Token) -> list[Token]:
    start = head.i
    doc = head.doc
    while start > 0 and head.i - start < LONGEST_ROLE:
        token = doc[start - 1]
        hyphen = token.text == "-" and not token.whitespace_ and start > 1 and not doc[start - 2].whitespace_
        if hyphen or token.pos_ in ("ADJ", "NOUN", "PROPN") or token.text in ("'s", "’s", "[", "]"):
            start -= 1
        elif token.lower_ in _OPENERS:
            start -= 1
            break
        else:
            break
    return [t for t in doc[start : head.i + 1] if not t.is_space]


def _meant(
    role: Role, held: Sequence[Held], people: Sequence[Named], span: Span, above: bool, rules: ActorRules
) -> Named | None:
    fitting = [h.person for h in held if _fits(role, h.role, rules)]
    exact = [h.person for h in held if h.role.head == role.head and _fits(role, h.role, rules)]
    same_nation = [h.person for h in held if h.role.nations & role.nations and _fits(role, h.role, rules)]
    candidates = list({id(p): p for p in (same_nation or exact or fitting)}.values())
    if not candidates:
        return None
    before = [p for p in candidates if p.first < span.start]
    if above and not before:
        return min(candidates, key=lambda p: p.first)
    if not before:
        return candidates[0] if len(candidates) == 1 else None
    return max(before, key=lambda p: max(s.start for s in p.spans if s.start < span.start))


def _fits(role: Role, other: Role, rules: ActorRules) -> bool:
    if role.nations and other.nations and not (role.nations & other.nations):
        return False
    same = role.head == other.head or other.head in rules.same.get(role.head, frozenset())
    wide = f"{' '.join(sorted(other.deciding))} {other.head}".strip()
    same = same or wide in rules.same.get(role.head, frozenset())
    if not same:
        return False
    strict = {"vice", "deputy", "former", "assistant"}
    if (role.deciding & strict) != (other.deciding & strict):
        return False
    if role.head == "leader":
        return not other.deciding - {"prime"}
    return role.deciding <= other.deciding or not other.deciding
