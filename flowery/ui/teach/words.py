"""What *Teach me* says: questions, answers, and the numbers they are asked for."""

from __future__ import annotations

from collections.abc import Mapping

from flowery.taste.lessons import Sort
from flowery.taste.questions import LIST, Because, Question
from flowery.taste.taught import subject_of
from flowery.ui import naming, session
from flowery.ui.axes import axis_name
from flowery.ui.explore.words import band_said
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import Fragrance, Teaching

ANSWERS = (1.0, 0.5, 0.0, -0.5, -1.0)
_NAMED = 3
_MOSTLY = 0.6  # of a note's smell is on a side that it is named for


def question_said(question: Question) -> str:
    """A question as it is asked."""
    name = question.subject.partition(":")[2]
    if question.kind == "axis":
        side = axis_name(name).lower()
        return _("Do you like perfumes on the {side} side of smell?").format(side=side)
    if question.kind == "note":
        note = naming.note_name(session.opened().taxonomy, name)
        return _("Do you like this note in a perfume: {note}?").format(note=note)
    if question.kind == "pair":
        return _("Which of these two would you rather wear?")
    return _("Could you try a sample of this one? How do you like it on your skin?")


def example_said(question: Question) -> str:
    """What the question is about, for one who does not know the word; "" where cards show it."""
    catalogue, taxonomy = session.opened().catalogue, session.opened().taxonomy
    name = question.subject.partition(":")[2]
    if question.kind == "axis":
        usual = sorted(
            (n for n in taxonomy.notes.values() if n.axes.get(name, 0.0) >= _MOSTLY),
            key=lambda note: (-catalogue.frequency(note.id), note.id),
        )
        notes = ", ".join(naming.note_name(taxonomy, note.id) for note in usual[:_NAMED])
        return _("It smells of such things as: {notes}.").format(notes=notes) if notes else ""
    if question.kind == "note":
        held = catalogue.frequency(name)
        said = ngettext(
            "{number} of {all} perfumes here has it.",
            "{number} of {all} perfumes here have it.",
            held,
        )
        return said.format(number=f"{held:,}", all=f"{len(catalogue):,}")
    return ""


def why_said(because: Because) -> str:
    """Why it is asked, in numbers that say what they mean."""
    return _(
        "Why I ask: between one answer and its opposite {moved} perfumes move by five points of "
        "100 or more, and {others} of your first {first} are others. Any answer settles {share} "
        "of what is still open."
    ).format(
        moved=f"{because.moved:,}",
        others=because.others,
        first=LIST,
        share=f"{because.settled:.1%}",
    )


def enough_said(because: Because) -> str:
    """Why no more is asked."""
    return _(
        "The best question that is left would settle {share} of what is still open and change "
        "{others} of the first {first}. A memory, a wear or a rating teaches more now."
    ).format(share=f"{because.settled:.1%}", others=because.others, first=LIST)


def answer_said(answer: float) -> str:
    """An answer about a side, a note or a sample."""
    said: Mapping[float, str] = {
        1.0: _("Very much"),
        0.5: _("Rather yes"),
        0.0: _("Neither yes nor no"),
        -0.5: _("Rather no"),
        -1.0: _("Not at all"),
    }
    return said[min(said, key=lambda one: abs(one - answer))]


def sort_said(sort: Sort) -> str:
    """A sort of question."""
    return {
        "side": _("A side or a note"),
        "pair": _("Two perfumes"),
        "sample": _("A sample to try"),
    }[sort]


def given_said(teaching: Teaching) -> str:
    """What was asked and what was answered, in a line."""
    if not teaching.skipped:
        return heard(subject_of(teaching), teaching.answer)
    asked = subject_said(teaching.subject)
    if teaching.kind == "pair":
        asked = _("{one} or {other}").format(
            one=asked, other=subject_said(f"fragrance:{teaching.over}")
        )
    said = _("{asked}: not tried yet") if teaching.kind == "sample" else _("{asked}: skipped")
    return said.format(asked=asked)


def heard(subject: str, answer: float) -> str:
    """An answer in a line; `subject` is that of its evidence, of a pair "pair:A|B"."""
    if not subject.startswith("pair:"):
        return f"{subject_said(subject)}: {answer_said(answer)}"
    both = [subject_said(f"fragrance:{one}") for one in subject.removeprefix("pair:").split("|")]
    if not answer:
        return _("{one} or {other}: neither more").format(one=both[0], other=both[1])
    first, second = both if answer > 0 else reversed(both)
    return _("{one} rather than {other}").format(one=first, other=second)


def subject_said(subject: str) -> str:
    """ "axis:leather", "note:rose" or "fragrance:ID" as it is called."""
    flowery = session.opened()
    kind, _colon, name = subject.partition(":")
    if kind == "fragrance":
        return flowery.catalogue.get(name).title if name in flowery.catalogue else name
    said = naming.subject_name(flowery.taxonomy, subject)
    return _("{axis} side").format(axis=said) if kind == "axis" else said


def priced(fragrance: Fragrance) -> str:
    """What a full bottle costs, where it is known."""
    if fragrance.price_band is None:
        return _("price not known")
    return _("{amount} for a usual full bottle").format(amount=band_said(str(fragrance.price_band)))
