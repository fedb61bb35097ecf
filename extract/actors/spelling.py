"""Whether two spellings are one name: diacritics, transliteration, initials and short forms of given names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extract.actors.rules import ActorRules

# Letters for one sound, replaced in this order; "" where a transliteration may leave the sound out.
_SAME_SOUND = {
    "ks": "x", "kh": "h", "gh": "g", "ph": "f", "ck": "k", "w": "v", "g": "h", "j": "", "y": "", "c": "k", "q": "k",
    "z": "s",
}  # fmt: skip
_VOWELS = re.compile(r"[aeiou'’`ь-]+")
_TWICE = re.compile(r"(.)\1+")
MIN_SKELETON = 3  # consonants; with fewer, different names look alike: "Jan", "Jane", "June"


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return the word in lower case without diacritics: "Élysée" gives "elysee"."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ł", "l").replace("ø", "o").replace("ß", "ss"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=4096)
def skeleton(word: str) -> str:
    """Return the consonants of a name as any transliteration gives them: "Yevgeny" and "Evgeni" alike."""
    folded = fold(word)
    for letters, sound in _SAME_SOUND.items():
        folded = folded.replace(letters, sound)
    return _TWICE.sub(r"\1", _VOWELS.sub("", folded))


def is_one_spelling(one: str, other: str) -> bool:
    """Say whether two words are one name in two spellings; "Paul" and "Paula" are two names."""
    a, b = fold(one), fold(other)
    if a == b:
        return True
    if a.endswith("a") != b.endswith("a"):
        return False
    bones = skeleton(one)
    return len(bones) >= MIN_SKELETON and bones == skeleton(other)


def is_one_given_name(one: str, other: str, rules: ActorRules) -> bool:
    """Say whether two given names may be one person's: equal, an initial, a short form or another spelling."""
    a, b = fold(one).rstrip("."), fold(other).rstrip(".")
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    fulls_a, fulls_b = rules.short.get(a, frozenset()) | {a}, rules.short.get(b, frozenset()) | {b}
    return bool(fulls_a & fulls_b) or is_one_spelling(one, other)
