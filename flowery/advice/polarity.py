"""Which of the things a question names are wanted, softened, or left out.

It walks over the words once and keeps what was last said: "no rose, jasmine or vanilla" leaves
three things out, "no rose but lots of jasmine" one. When in doubt about a list it leaves out,
since a veto that was not meant costs a perfume, and one that was missed costs trust.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flowery.advice import asking
from flowery.advice.denying_korean import Polarity, said_of
from flowery.advice.phrases import Found, KnownPhrases, Meaning
from flowery.advice.saying import Span, Word

_FARTHEST = 6
_Marks = dict[int, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A thing a question names, and what is said about it."""

    found: Found
    polarity: Polarity


def judge(words: Sequence[Word], known: KnownPhrases) -> tuple[Judged, ...]:
    """Everything named in a question, in order."""
    marks = _marks(words)
    spoken_for = {i for place, (length, _) in marks.items() for i in range(place, place + length)}
    others = [_STOP if i in spoken_for else word for i, word in enumerate(words)]
    found = list(known.find(others))
    found += _misspelt(words, found, marks, known)
    found.sort(key=lambda one: (one.first, -len(one.form)))
    said = _before(words, found, marks)
    _after(words, found, marks, said)
    _korean(words, found, said)
    return tuple(Judged(one, said[place]) for place, one in enumerate(found))


def operators(words: Sequence[Word]) -> list[Span]:
    """Where the words stand that leave out, soften or ask for more, in the cleaned text."""
    marks = _marks(words).items()
    return [(words[place].start, words[place + length - 1].end) for place, (length, _) in marks]


def _marks(words: Sequence[Word]) -> _Marks:
    """Where operators stand: place -> (how many words, what they do); the longest wins."""
    marks: _Marks = {}
    place = 0
    while place < len(words):
        length, what = _operator(words, place)
        if length:
            marks[place] = (length, what)
        place += max(length, 1)
    return marks


def _operator(words: Sequence[Word], place: int) -> tuple[int, str]:
    for length in range(min(5, len(words) - place), 0, -1):
        phrase = " ".join(word.form for word in words[place : place + length])
        if phrase in _OPERATORS:
            return length, _OPERATORS[phrase]
    return 0, ""


def _before(words: Sequence[Word], found: Sequence[Found], marks: _Marks) -> list[Polarity]:
    """What the words before each thing say about it."""
    said: list[Polarity] = []
    state: Polarity = "wanted"
    gap, reach, held = 0, 0, None
    starts = {one.first: place for place, one in reversed(list(enumerate(found)))}
    covered = {i for one in found for i in range(one.first, one.last + 1)}
    for place, word in enumerate(words):
        if place in marks and marks[place][1] in ("left out", "softened", "more", "idiom"):
            length, what = marks[place]
            state = "wanted" if what == "idiom" else what  # type: ignore[assignment]
            operator = " ".join(w.form for w in words[place : place + length])
            gap, held = -length, None
            reach = asking.REACH.get(operator, _FARTHEST) if what == "left out" else 3
        if place in starts:
            if state != "wanted" and held is not None:
                state = state if _goes_on(words, found, held, starts[place]) else "wanted"
            held = starts[place]
            said += [state] * sum(one.first == place for one in found)
        elif place not in covered:
            gap += 1
            before = words[place - 1].form if place else ""
            if _ends(word, before, gap, reach, is_listed=held is not None):
                state = "wanted"
    return said


def _ends(word: Word, before: str, gap: int, reach: int, *, is_listed: bool) -> bool:
    """Whether what was said ends at this word."""
    if word.form in ("with", "for", "like") and before in _ANYTHING:
        return False
    if word.form in (".", ";", "!", "?", "\n", ":", "|"):
        return True
    if word.form == ",":
        return not is_listed
    if is_listed:  # "not sweet like sugar" goes on
        return word.form not in asking.JOINS and word.form not in ("/", "&", "like")
    return gap > reach or (gap > 0 and word.form in asking.STARTS_ANEW)


def _goes_on(words: Sequence[Word], found: Sequence[Found], held: int, place: int) -> bool:
    """Whether a list that is left out goes on at `place`: "no rose, jasmine" does, "no rose,
    woody" and "nothing sweet, smoky" do not, "nothing sweet, smoky or green" does.
    """
    between = [w.form for w in words[found[held].last + 1 : found[place].first]]
    if "," not in between:
        return bool(between) or found[held].last + 1 == found[place].first
    if any(form in ("or", "and", "nor", "no", "not") for form in between):
        return "and" not in between or _is_noun(found[held]) == _is_noun(found[place])
    if _is_noun(found[held]) and _is_noun(found[place]):
        return True
    return _is_noun(found[held]) == _is_noun(found[place]) and _closes_with_or(words, found, place)


