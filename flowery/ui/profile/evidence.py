"""A number of the profile, opened: every sentence, rating and correction that speaks for or against
it, with its share, linked to its memory.

It shows shares and knows where their words stand; how they came about is `taste`'s to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import fsum

import streamlit as st

from flowery.ui import naming, paper, sentence, session, sums, ways
from flowery.ui.teach import words as teach_words
from flowery.ui.words import gettext as _, ngettext
from flowery.words.vocabulary import (
    Evidence,
    ExtractedScent,
    ReactionKind,
    ScentMemory,
    Share,
    User,
)

_SHOWN = 8  # groups; the smaller rest is summed in one line until it is asked for


@dataclass(frozen=True, slots=True)
class Sources:
    """The memories and smells that evidence points to, by id."""

    memories: dict[str, ScentMemory]
    smells: dict[str, ExtractedScent]


@dataclass(frozen=True, slots=True)
class Group:
    """The shares that come from one memory, or from one act outside of memories."""

    memory_id: str | None
    rows: tuple[tuple[Share, float], ...]

    @property
    def points(self) -> float:
        """What the group adds, in points as shown."""
        return fsum(shown for _, shown in self.rows)


def sources(user: User) -> Sources:
    """Where the evidence of a person stands."""
    own = session.opened().tables.of(user.id)
    memories = {memory.id: memory for memory in own.diary.list()}
    return Sources(memories, {smell.id: smell for _, smell in own.readings.standing()})


def opened(shares: Sequence[Share], known: Sources, key: str) -> None:
    """All shares of one number, the weightiest first."""
    groups = grouped(shares)
    st.html(paper.paragraph(_counted(shares)))
    all_shown = len(groups) <= _SHOWN or st.toggle(
        _("Show all {number}").format(number=len(groups)), key=f"all-{key}"
    )
    shown = groups if all_shown else groups[:_SHOWN]
    for place, group in enumerate(shown):
        _group(group, known, f"{key}-{place}")
    rest = groups[len(shown) :]
    if rest:
        amount = sums.signed(fsum(group.points for group in rest))
        others = _("and {number} smaller ones: {amount}").format(number=len(rest), amount=amount)
        st.html(paper.paragraph(others))


def grouped(shares: Sequence[Share]) -> list[Group]:
    """Shares by memory, the weightiest group first; their points add up to the number as shown."""
    shown = sums.points([share.amount for share in shares])
    by_source: dict[str, list[tuple[Share, float]]] = {}
    for share, amount in zip(shares, shown, strict=True):
        source = share.evidence.memory_id or f"act:{share.evidence.source}"
        by_source.setdefault(source, []).append((share, amount))
    groups = [Group(rows[0][0].evidence.memory_id, tuple(rows)) for rows in by_source.values()]
    return sorted(groups, key=lambda group: -abs(fsum(share.amount for share, _ in group.rows)))


def _counted(shares: Sequence[Share]) -> str:
    supports = sum(share.amount > 0 for share in shares)
    return ngettext(
        "{number} of {all} piece of evidence speaks for it.",
        "{number} of {all} pieces of evidence speak for it.",
        len(shares),
    ).format(number=supports, all=len(shares))


def _group(group: Group, known: Sources, key: str) -> None:
    memory = known.memories.get(group.memory_id or "")
    lines = "".join(_line(share.evidence, amount, known) for share, amount in group.rows)
    with st.container(key=f"evidence-{key}", gap="xsmall"):
        st.html(lines)
        if memory is not None:
            ways.link(
                "memories",
                naming.title_of(memory),
                icon=":material/auto_stories:",
                memory=memory.id,
            )


def _line(evidence: Evidence, amount: float, known: Sources) -> str:
    side, sign = ("fl-for", "+") if amount >= 0 else ("fl-against", "−")
    return (
        f'<div class="fl-reason"><b class="{side}" aria-hidden="true">{sign}</b>'
        f"<span>{escape(said(evidence))}{_quoted(evidence, known)}</span>"
        f'<span class="fl-amount">{sums.signed(amount)}</span></div>'
    )


def _quoted(evidence: Evidence, known: Sources) -> str:
    memory = known.memories.get(evidence.memory_id or "")
    smell = known.smells.get(evidence.source)
    if memory is None or smell is None or smell.start is None or smell.end is None:
        return ""
    return paper.quote(sentence.around(memory.words, smell.start, smell.end))


def said(evidence: Evidence) -> str:
    """What a piece of evidence is, in words."""
    if evidence.kind == "reaction":
        return _reacted(evidence)
    if evidence.kind == "rating":
        return _rated(evidence)
    if evidence.kind == "stars":
        stars = _("{stars} of 5 stars for an answer with {perfume}")
        return stars.format(stars=evidence.detail, perfume=_perfume(evidence))
    if evidence.kind == "answer_dislike":
        return _("you named it as disliked in an answer")
    if evidence.kind == "taught":
        told = teach_words.heard(evidence.subject, evidence.direction)
        return _("your answer when Flowery asked: {told}").format(told=told)
    named = naming.subject_name(session.opened().taxonomy, evidence.subject)
    return f"{named} · {_read(evidence)}"


def _read(evidence: Evidence) -> str:
    more = evidence.direction > 0
    return {
        "critique": _("you asked for more of it") if more else _("you asked for less of it"),
        "correction": _("you said so yourself"),
        "picture": _("the colours of the picture hint at it"),
    }.get(evidence.kind) or {
        "inferred": _("Flowery understood it"),
        "confirmed": _("you confirmed it"),
    }.get(evidence.detail, _("you wrote it"))


def _reacted(evidence: Evidence) -> str:
    reactions: dict[ReactionKind, str] = {
        "like": _("you like {perfume}"),
        "dislike": _("you dislike {perfume}"),
        "own": _("you own {perfume}"),
        "wish": _("you wish for {perfume}"),
        "tried": _("you tried {perfume}"),
        "wore": _("you wore {perfume}"),
        "declined": _("you declined {perfume}"),
    }
    kinds = {kind: text for kind, text in reactions.items() if kind == evidence.detail}
    template = next(iter(kinds.values()), "{perfume}")
    return template.format(perfume=_perfume(evidence))


def _rated(evidence: Evidence) -> str:
    scale, _colon, stars = evidence.detail.partition(":")
    said = (
        _("{stars} of 5 stars, “takes me back”: {perfume}")
        if scale == "takes_back"
        else _("{stars} of 5 stars, “would wear”: {perfume}")
    )
    return said.format(stars=stars, perfume=_perfume(evidence))


def _perfume(evidence: Evidence) -> str:
    catalogue = session.opened().catalogue
    fragrance_id = evidence.subject.partition(":")[2]
    return catalogue.get(fragrance_id).title if fragrance_id in catalogue else fragrance_id
