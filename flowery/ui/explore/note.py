"""A note itself: what it smells of, what in everyday life smells of it, and which perfumes have
it.
"""

from __future__ import annotations

from html import escape

import streamlit as st

from flowery.perfumery.words import EverydaySource
from flowery.ui import look, naming, paper, session, ways
from flowery.ui.account.dislikes import side_said
from flowery.ui.axes import axis_name
from flowery.ui.explore.walk import Walk, go
from flowery.ui.perfume.facts import facts_in_a_line
from flowery.ui.perfume.page import back
from flowery.ui.words import gettext as _, language, ngettext
from flowery.words.vocabulary import AXES, Fragrance, Note

_PERFUMES = 12
_SOURCES = 10
_OTHER_NAMES = 8
_SURE = 0.5  # from here a thing is said to smell of a note


def show(note_id: str) -> None:
    """The whole page of one note."""
    taxonomy, catalogue = session.opened().taxonomy, session.opened().catalogue
    note = taxonomy.notes.get(note_id)
    back(note_id if note else "nothing")
    if note is None and not catalogue.frequency(note_id):
        look.page(_("Explore"), _("This note is not known here."))
        return
    name = naming.note_name(taxonomy, note_id)
    look.page(name, _first_line(note) if note else _("A note that the taxonomy does not know yet."))
    if note:
        _described(note)
    _kin(note_id)
    _perfumes(note_id, name)


def _first_line(note: Note) -> str:
    other = note.name if language() == "ko" else note.korean
    return paper.label(" · ".join((other, naming.note_family_said(note.family))), 200)


def _described(note: Note) -> None:
    if note.description:
        st.html(f'<p class="fl-answer">{escape(note.description)}</p>')
    axes = [axis for axis in AXES if note.axes.get(axis, 0.0) > 0]
    st.html(
        paper.bars(
            paper.Bar(axis_name(axis), note.axes[axis], f"{note.axes[axis]:.0%}", axis)
            for axis in sorted(axes, key=lambda axis: -note.axes[axis])
        ),
        width=520,
    )
    facts = [(_("Usual layer"), naming.layer_said(note.layer))]
    facts += [(_("Sides"), ", ".join(map(side_said, note.facets)))] if note.facets else []
    facts += [(_("Allergens"), ", ".join(note.allergens))] if note.allergens else []
    facts += [(_("Also called"), ", ".join(_other_names(note)))] if _other_names(note) else []
    everyday = _everyday(note.id)
    facts += [(_("In everyday life"), ", ".join(everyday))] if everyday else []
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(said)}</dd>" for name, said in facts)
    st.html(f'<dl class="fl-layers">{rows}</dl>')


def _other_names(note: Note) -> tuple[str, ...]:
    return (note.korean_aliases if language() == "ko" else note.aliases)[:_OTHER_NAMES]


def _everyday(note_id: str) -> list[str]:
    """What in everyday life smells of a note, the surest first."""
    sources = session.opened().lexicon.sources
    smelling = [s for s in sources if s.notes.get(note_id, 0.0) >= _SURE]
    smelling.sort(key=lambda source: -source.notes[note_id])
    return [_called(source) for source in smelling[:_SOURCES]]


def _called(source: EverydaySource) -> str:
    return source.korean[0] if language() == "ko" and source.korean else source.english[0]


def _kin(note_id: str) -> None:
    """What it is a kind of, and the kinds of it."""
    taxonomy = session.opened().taxonomy
    broader = taxonomy.broader_than(note_id)
    kinds = sorted(taxonomy.kinds_of(note_id) - {note_id, *broader})
    for title, notes in ((_("A kind of"), broader), (_("Kinds of it"), tuple(kinds[:24]))):
        if notes:
            _pills(title, notes)


def _pills(title: str, notes: tuple[str, ...]) -> None:
    taxonomy = session.opened().taxonomy
    key = f"explore.kin.{title}"
    st.session_state[key] = None

    def opened() -> None:
        if st.session_state[key] is not None:
            st.query_params.from_dict({"note": st.session_state[key]})

    st.pills(
        title,
        notes,
        format_func=lambda note: paper.label(naming.note_name(taxonomy, note)),
        key=key,
        on_change=opened,
        wrap=True,
    )


def _perfumes(note_id: str, name: str) -> None:
    """The perfumes in which it weighs most."""
    found = _holding(note_id)
    count = session.opened().catalogue.frequency(note_id)
    said = ngettext("{number} perfume has it", "{number} perfumes have it", count)
    st.subheader(said.format(number=f"{count:,}"), anchor=False)
    for fragrance in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            ways.turn(fragrance.name, f"explore.with.{fragrance.id}", perfume=fragrance.id)
            facts = " · ".join((fragrance.brand, *facts_in_a_line(fragrance)))
            st.html(paper.paragraph(facts), width="content")
    if count > len(found):
        st.button(
            _("Search for {note}").format(note=paper.label(name)),
            key="explore.search_note",
            icon=":material/search:",
            on_click=go,
            args=(Walk(words=name),),
        )


def _holding(note_id: str) -> list[Fragrance]:
    catalogue = session.opened().catalogue
    holding = catalogue.note_holding(note_id)
    weights = {int(row): float(w) for row, w in zip(holding.rows, holding.weights, strict=True)}
    first = sorted(weights, key=lambda row: (-weights[row], row))[:_PERFUMES]
    return [catalogue.fragrances[row] for row in first]
