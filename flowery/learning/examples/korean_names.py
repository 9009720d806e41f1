"""Finds names of people and places in Korean, which has no capitals: before or after a word of kin
or a title, with a family name, or by the endings that only names take.

It knows words, not the person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from flowery.learning.examples.identifying import Found
from flowery.learning.examples.name_words import either, name_words

_PARTICLES = f"(?:{either('korean_particles')})"
_END = rf"(?={_PARTICLES}?(?:[^가-힣]|$)|{_PARTICLES}[가-힣])"
NAME_END = rf"(?={_PARTICLES}?(?:[^가-힣]|$)|{_PARTICLES}|\s?(?:{either('korean_titles')}))"
"""What may follow a Korean name in the same word."""

_START = r"(?<![가-힣])"
_AFTER = re.compile(
    rf"{_START}([가-힣]{{2,4}}?)(?:이)?\s?(?:{either('korean_titles')})"
    rf"(?={_PARTICLES}?(?:[^가-힣]|$)|{_PARTICLES})"
)
_BEFORE = re.compile(
    rf"(?:{either('korean_kin')})(?:인|였던|의 이름은)?,?\s([가-힣]{{2,4}}?){_END}"
)
_FULL = re.compile(
    rf"{_START}((?:{either('korean_families')})(?:{either('korean_common')}){{2}}){_END}"
)
_FAMILY = re.compile(
    rf"{_START}({either('korean_families')})(?=\s?(?:씨|선생님|쌤|교수님|박사님|사장님|과장님|부장님|대리님|"
    rf"팀장님|원장님|실장님|대표님|여사)(?:[^가-힣]|{_PARTICLES}))"
)
_TITLED = re.compile(
    rf"{_START}((?:{either('korean_families')})[가-힣]{{2}})(?<![집원교과반부댁])"
    rf"(?=\s?(?:씨|여사|선생님|쌤|교수님|박사님|사장님|과장님|부장님|대리님|팀장님|원장님|작가님)"
    rf"(?:[^가-힣]|{_PARTICLES}))"
)
_CALLED = re.compile(
    r"(?:이름은|이름이|성함은|저는|나는)\s([가-힣]{2,4}?)(?=이고|이에요|예요|이라고|라고|이었|입니다|이야)"
)
_NICKNAMED = r"(?=이(?:가|는|랑|네|의|를|도|와|한테|에게)(?:[^가-힣]|$))"
_ENDED = re.compile(
    rf"{_START}((?:{either('korean_syllables')}){{2}})"
    rf"{_NICKNAMED}"
)
_KIN_ENDED = re.compile(rf"(?:{either('korean_kin')}) ([가-힣]{{2}}){_NICKNAMED}")
_EOJEOL = re.compile(rf"{_START}([가-힣]{{2,4}}?){_END}")
_CITY = re.compile(rf"{_START}(?:{either('korean_cities')})(?:시|도|군|구|동|역|항)?{_END}")
_PLACE = re.compile(
    rf"{_START}[가-힣]{{1,8}}\s?(?:해수욕장|초등학교|중학교|고등학교|대학교|여고|여중|아파트|유치원|"
    rf"수목원|휴양림|터미널|대성당|한옥마을|요양원|보육원)"
    rf"|{_START}[가-힣]{{2,4}}(?:역|군|읍|면|구|시)(?=에서|에 |으로|로 |까지|의 )"
    rf"|{_START}[가-힣]{{2,3}}궁(?=[^가-힣]|{_PARTICLES}|$)"
    rf"|{_START}[가-힣]{{2}}동(?=에서|에 |으로|까지|의 |,)"
    rf"|{_START}[가-힣]{{2,4}}(?:해변|계곡|저수지|호수|섬|사찰|성당|교회|시장|병원|마을|온천)"
    rf"(?=에서|에 |의 |으로|,|\.|$)"
)
_NO_PLACE = re.compile(
    r"^(?:지|구|영|무|용|음|광|방)?역|^(?:[가-힣]{1,2}(?:운|감|행|활|이|노|자|충|율|진)동)|"
    r"^(?:작은|큰|우리|동네|시골|재래|새벽|벼룩|전통|오래된|낡은|그|이|저|어느|한|옛|산골|바닷가|꽃|수산|야)"
    r"\s?"
    r"(?:해변|계곡|저수지|호수|섬|사찰|성당|교회|시장|병원|마을|온천|면|시|구|군)"
)


def korean_names(text: str) -> Iterator[Found]:
    """People and places that a text names."""
    for found in _CITY.finditer(text):
        yield Found(*found.span(), "place")
    for found in _PLACE.finditer(text):
        if not _NO_PLACE.match(found[0]):
            yield Found(*found.span(), "place")
    for pattern in (_AFTER, _BEFORE):
        yield from _people(pattern, text, _is_name)
    for pattern in (_FULL, _FAMILY, _TITLED, _CALLED, _ENDED, _KIN_ENDED):
        yield from _people(pattern, text, _is_unlisted)
    yield from _people(_EOJEOL, text, _is_given)


def _people(pattern: re.Pattern[str], text: str, is_name: Callable[[str], bool]) -> Iterator[Found]:
    for found in pattern.finditer(text):
        if is_name(found[1]):
            yield Found(found.start(1), found.end(1), "person")


def _is_unlisted(word: str) -> bool:
    return word not in _never()


@cache
def _is_given(word: str) -> bool:
    """A name that people are given, with or without the name of the family."""
    own = _own(word)
    return word not in _never() and own not in _never() and own in _given()


@cache
def _is_name(word: str) -> bool:
    """A word that a name could be, where a name is likely."""
    own = _own(word)
    return word not in _never() and (own in _given() or (len(own) == 2 and set(own) <= _letters()))


def _own(word: str) -> str:
    """A name without that of the family."""
    if word[:2] in name_words("korean_families"):
        return word[2:] * 2 if len(word) == 3 else word[2:]  # 남궁민: one letter, read as two
    return word[1:] if len(word) == 3 and word[0] in name_words("korean_families") else word


@cache
def _given() -> frozenset[str]:
    return frozenset(name_words("given"))


@cache
def _letters() -> frozenset[str]:
    return frozenset(name_words("korean_syllables"))


@cache
def _never() -> frozenset[str]:
    return frozenset(name_words("korean_never_names"))
