"""How Korean leaves out and softens: at the end it says what becomes of what it named.

It knows endings and the words after a thing; which things there are is found by `phrases`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from flowery.advice import asking_korean
from flowery.advice.phrases import Found
from flowery.advice.saying import Word

Polarity = Literal["wanted", "more", "softened", "left out"]

_TOO = ("너무", "많이", "지나치게", "과하게", "그렇게", "그다지", "너무너무", "심하게", "별로")


def said_of(words: Sequence[Word], one: Found) -> Polarity | None:
    """What is said of a thing after its name; None when nothing is."""
    before = words[one.first - 1].form if one.first else ""
    following = [word.form for word in words[one.last + 1 : one.last + 8]]
    is_denied = bool(following) and following[0].startswith(("않", "못", "말"))
    if one.tail.endswith(("처럼", "같이")) and _is_denial(following):
        return "left out"
    if one.tail.endswith(("지", "지는", "지도", "진")) and is_denied:
        return "softened" if before in _TOO else "left out"
    if before in ("덜", "조금만", "약간만"):
        return "softened"
    if before in ("더", "좀더", "조금더", "훨씬"):
        return "more"
    if before == "안" and words[one.first].is_korean:
        return "left out"
    return _said_after(one.tail, following)


def _is_denial(following: Sequence[str]) -> bool:
    """ "달지 않은" in "설탕처럼 달지 않은"."""
    return len(following) > 1 and following[0].endswith("지") and following[1].startswith("않")


def _said_after(tail: str, following: Sequence[str]) -> Polarity | None:
    if any(tail.endswith(end) for end in ("지만", "는데", "으면", "고")) and len(tail) > 1:
        return None
    for number in range(len(following)):
        rest = " ".join(following[number:])
        if rest.startswith(asking_korean.NO_SUCH_THING):
            return "wanted"
        if rest.startswith(("덜", "적은", "적게", "약한", "약하게", "조금만")):
            return "softened"
        if rest.startswith(asking_korean.LEFT_OUT_AFTER):
            return "left out"
        if following[number] not in asking_korean.BETWEEN:
            return None
    return None


def denied_quality(form: str, before: str, after: str) -> tuple[str, bool] | None:
    """(quality, whether it is only softened) of an adjective that is denied here, else None."""
    for stem, quality in asking_korean.STEMS.items():
        if form.startswith(f"{stem}지") and (after.startswith(("않", "말", "못")) or "않" in form):
            return quality, before in _TOO
    quality = asking_korean.FORMS.get(form, "")
    return (quality, before != "안") if quality and before in ("안", "덜", *_TOO) else None
