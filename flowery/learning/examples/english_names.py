"""Finds names of people and places in English: after a word of kin or a title, as a capital where
none belongs, or as a name that people are given.

Better a word too many than a name too few; what names a perfume, house or note is kept by whoever
asks. It knows words, not the person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from flowery.learning.examples.identifying import Found, Kind
from flowery.learning.examples.name_words import either, folded_words, is_in
from flowery.perfumery.folding import folded
from flowery.perfumery.mentions import plain_words

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_CAPITAL = r"(?:[A-ZÀ-Þ]['’])?[A-ZÀ-Þ][^\W\d_]*(?:['’-][A-ZÀ-Þ][^\W\d_]+)*"
_RUN = re.compile(
    rf"\b{_CAPITAL}(?: (?:(?:de|del|della|van|von|der|den|la|le|di|da|dos|al|bin|y|of|the) )*"
    rf"{_CAPITAL})*(?: [A-Z]\.)?"
)
_INITIALS = re.compile(r"\b(?:[A-Z]\. ?){1,3}[A-ZÀ-Þ][a-zß-ÿ]\w+")
_OPENS = re.compile(r"(?:^|[.!?…:;\n\"“‘«(•—–-])[\s\"'“‘«(*]*$")

_CUE = re.compile(
    rf"\b(?:{either('kin')})\b\.?,? "
    rf"(?:is |was )?(?:called |named )?(?P<name>[^\W\d_]+(?:['’-][^\W\d_]+)*)",
    re.IGNORECASE,
)
_SMALL = re.compile(
    rf"\b(?:my|our|his|her|their) (?:{either('kin')}) (?P<name>[a-z]{{3,}})(?<!ly)(?<!ed)(?<!ing)"
    rf"(?= (?:\w+ed|was|had|wore|gave|used|made|smelt|kept|came|took|brought|sat|and I)\b)"
)
_CALLED = re.compile(r"\b(?:called|named|nicknamed|name is|name was|I am|I'm|it's) (?P<name>\w+)")
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|outside|across|through|visiting|beyond|overlooking|visited|toward|"
    r"towards|leaving|left|above|below|throughout)(?: the| old| downtown| rural| north| south| "
    r"east| west| northern| southern| eastern| western)*\s$",
    re.IGNORECASE,
)
_MAYBE_PLACE = re.compile(r"\b(?:from|to|of|via|into|off)(?: the)?\s$", re.IGNORECASE)
_SAID_OF = re.compile(
    r"^(?:['’]s\b| (?:said|says|wore|wears|gave|gives|used|told|tells|asked|made|makes|smelled|"
    r"smelt|loved|loves|hated|kept|came|went|called|laughed|cried|died|brought|bought|taught|sat|"
    r"stood|cooked|baked|lived|lives|moved|left|hugged|kissed|smiled|and I\b|and me\b|"
    r"and [A-Z][a-z]|& ?[A-Z][a-z]|\w{2,}ed\b))"
)
_NO_NAME = re.compile(r"(?:ss|[^s]s|ing|tion|ment|light|thing|ever|one|body|ed)$")


def english_names(text: str, seen: frozenset[str] = frozenset()) -> Iterator[Found]:
    """People and places that a text names; `seen` are names that were read elsewhere (folded)."""
    yield from _after_cues(text)
    for run in _RUN.finditer(text):
        yield from _named(text, run.start(), run[0], seen)
    for word in _WORD.finditer(text):
        form = folded(word[0])
        if (
            form in folded_words("given")
            and form not in folded_words("also_words")
            and form not in folded_words("never_names")
        ):
            yield Found(*word.span(), "person")
    for small in _SMALL.finditer(text):
        if small["name"] not in plain_words() and not is_in(small["name"], "never_names", "kin"):
            yield Found(*small.span("name"), "person")
    yield from (Found(found.start(), found.end(), "person") for found in _INITIALS.finditer(text))


def _after_cues(text: str) -> Iterator[Found]:
    for pattern in (_CUE, _CALLED):
        for found in pattern.finditer(text):
            name = found["name"]
            form = folded(name.removesuffix("'s").removesuffix("’s"))
            is_large = (
                name[0].isupper()
                and form not in folded_words("never_names")
                and form not in folded_words("kin")
            )
            if is_large or (
                form in folded_words("given") and form not in folded_words("also_words")
            ):
                yield Found(found.start("name"), found.start("name") + _bare(name), "person")


def _named(text: str, start: int, run: str, seen: frozenset[str]) -> Iterator[Found]:
    """A run of capitals, without the first word of a sentence where that may be any word."""
    words = list(_WORD.finditer(run))
    is_opening = bool(_OPENS.search(text[:start]))
    while words and _is_no_name(words[0][0], is_opening and words[0].start() == 0):
        first = words[0]
        if is_opening and first.start() == 0 and _is_surely(text, start, first[0], seen):
            break
        words = words[1:]
    while words and _never(words[-1][0]):
        words = words[:-1]
    if not words:
        return
    begin, end = words[0].start(), words[-1].start() + _bare(words[-1][0])
    yield Found(start + begin, start + end, _kind(text, start + begin, run[begin:end]))


def _is_no_name(word: str, opens: bool) -> bool:
    return opens or _never(word)


def _never(word: str) -> bool:
    form = folded(word[: _bare(word)])
    return (
        form in folded_words("never_names")
        or form in folded_words("kin")
        or form.split(" ")[0] in {"im", "ive", "id", "ill"}
    )


def _is_surely(text: str, start: int, word: str, seen: frozenset[str]) -> bool:
    """Whether the first word of a sentence is a name all the same."""
    form = folded(word[: _bare(word)])
    if form in seen:
        return True
    rest = text[start + _bare(word) :]
    if is_in(form, "never_names", "kin"):
        return False
    if _SAID_OF.match(rest):
        return is_in(form, "given") or not (form in plain_words() or _NO_NAME.search(form))
    return is_in(form, "given") and not is_in(form, "also_words")


def _kind(text: str, start: int, run: str) -> Kind:
    before = text[max(0, start - 40) : start]
    words = folded(run).split()
    is_given = bool(words) and words[0] in folded_words("given")
    if folded_words("places") & set(words):
        return "place"
    if _PLACE_BEFORE.search(before):
        return "person" if is_given and len(words) > 1 else "place"
    return "place" if _MAYBE_PLACE.search(before) and not is_given else "person"


def _bare(word: str) -> int:
    """How many letters of a word are its own: a genitive is not."""
    return len(re.sub(r"['’]s$|['’]$", "", word))