def _closes_with_or(words: Sequence[Word], found: Sequence[Found], place: int) -> bool:
    following = [w.form for w in words[found[place].last + 1 : found[place].last + 8]]
    for form in following:
        if form in (".", ";", "!", "?", "but", "with"):
            return False
        if form in ("or", "nor"):
            return True
    return False


def _is_noun(found: Found) -> bool:
    return bool(found.of("note")) and not found.of("quality")


def _after(
    words: Sequence[Word], found: Sequence[Found], marks: _Marks, said: list[Polarity]
) -> None:
    """ "Rose-free", "vanilla gives me a headache": the thing and its list before are left out."""
    for place, (length, what) in marks.items():
        if what == "left out after":
            phrase = " ".join(w.form for w in words[place : place + length])
            near = 1 if phrase == "free" else 3
            _leave_out_before(words, found, place, near, said)


def _leave_out_before(
    words: Sequence[Word], found: Sequence[Found], place: int, near: int, said: list[Polarity]
) -> None:
    for number in range(len(found) - 1, -1, -1):
        gap = words[found[number].last + 1 : place]
        if found[number].first >= place:
            continue
        if len(gap) >= near and any(not _joins(word) for word in gap):
            return
        if said[number] != "softened":
            said[number] = "left out"
        place, near = found[number].first, 1


def _joins(word: Word) -> bool:
    return word.form in asking.JOINS or word.form in (",", "/", "&", "+")


def _korean(words: Sequence[Word], found: Sequence[Found], said: list[Polarity]) -> None:
    """Korean says at the end what becomes of what it named."""
    for number in range(len(found) - 1, -1, -1):
        one = found[number]
        if not words[one.last].is_korean and not _next_is_korean(words, one.last + 1):
            continue
        verdict = said_of(words, one)
        if verdict is None and number + 1 < len(found) and said[number + 1] == "left out":
            verdict = "left out" if _in_one_list(words, one, found[number + 1]) else None
        if verdict is not None:
            said[number] = verdict


_STOP = Word("|", 0, 0, is_korean=False)
_ANYTHING = ("anything", "nothing", "something", "perfume", "scent", "fragrance", "one", "stuff")
_LIST_ENDS = ("랑", "이랑", "와", "과", "하고", "나", "이나", "도", "고", "")


def _in_one_list(words: Sequence[Word], one: Found, following: Found) -> bool:
    gap = words[one.last + 1 : following.first]
    tail = one.tail.removeprefix("향").removeprefix("기")
    ends = tail in _LIST_ENDS or one.last == following.first
    if any(word.form == "," for word in gap) and not (_is_noun(one) and _is_noun(following)):
        return False  # "시원한 여름 향, 레몬은 말고" leaves the lemon out and not the summer
    return ends and all(w.form in (*asking.JOINS, ",", "/", "&", "+") for w in gap) and len(gap) < 3


def _next_is_korean(words: Sequence[Word], place: int) -> bool:
    return place < len(words) and words[place].is_korean


def _misspelt(
    words: Sequence[Word], found: Iterable[Found], marks: _Marks, known: KnownPhrases
) -> list[Found]:
    """Notes that are left out under a misspelt name: "no tuberoze"."""
    taken = {i for one in found for i in range(one.first, one.last + 1)}
    guesses = []
    for place, (length, what) in marks.items():
        for number in range(place + length, min(place + length + 4, len(words))):
            word = words[number]
            if word.is_stop or number in taken or what != "left out":
                break
            note = known.guess(word.form) if number not in marks else None
            if note is not None:
                guesses.append(Found(number, number, (Meaning("note", note),), word.form))
                break
    return guesses


_OPERATORS: dict[str, str] = {
    **dict.fromkeys(asking.LEAVES_OUT, "left out"),
    **dict.fromkeys(asking.LEFT_OUT_AFTER, "left out after"),
    **dict.fromkeys(asking.SOFTENS, "softened"),
    **dict.fromkeys(asking.ASKS_MORE, "more"),
    **dict.fromkeys(asking.MEANS_NO_SUCH_THING, "idiom"),
}
