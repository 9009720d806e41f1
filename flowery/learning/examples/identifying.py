"""Finds what names somebody without being a name: addresses, numbers, links, days of birth.

Patterns only, in both languages; better too much than too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

Kind = Literal["person", "place", "email", "link", "phone", "number", "day", "address", "handle"]


class Found(NamedTuple):
    """Words that name somebody or somewhere, in code points."""

    start: int
    end: int
    kind: Kind


_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sep(?:t(?:ember)?)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_STREET = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.|Court|Boulevard|Blvd\.?|"
    r"Square|Terrace|Crescent|Close|Place|Gardens?|Row|Hill|Grove|Mews|Parade|Highway|Quay)"
)
_RUE = (
    r"(?:[Rr]ue|[Vv]ia|[Cc]alle|[Aa]venue|[Bb]oulevard|[Pp]iazza)"
    r"(?: (?:d[eu]s?|la|le|les|del|della|dei|di|[A-ZÀ-Þ][\w'’-]*)){1,4}"
)
_HOUSE = r"(?:번길)?(?:\s?\d{1,4})?(?:-\d{1,4})?(?:호|번지)?"
_FEW = r"\(?\d{2,4}\)?"
_NO = r"(?!\d)"
_GAP = r"[\s./-]"
_NUMBERED = r"\d{1,4}[A-Za-z]?(?:[-/]\d{1,4})?"

_PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, flags))  # type: ignore[misc]
    for kind, pattern, flags in (
        ("email", r"[\w.+%-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", 0),
        ("link", r"(?:https?://|www\.)[^\s<>\"”’)]+", re.I),
        ("link", r"\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org|io|kr|de|fr|uk|eu)(?:/\S*)?\b", re.I),
        ("handle", r"(?<![\w@.])@[A-Za-z_][\w.]{1,30}", 0),
        ("number", r"(?<!\d)\d{6}[- ]?[1-8]\d{6}(?!\d)", 0),  # 주민등록번호
        ("number", r"(?<!\d)(?:\d[ -]?){12,18}\d(?!\d)", 0),  # cards and accounts
        ("number", r"\b[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?\b", 0),  # IBAN
        ("number", r"\b[A-Z]{1,2}\d{7,8}\b", 0),  # passports
        ("number", r"\b\d{3}-\d{2}-\d{4}\b", 0),
        ("number", r"\b(?:\d{1,3}\.){3}\d{1,3}\b", 0),
        ("number", r"(?<!\d)-?\d{1,3}\.\d{4,}\s*°?[NS]?,\s*-?\d{1,3}\.\d{4,}\s*°?[EW]?", 0),
        ("phone", r"(?<![\d.])\+\d{1,3}[\s.()/-]*(?:\d[\s.()/-]*){6,12}\d", 0),
        ("phone", rf"(?<![\d.])0\d{{1,4}}{_GAP}{_FEW}{_GAP}?\d{{3,4}}(?:{_GAP}\d{{2,4}})?{_NO}", 0),
        ("phone", r"(?<![\d.])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\d)", 0),
        ("phone", r"(?<!\d)01[016789]\d{7,8}(?!\d)", 0),
        ("day", r"(?<!\d)(?:19|20)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}(?!\d)(?:일?생)?", 0),
        ("day", r"(?<!\d)\d{1,2}[-./]\d{1,2}[-./](?:19|20)\d\d(?!\d)", 0),
        ("day", rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH},? (?:19|20)\d\d\b", re.I),
        ("day", rf"\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d\b", re.I),
        ("day", rf"(?<=\bborn on )(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}", re.I),
        ("day", rf"(?<=\bborn on ){_MONTH} \d{{1,2}}(?:st|nd|rd|th)?", re.I),
        ("day", r"(?:19|20)?\d\d년\s?\d{1,2}월\s?\d{1,2}일(?:생)?", 0),
        ("day", r"\d{1,2}월\s?\d{1,2}일(?:생| 생일)", 0),
        ("address", rf"\b{_NUMBERED},? (?:[A-Z][\w'’-]+ ){{1,3}}{_STREET}(?![\w-])", 0),
        ("address", rf"\b{_RUE},? {_NUMBERED}\b", 0),
        ("address", r"\b\w+(?:straße|strasse|gasse|allee|weg|platz) \d{1,4}[a-z]?\b", re.I),
        ("address", rf"[가-힣]{{1,8}}(?:로|길)\s?\d{{1,4}}{_HOUSE}", 0),
        ("address", r"[가-힣]{1,6}(?:동|리)\s?\d{1,4}(?:-\d{1,4})?번지", 0),
        ("address", r"\d{1,4}동\s?\d{2,4}호", 0),
        ("address", r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b", 0),  # British postcodes
    )
)  # fmt: skip


def identifying(text: str) -> Iterator[Found]:
    """Everything of the kind, in no order; some may overlap."""
    for kind, pattern in _PATTERNS:
        yield from (Found(*found.span(), kind) for found in pattern.finditer(text))
