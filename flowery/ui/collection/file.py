"""A collection out to a file and in from one: what it would bring is shown before it is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from flowery.collection import Possession
from flowery.collection.bringing import Bringing, Taken
from flowery.ui import look, naming, paper, session
from flowery.ui.collection.words import day_said, form_said, scale_said, title
from flowery.ui.words import gettext as _, ngettext, sentence
from flowery.words.vocabulary import User

_SHOWN = 20
_TOLD = 50
_TYPES = ["csv", "tsv", "txt", "json", "jsonl", "parquet", "xlsx"]
_NUMBER = "collection.file_number"


def show(user: User, found: Sequence[Possession]) -> None:
    """Both ways, folded away."""
    part = st.expander(
        _("Take along or bring in"),
        key="collection.file",
        on_change="rerun",
        icon=":material/swap_vert:",
    )
    if part.open:
        with part:
            _out(user, found)
            _in(user)


def _out(user: User, found: Sequence[Possession]) -> None:
    st.write(
        _(
            "Everything of this page as a table. Your photos are in the download of everything, "
            "on the page Account."
        )
    )
    with st.container(horizontal=True):
        for form, mime in (("csv", "text/csv"), ("json", "application/json")):
            st.download_button(
                form.upper(),
                data=lambda form=form: _written(user, form),  # type: ignore[misc]
                file_name=f"flowery-collection.{form}",
                mime=mime,
                key=f"collection.out-{form}",
                icon=":material/download:",
                on_click="ignore",
                disabled=not found,
            )


def _written(user: User, form: str) -> bytes:
    """A spreadsheet knows by the mark at its front that a CSV is UTF-8."""
    text = session.opened().collection.written(user.id, "json" if form == "json" else "csv")
    return text.encode("utf-8" if form == "json" else "utf-8-sig")


def _in(user: User) -> None:
    st.write(
        _(
            "A table from here or from elsewhere: the columns brand, name, status (owned, "
            "wishlist, tried, declined) and rating (1 to 5 or 1 to 10) are enough."
        )
    )
    key = f"collection.in-{st.session_state.get(_NUMBER, 0)}"
    given = st.file_uploader(_("A table"), type=_TYPES, key=key)
    if given is None:
        return
    with look.sentences():
        found = _read(user, given.name, given.getvalue())
        _preview(found)
        if found.added and st.button(_("Bring these in"), type="primary", key=f"{key}-keep"):
            session.writing().collection.bring(user.id, found)
            st.session_state[_NUMBER] = int(st.session_state.get(_NUMBER, 0)) + 1
            look.drawn_anew(_counted(found))


def _read(user: User, name: str, content: bytes) -> Bringing:
    """Readers want a file. It bears a name of ours: what a browser calls it is no path."""
    ending = name.rpartition(".")[2].lower()
    with tempfile.TemporaryDirectory(prefix="flowery-") as folder:
        path = Path(folder) / (f"table.{ending}" if ending in _TYPES else "table")
        path.write_bytes(content)
        return session.opened().collection.read(user.id, path)


def _counted(found: Bringing) -> str:
    return _(
        "{added} rows bring something new, {unchanged} are known, {refused} not taken."
    ).format(added=found.added, unchanged=found.unchanged, refused=len(found.untaken))


def _preview(found: Bringing) -> None:
    st.html(paper.paragraph(_counted(found), "fl-plain"))
    if found.is_of_ten:
        st.html(paper.paragraph(_("The ratings go up to 10 and are halved.")))
    lines = [paper.paragraph(_taken_said(one), "fl-plain") for one in found.taken[:_SHOWN]]
    more = len(found.taken) - _SHOWN
    if more > 0:
        said = ngettext("and {number} more row", "and {number} more rows", more)
        lines.append(paper.paragraph(said.format(number=more)))
    st.html("".join(lines))
    if found.untaken:
        st.html(paper.paragraph(_("Not taken"), "fl-part"))
        told = [
            _("Row {row} ({said}): {reason}").format(
                row=one.row, said=one.said, reason=sentence(one.reason)
            )
            for one in found.untaken[:_TOLD]
        ]
        st.html("".join(paper.paragraph(line, "fl-plain") for line in told))


def _taken_said(one: Taken) -> str:
    said = one.statement
    facts = [naming.reaction_said(kind) for kind in said.reactions]
    facts += [f"{scale_said(scale)} {stars}/5" for scale, stars in said.ratings]
    facts += [form_said(said.bottle.form)] if said.bottle else []
    facts += [_("worn on {day}").format(day=day_said(said.wear.worn_on))] if said.wear else []
    facts += [] if one.is_new else [_("known already")]
    return _("Row {row}: {perfume}, {facts}").format(
        row=one.row, perfume=title(said.fragrance_id), facts=", ".join(facts)
    )
