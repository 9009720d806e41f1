"""A memory's words with each smell underlined where it stands. Makes safe HTML from any text.

Colour says the axis, the line under the words how sure the reading is, a sign how it was felt, and
a number leads to the smell's name: nothing is said by colour alone. It knows no taxonomy: names
and axes are handed in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from flowery.ui.words import gettext as _
from flowery.words.vocabulary import ExtractedScent, Status, Valence

SIGNS: dict[Valence, str] = {"loved": "♥", "neutral": "", "hated": "✕"}
SURE: dict[Status, str] = {"explicit": "", "inferred": "?", "confirmed": "✓"}
DOUBT = "≠"
_JOINED = "&#8288;"  # no line ends between a word and its number


@dataclass(frozen=True, slots=True)
class ShownSmell:
    """A smell with what it is shown as: its number in the text, its name, its leading axis."""

    number: int
    smell: ExtractedScent
    name: str
    axis: str | None

    @property
    def label(self) -> str:
        """How it stands in a list of smells: "2 Damask rose ♥ ✓"."""
        from_picture = _("(picture)") if self.smell.start is None else ""
        doubt = DOUBT if self.smell.doubt else ""
        told = (self.sign, SURE[self.smell.status], doubt)
        parts = (str(self.number), self.name, from_picture, *told)
        return " ".join(part for part in parts if part)

    @property
    def sign(self) -> str:
        """How it was felt, as one sign."""
        return "∅" if self.smell.absent else SIGNS[self.smell.valence]


@dataclass(frozen=True, slots=True)
class Picks:
    """That smells can be chosen by their words, and the id of the one that is chosen."""

    chosen: str | None


def on_words(
    words: str, shown: Iterable[ShownSmell], start: int, end: int, picks: Picks | None = None
) -> str:
    """The words from `start` to `end` as HTML; offsets count in the whole of `words`. With `picks`
    a smell can be chosen by its words.
    """
    pieces: list[str] = []
    at = start
    for one in _apart(shown, start, end):
        first, last = one.smell.start or 0, one.smell.end or 0
        pieces += [escape(words[at:first]), _marked(words[first:last], one, picks)]
        at = last
    pieces.append(escape(words[at:end]))
    return f'<div class="fl-words" dir="auto">{"".join(pieces)}</div>'


def legend(shown: Iterable[ShownSmell] = ()) -> str:
    """What the lines and signs mean, as HTML; the sign of doubt only where there is one."""
    kinds = {
        "explicit": _("you wrote it"),
        "inferred": _("Flowery understood it"),
        "confirmed": _("you confirmed it"),
    }
    lines = [
        f'<span class="fl-smell fl-{kind}">{escape(said)}</span>' for kind, said in kinds.items()
    ]
    signs = [f"♥ {_('loved')}", f"✕ {_('hated')}", f"∅ {_('said to be missing')}"]
    if any(one.smell.doubt for one in shown):
        signs.append(f"{DOUBT} {_('felt otherwise by the model')}")
    return f'<p class="fl-legend">{" · ".join([*lines, *(escape(sign) for sign in signs)])}</p>'


def status_said(smell: ExtractedScent) -> str:
    """How sure a reading is, in words."""
    return {
        "explicit": _("you wrote it"),
        "inferred": _("Flowery understood it"),
        "confirmed": _("you confirmed it"),
    }[smell.status]


def valence_said(valence: Valence) -> str:
    """How a smell was felt, in words."""
    return {"loved": _("loved"), "neutral": _("neutral"), "hated": _("hated")}[valence]


def _apart(shown: Iterable[ShownSmell], start: int, end: int) -> Iterator[ShownSmell]:
    """Smells of this passage in order; one that overlaps an earlier one is in the list only."""
    at = start
    for one in sorted(shown, key=_place):
        first, last = one.smell.start, one.smell.end
        if first is not None and last is not None and at <= first < last <= end:
            yield one
            at = last


def _place(one: ShownSmell) -> tuple[int, int]:
    smell = one.smell
    return (-1, 0) if smell.start is None or smell.end is None else (smell.start, -smell.end)


def _marked(source: str, one: ShownSmell, picks: Picks | None) -> str:
    title = " · ".join(_said(one))
    axis = f" fl-axis-{one.axis}" if one.axis else ""
    opening = f'<mark class="fl-smell fl-{one.smell.status}{axis}" title="{escape(title)}"'
    return (
        f"{opening}{_button(one, picks)}>"
        f"{escape(source)}<sup>{_JOINED}{one.number}{one.sign}</sup></mark>"
    )


def _button(one: ShownSmell, picks: Picks | None) -> str:
    """What lets `picking.js` press the chip of this smell."""
    if picks is None:
        return ""
    pressed = "true" if one.smell.id == picks.chosen else "false"
    return f' role="button" tabindex="0" aria-pressed="{pressed}" data-chip="{one.number}"'


def _said(one: ShownSmell) -> Sequence[str]:
    felt = _("said to be missing") if one.smell.absent else valence_said(one.smell.valence)
    doubt = [_("felt otherwise by the model")] if one.smell.doubt else []
    return one.name, status_said(one.smell), felt, *doubt
