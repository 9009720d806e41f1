"""Adding a perfume: its name, the perfume of the catalogue that is meant, and what it is to the
person; everything else may be said later.
"""

from __future__ import annotations

from typing import Literal, get_args

import streamlit as st

from flowery.perfumery.folding import folded
from flowery.perfumery.importing.cells import LONGEST_NAME
from flowery.ui import look, paper, session, ways
from flowery.ui.collection import fields as collection_fields
from flowery.ui.collection.words import perfume, title
from flowery.ui.perfume import facts as perfume_facts
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Fragrance, User

As = Literal["own", "wish", "tried", "declined"]

_MATCHES = 6
_LABEL = 120  # letters
_LOOKED_AT = 40  # hits of a search, which also finds what only smells of a word
_NUMBER = "collection.add_number"
_ADD = "add"


def show(user: User, *, is_first: bool) -> None:
    """The way to add a perfume; open while there is none, and when one was brought along."""
    brought = ways.opened(_ADD)
    if is_first and brought is None:
        st.html(paper.paragraph(_("Your shelf is empty so far."), "fl-step"))
        st.write(_("Begin with the perfume you wore last: type its name, and choose it."))
    with st.expander(
        _("Add a perfume"), is_first or brought is not None, icon=":material/add:", key="add-one"
    ):
        _form(user, brought)


def _form(user: User, brought: str | None) -> None:
    chosen = perfume(brought) if brought else None
    if chosen is None:
        chosen = _chosen()
    else:
        st.html(paper.paragraph(chosen.title, "fl-name"))
    if chosen is None:
        return
    kind = _kind()
    if kind == "own":
        with st.expander(_("More about it (if you like)"), key=_key("more")):
            facts = collection_fields.bottle(f"new-{_number()}", user)
            photo = collection_fields.photo(f"new-{_number()}")
    reason = _reason() if kind == "declined" else ""
    if not st.button(_("Add it"), key=_key("keep"), type="primary"):
        return
    with look.sentences():
        flowery = session.writing()
        if kind == "own":
            flowery.collection.add(user.id, chosen.id, facts, photo)
        else:
            flowery.learning.react(user.id, chosen.id, kind, reason)
        _begin_again()
        look.drawn_anew(_("{perfume} is in your collection.").format(perfume=chosen.title))


def _chosen() -> Fragrance | None:
    """The perfume that is meant by what was typed."""
    said = st.text_input(
        _("Which perfume?"),
        max_chars=LONGEST_NAME,
        key=_key("name"),
        placeholder=_("house and name, as on the bottle"),
    )
    if not said.strip():
        return None
    ids = _matches(said)
    if not ids:
        st.write(_("No perfume here is called so. Try the name alone, or the house alone."))
        return None
    chosen = st.radio(
        _("Which of these?"), ids, format_func=_match_said, key=_key(f"match-{said.strip()}")
    )
    return perfume(chosen) if chosen else None


def _matches(said: str) -> list[str]:
    """The perfume that is surely meant first, then those called so, else what comes near."""
    search = session.opened().search
    meant = search.find(said)
    hits = [hit.fragrance.id for hit in search.search(said, _LOOKED_AT)]
    words = folded(said).split()
    called = [one for one in hits if any(word in folded(title(one)) for word in words)]
    first = [meant.id] if meant else []
    return list(dict.fromkeys([*first, *(called if first or called else hits)]))[:_MATCHES]


def _match_said(fragrance_id: str) -> str:
    known = perfume(fragrance_id)
    facts = perfume_facts.facts_in_a_line(known) if known else ()
    said = " · ".join((title(fragrance_id), *(fact for fact in facts if fact)))
    return paper.label(said, _LABEL)


def _kind() -> As:
    said = {
        "own": _("I own it"),
        "wish": _("I wish for it"),
        "tried": _("I tried it"),
        "declined": _("Not for me"),
    }
    chosen = st.segmented_control(
        _("What is it to you?"),
        get_args(As),
        format_func=lambda kind: said[kind],
        default="own",
        required=True,
        key=_key("kind"),
    )
    kind: As = chosen or "own"
    return kind


def _reason() -> str:
    return st.text_area(
        _("Why not? (if you like)"),
        key=_key("reason"),
        height=80,
        placeholder=_("lovely for an hour, then only sugar"),
    )


def _number() -> int:
    return int(st.session_state.get(_NUMBER, 0))


def _key(field: str) -> str:
    return f"collection.add{_number()}.{field}"


def _begin_again() -> None:
    st.session_state[_NUMBER] = _number() + 1
    st.query_params.pop(_ADD, None)
