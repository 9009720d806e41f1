"""How a search stands to each thing in it: wanted, ruled out, less or more, told by the small words
around it in English and Korean.

It knows the order of words, not what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from flowery.perfumery.cues import search_cues
from flowery.perfumery.phrases import Found, Word, words_of
from flowery.perfumery.terms import Term

Stance = Literal["want", "without", "less", "more"]
NOT = search_cues()["not"]
_LIST_NOT = search_cues()["not_a_list"]
_CARRY = search_cues()["carries_on"]
_SOFTEN = search_cues()["softens"]
_MORE = search_cues()["more"]
_EXCEPTS = search_cues()["excepts"]
_FROM = search_cues()["between_house_and_name"] | {"any", "anything", "but"}
_KO_NOT = re.compile(
    r"\s*(?:향기?|냄새|내음|노트|계열)?\s*(?:은|는|이|가|도|을|를|만|들)?"
    r"\s*(?:향기?|냄새)?(?:은|는|이|가|도)?\s*(?:전혀|아예|절대)?\s*"
    r"(?:없이|없는|없고|없었으면|없으면|빼고|뺀|빼|말고|제외|싫|아닌|아니고|않|들어가지|못\s|금지|피하|"
    r"노\b|안\s?(?:들어|나))"
)
_KO_VERB = re.compile(r"(?:하지|지|하진|진|한\s?(?:건|거|것|향|향은)?)(?:는|도|은)?")
_KO_JOIN = re.compile(r"^(?:\s|,|·|이?랑|와|과|하고|이?나|도|및|그리고|향기?|냄새)*$")
_KO_EXCEPT = re.compile(
    r"\s*(?:향기?|냄새|노트)?\s*(?:을|를)?\s*(?:(?:말고|빼고|제외하고)(?:는|ㄴ)|빼곤|말곤|제외하곤|외에는?|외엔)"
)
_KO_SOFT = re.compile(r"(?:덜|너무|지나치게)\s*$")
_KO_FLAT_NO = re.compile(r"(?:^|\s)안\s*$")
_KO_MORE = re.compile(r"(?:더|좀\s?더|조금\s?더)\s*$")


def is_denied(text: str, start: int, end: int) -> bool:
    """ "not from Guerlain", "겔랑 말고"."""
    before = [word.form for word in words_of(text[:start])[-3:]]
    while before and before[-1] in _FROM:
        before.pop()
    return bool(before and before[-1] in NOT) or bool(_KO_NOT.match(text, end))


def stances_in(text: str, words: tuple[Word, ...], found: list[Found[Term]]) -> list[Stance]:
    """How the text stands to each phrase in it."""
    stances = list(_english_stances(text, words, found))
    for number, phrase in enumerate(found):
        if not words[phrase.first].is_korean and not _korean_follows(text, phrase):
            continue
        stance = _korean_stance(text, phrase)
        if stance is None:
            continue
        stances[number] = stance
        if stance == "without":
            _spread_back(text, found, stances, number)
    return [_unless(text, found, stances, number) for number in range(len(found))]


def _unless(text: str, found: list[Found[Term]], stances: list[Stance], number: int) -> Stance:
    """ "자스민 말고는 꽃 없이" wants what is left of a group that is ruled out."""
    excepted = _KO_EXCEPT.match(text, found[number].end) and "without" in stances[number + 1 :]
    return "want" if excepted else stances[number]


def _korean_follows(text: str, phrase: Found[Term]) -> bool:
    return bool(_KO_NOT.match(text, phrase.end))


def _korean_stance(text: str, phrase: Found[Term]) -> Stance | None:
    before = text[: phrase.start]
    if _KO_SOFT.search(before):
        return "less"
    if _denied(text, phrase.end) or _KO_FLAT_NO.search(before):
        return "without"
    return "more" if _KO_MORE.search(before) else None


def _denied(text: str, end: int) -> bool:
    """ "장미 없이", "달콤하지 않은"."""
    verb = _KO_VERB.match(text, end)
    return bool(_KO_NOT.match(text, end) or (verb and _KO_NOT.match(text, verb.end())))


def _spread_back(text: str, found: list[Found[Term]], stances: list[Stance], number: int) -> None:
    """ "장미랑 백합 빼고": what is joined to a denied thing is denied with it."""
    for before in range(number - 1, -1, -1):
        between = text[found[before].end : found[before + 1].start]
        if not between.strip() or not _KO_JOIN.match(between) or not found[before].meaning.named:
            return
        stances[before] = "without"


def _english_stances(
    text: str, words: tuple[Word, ...], found: list[Found[Term]]
) -> Iterator[Stance]:
    by_first = {phrase.first: phrase for phrase in found}
    scope: Stance = "want"
    lists = denied_last = denied = False
    at, previous_end, quality = 0, -1, True
    while at < len(words):
        phrase, form = by_first.get(at), words[at].form
        between = text[words[at - 1].end : words[at].start] if at else ""
        if scope != "want" and "," in between and not _listed(words, at, lists):
            scope = "want"
        if phrase is None and form in _EXCEPTS and denied:
            scope, lists = "want", True
            at += 1
            continue
        if phrase is None:
            if form != "with" or not denied_last:  # "nothing with rose", but "no rose, with oud"
                scope, lists = _after(form, scope, lists)
            denied_last = form in NOT or (denied_last and form in _CARRY | {"with"})
            at += 1
            continue
        denied_last = False
        adjacent = previous_end == at and "," not in between
        if adjacent and not quality and scope != "want":
            scope = "want"
        free = _is_free(words, phrase.last, text)
        stance = _stance(text, phrase, "without" if free else scope)
        denied = stance == "without"
        yield stance
        previous_end, quality = phrase.last, phrase.meaning.is_quality
        at = phrase.last + free
        scope = "want" if scope == "more" else scope


def _stance(text: str, phrase: Found[Term], scope: Stance) -> Stance:
    if _minus(text, phrase.start):
        return "without"
    softened = text[phrase.start :].casefold().startswith("too ")
    return "less" if softened and scope == "without" else scope


def _after(form: str, scope: Stance, lists: bool) -> tuple[Stance, bool]:
    """What a word that is no phrase does to the stance towards what follows it."""
    if form in NOT:
        return "without", form in _LIST_NOT
    if form == "less" or (form in _SOFTEN and scope == "without"):
        return "less", lists
    if form in _MORE:
        return "more", lists
    return (scope, lists) if form in _CARRY else ("want", False)


def _listed(words: tuple[Word, ...], at: int, lists: bool) -> bool:
    """Whether a comma goes on with what is denied: "without rose, lily or musk" does, "no rose,
    fresh" does not.
    """
    ahead = {word.form for word in words[at : at + 4]}
    return words[at].form in NOT or (lists and bool(ahead & {"or", "nor", "and"}))


def _is_free(words: tuple[Word, ...], last: int, text: str) -> bool:
    """ "rose-free", "rose free"."""
    if last >= len(words) or words[last].form != "free":
        return False
    following = words[last + 1].form if last + 1 < len(words) else ""
    return following != "of" and text[words[last - 1].end : words[last].start] in ("-", " ")


def _minus(text: str, start: int) -> bool:
    """ "rose -patchouli"."""
    return start > 0 and text[start - 1] in "-−!" and (start == 1 or text[start - 2].isspace())
