"""How training examples are written on a page: names that were replaced are marked, edits are seen
word by word, and states have names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

import streamlit as st

from flowery.learning.examples.difference import Change
from flowery.learning.examples.pseudonyms import MARKED, Piece
from flowery.ui import naming, session
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import ExampleSource, ExampleState, Reread, Split, Valence


def marked(text: str, kind: str = "fl-example") -> str:
    """A text in which names were replaced, with what stands for them marked."""
    return _block(_marked(text), kind)


def around(said: Reread) -> str:
    """The words of a corrected smell among what stands around them."""
    words = f"<strong>{escape(said.words)}</strong>"
    return _block(f"{_marked(said.before)}{words}{_marked(said.after)}", "fl-example")


def before_and_after(texts: Sequence[Sequence[Piece]]) -> None:
    """Texts side by side, before and after names were replaced."""
    one, other = st.columns(2)
    with one:
        st.caption(_("As it was written"))
        for pieces in texts:
            st.html(_pieces(pieces, is_after=False))
    with other:
        st.caption(_("As a reviewer and a model see it"))
        for pieces in texts:
            st.html(_pieces(pieces, is_after=True))


def changed(changes: Iterable[Change]) -> str:
    """What was edited in a text: what went is struck through, what came underlined."""
    parts = []
    for change in changes:
        if change.before == change.after:
            parts.append(escape(change.before))
        elif change.before:
            parts.append(f'<del class="fl-gone">{escape(change.before)}</del>')
        else:
            parts.append(f'<ins class="fl-come">{escape(change.after)}</ins>')
    return _block("".join(parts), "fl-example")


def state_said(state: ExampleState) -> str:
    """How an example stands."""
    return {
        "waiting": _("Waiting"),
        "accepted": _("Accepted"),
        "flagged": _("Flagged"),
        "discarded": _("Discarded"),
    }[state]


def source_said(source: ExampleSource) -> str:
    """What an example was made of."""
    return {"answer": _("An answer"), "correction": _("A corrected smell")}[source]


def split_said(split: Split) -> str:
    """What a split of a set is for."""
    return {
        "train": _("What is learnt from"),
        "validation": _("What settings are chosen by"),
        "test": _("What judges"),
    }[split]


def counts_said(counts: Mapping[Split, int]) -> str:
    """How many examples are in which split of a set."""
    said: dict[Split, str] = {
        "train": _("{count} to learn from"),
        "validation": _("{count} to choose by"),
        "test": _("{count} to be judged by"),
    }
    return ", ".join(said[split].format(count=f"{count:,}") for split, count in counts.items())


def part_said(part: str) -> str:
    """What the quality of an example rests on."""
    return {
        "stars": _("The person spoke clearly"),
        "grounded": _("Reasons for every perfume"),
        "length": _("Neither a fragment nor a speech"),
        "complete": _("Nothing is missing"),
        "unlike": _("It repeats no other"),
    }[part]


def smell_said(note: str | None, valence: Valence | None) -> str:
    """A note with how it was felt."""
    named = naming.note_name(session.opened().taxonomy, note) if note else _("nothing that smells")
    felt = {"loved": _("loved"), "hated": _("hated")}.get(valence or "")
    return f"{named} ({felt})" if felt else named


def _pieces(pieces: Sequence[Piece], *, is_after: bool) -> str:
    parts = []
    for piece in pieces:
        words = piece.after if is_after else piece.before
        parts.append(_mark(words) if piece.is_replaced else escape(words))
    return _block("".join(parts), "fl-example")


def _marked(text: str) -> str:
    parts, done = [], 0
    for found in MARKED.finditer(text):
        parts += [escape(text[done : found.start()]), _mark(found[0])]
        done = found.end()
    return "".join([*parts, escape(text[done:])])


def _mark(words: str) -> str:
    return f'<mark class="fl-replaced">{escape(words)}</mark>'


def _block(inner: str, kind: str) -> str:
    return f'<p class="{kind}" dir="auto">{inner}</p>'
