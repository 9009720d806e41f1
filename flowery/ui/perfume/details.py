"""The numbers of one recommended perfume: accords, how its score adds up, what speaks for and
against it, and what would change it.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import streamlit as st

from flowery.ui import charts, naming, paper, session, sums, ways
from flowery.ui.axes import leading
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import LAYERS, Fragrance, Reason, Recommendation, ScentMemory

Memories = Mapping[str, ScentMemory]

_FOR, _AGAINST = "fl-for", "fl-against"


def details(one: Recommendation, fragrance: Fragrance | None, memories: Memories, key: str) -> None:
    """Everything that is known about why this perfume is here."""
    left, right = st.columns(2, gap="large")
    with left:
        _titled(_("Speaks for it"))
        _reasons(one, one.supports, memories, _FOR)
        _titled(_("Speaks against it"))
        _reasons(one, one.opposes, memories, _AGAINST)
        if one.what_if:
            _titled(_("What would change this"))
            st.html("".join(paper.paragraph(said, "fl-plain") for said in one.what_if))
    with right:
        _titled(_("How the score adds up"))
        parts = [(part_said(name), amount) for name, amount in one.parts.items() if amount]
        charts.draw(charts.waterfall(parts, _("score")), f"waterfall-{key}")
        if fragrance is not None:
            _smelled(fragrance)


def accords(fragrance: Fragrance) -> str:
    """The accords of a perfume as bars, the strongest first."""
    taxonomy = session.opened().taxonomy
    strongest = sorted(fragrance.accords.items(), key=lambda pair: -pair[1])
    return paper.bars(
        paper.Bar(
            naming.accord_name(taxonomy, accord),
            strength,
            f"{strength:.0%}",
            leading(taxonomy.accords[accord].axes) if accord in taxonomy.accords else None,
        )
        for accord, strength in strongest
    )


def layers(fragrance: Fragrance, most: int | None = None) -> str:
    """The pyramid as HTML, at most so many notes a layer."""
    taxonomy = session.opened().taxonomy
    named = [(naming.layer_said(layer), getattr(fragrance, layer)[:most]) for layer in LAYERS]
    named.append((_("Notes"), fragrance.flat[: most and most * len(LAYERS)]))
    rows = "".join(
        f"<dt>{escape(said)}</dt>"
        f"<dd>{escape(', '.join(naming.note_name(taxonomy, note) for note in notes))}</dd>"
        for said, notes in named
        if notes
    )
    return f'<dl class="fl-layers">{rows}</dl>'


def part_said(part: str) -> str:
    """A part of a score."""
    return {
        "question": _("your question"),
        "taste": _("your taste"),
        "learned": _("what Flowery learned"),
        "memories": _("your memories"),
        "dislikes": _("your dislikes"),
        "variety": _("variety"),
        "season": _("the season"),
        "occasion": _("the occasion"),
        "budget": _("the budget"),
        "intensity": _("the intensity"),
    }.get(part, part)


def _smelled(fragrance: Fragrance) -> None:
    _titled(_("Pyramid"))
    st.html(layers(fragrance))
    if fragrance.accords:
        _titled(_("Accords"))
        st.html(accords(fragrance))
    if fragrance.perfumers:
        made = _("made by {perfumers}").format(perfumers=", ".join(fragrance.perfumers))
        st.html(paper.paragraph(made))


def _reasons(
    one: Recommendation, reasons: tuple[Reason, ...], memories: Memories, side: str
) -> None:
    if not reasons:
        st.html(paper.paragraph(_("Nothing that Flowery knows of.")))
        return
    st.html("".join(_line(reason, side) for reason in reasons))
    named = {r.memory_id: r.note or "" for r in reversed(reasons) if r.memory_id in memories}
    for memory_id, note in reversed(named.items()):
        if memory_id is not None:
            ways.link(
                "memories",
                naming.title_of(memories[memory_id]),
                icon=":material/auto_stories:",
                memory=memory_id,
            )
            ends = {"from": f"memory:{memory_id}", "to": f"perfume:{one.fragrance_id}"}
            said = _("How this memory leads here")
            ways.link("graph", said, icon=":material/route:", **ends, over=note)


def _line(reason: Reason, side: str) -> str:
    sign = "+" if side == _FOR else "−"
    taxonomy = session.opened().taxonomy
    note = naming.note_name(taxonomy, reason.note) if reason.note else ""
    said = reason.detail or " · ".join(part for part in (part_said(reason.kind), note) if part)
    tells = reason.amount > 0 if side == _FOR else reason.amount < 0
    amount = sums.signed(reason.amount, 3) if tells else ""
    quote = paper.quote(reason.quote) if reason.quote else ""
    return (
        f'<div class="fl-reason"><b class="{side}" aria-hidden="true">{sign}</b>'
        f'<span>{escape(said)}{quote}</span><span class="fl-amount">{amount}</span></div>'
    )


def _titled(said: str) -> None:
    st.html(paper.paragraph(said, "fl-part"))
