"""What kind of answer a question wants, how many perfumes, and whether known ones may be shown."""

from __future__ import annotations

import re

from flowery.words.vocabulary import QuestionKind

MOST = 20  # perfumes in one answer; a longer list is not read

_LOOKS_FOR_A_MEMORY = (
    r"\bwhen did i\b",
    r"\bwhen was (?:it|the|i)\b",
    r"\b(?:what|how) did (?:my|our|the|his|her|their)\b[^.?!]*\bsmell\b",
    r"\bwhere did i\b",
    r"\bwhere was i when\b",
    r"\bwhat did i (?:write|say|smell|note|feel|think)\b",
    r"\bwho (?:was|were) (?:i )?with\b",
    r"\bwhich (?:of my )?memor(?:y|ies)\b",
    r"\bwhich of my (?:entries|notes|days)\b",
    r"\b(?:find|show|search|look up|look for|open|list)\b[^.?!]{0,24}\bmemor(?:y|ies)\b",
    r"\b(?:search|look) (?:in|through) my (?:memories|diary|notes|journal)\b",
    r"\bmy (?:memories|diary|journal|entries)\b",
    r"\bmemor(?:y|ies) (?:where|when|with|in which|about|of|that)\b",
    r"\b(?:do|did) i (?:ever|have)\b[^?]{0,40}\b(?:memory|memories|write|wrote|written|mention)",
    r"\bhave i (?:ever )?(?:written|mentioned|described|smelled|smelt|told)\b",
    r"\b(?:remember|recall) (?:when|where|the (?:time|day))\b",
    r"내\s*(?:기억|일기|추억)",
    r"(?:기억|일기|추억)(?:을|를|들을|에서|\s*중|\s*속에서)?\s*(?:찾|보여|검색|뭐가|있|있었|어디|언제|어느|어떤)",
    r"(?:어느|어떤|무슨)\s*(?:기억|추억|일기)",
    r"언제\s[^.?!]{0,24}(?:맡|썼|쓴|느꼈|났|기억)",
    r"언제\s*(?:였|갔)",
    r"언제\s[^.?!]{0,12}(?:했|였|웠)",
    r"(?:기억|일기|추억)(?:들)?(?:은|이|을|좀)?\s*[?.!]*$",
    r"어디(?:서|에서)\s[^.?!]{0,24}(?:맡|썼|느꼈|났)",
    r"(?:내가|제가)\s*(?:언제|어디|쓴|썼던|맡은|맡았던)",
)

_COMPARES = (
    r"\bcompare\b",
    r"\bcomparison\b",
    r"\bcompared (?:to|with)\b",
    r"\bvs\.?\b",
    r"\bversus\b",
    r"\bdifferences? between\b",
    r"\bdiffer\b",
    r"\bwhich (?:one )?(?:is|of|would|should|suits|fits|do)\b",
    r"\bor\b",
    r"\bbetter\b",
    r"비교",
    r"차이",
    r"중에",
    r"중\s*(?:뭐|어느|어떤|무엇|하나|누가)",
    r"어느\s*(?:쪽|것|게|향수)",
    r"뭐가\s*더",
    r"(?:대|vs|VS)\s",
)

_KNOWN_ONES_TOO = (
    r"\binclud(?:e|ing) (?:the )?(?:ones?|perfumes?|what|those|bottles?) (?:that )?i\b",
    r"\b(?:ones?|perfumes?|bottles?|what) (?:that )?i (?:already )?(?:own|have|tried|know|wear)\b",
    r"\bfrom my (?:collection|shelf|wardrobe|cabinet)\b",
    r"\bmy (?:own )?(?:collection|bottles|shelf|wardrobe)\b",
    r"\bamong mine\b",
    r"(?:갖고|가지고)\s*있는",
    r"가진\s*(?:것|향수|거)",
    r"내\s*(?:향수|컬렉션)",
    r"써\s*본",
)

_ENGLISH = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_KOREAN = ("하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉", "열")
_COUNTS = {
    **{word: number for number, word in enumerate(_ENGLISH, start=1)},
    **{word: number for number, word in enumerate(_KOREAN, start=1)},
    **{word: number for number, word in enumerate(("한", "두", "세", "네"), start=1)},
    "a couple of": 2,
    "a pair of": 2,
    "a dozen": 12,
}
_THINGS = (
    r"(?:perfumes?|fragrances?|scents?|options?|ideas?|suggestions?|recommendations?|ones|bottles?)"
)
_WORDS = "|".join(word for word in _COUNTS if word.isascii())
_COUNTED = re.compile(
    rf"\b(?P<n>\d{{1,3}}|{_WORDS})\s+(?:\w+\s+){{0,2}}?{_THINGS}\b"
    r"|\btop\s+(?P<top>\d{1,2})\b"
    r"|\b(?:just|only|give me|show me|recommend)\s+(?P<few>\d{1,2}|one|two|three|four|five)\b"
    r"|(?P<ko>\d{1,2}|하나|한|두|둘|세|셋|네|넷|다섯|여섯|일곱|여덟|아홉|열)"
    r"\s*(?:개|가지|병|종류|종)(?:만|를|을|정도|\s|$|[.?!,])"
    r"|(?P<one>하나)만",
    re.IGNORECASE,
)
_MEMORY = re.compile("|".join(_LOOKS_FOR_A_MEMORY), re.IGNORECASE)
_COMPARISON = re.compile("|".join(_COMPARES), re.IGNORECASE)
_KNOWN_TOO = re.compile("|".join(_KNOWN_ONES_TOO), re.IGNORECASE)


def kind_of(text: str, perfumes: int) -> QuestionKind:
    """The kind of a question that names so many perfumes."""
    if perfumes >= 2 and compares(text):
        return "comparison"
    return "search" if _MEMORY.search(text) else "recommendation"


def compares(text: str) -> bool:
    """Whether a question sets things beside each other."""
    return bool(_COMPARISON.search(text))


def how_many(text: str) -> int | None:
    """How many perfumes are asked for; None when nothing is said."""
    found = _COUNTED.search(text)
    if found is None:
        return None
    said = next(value for value in found.groupdict().values() if value)
    number = int(said) if said.isdecimal() else _COUNTS[said.casefold()]
    return min(MOST, number) or None


def wants_known_too(text: str) -> bool:
    """Whether perfumes that the person knows already may be shown."""
    return bool(_KNOWN_TOO.search(text))
