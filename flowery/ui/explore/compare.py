"""Two to four perfumes beside each other, as the address names them; one can be taken away, another
put in.
"""

from __future__ import annotations

import streamlit as st

from flowery.ui import look, paper, session, ways
from flowery.ui.explore import walk as explore_walk
from flowery.ui.perfume import comparison, facts as perfume_facts
from flowery.ui.perfume.page import back
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Fragrance

_ADD = "compare.add"


def show(named: str) -> None:
    """The whole view of "a,b,c"."""
    catalogue = session.opened().catalogue
    ids = list(dict.fromkeys(one for one in named.split(",") if one in catalogue))
    compared = [catalogue.get(one) for one in ids[: explore_walk.MOST_COMPARED]]
    back("compare")
    look.page(_("Beside each other"), _("Up to four perfumes: what they share, and what not."))
    _chosen(compared)
    if len(compared) < explore_walk.MOST_COMPARED:
        _add(compared)
    if len(compared) < 2:
        st.html(paper.paragraph(_("Choose at least two perfumes to compare."), "fl-step"))
        return
    comparison.beside(compared, "view")
    st.html(paper.paragraph(_("What only one of them has is set in bold.")))
    st.html(comparison.table(compared))
    st.subheader(_("What is known of it"), anchor=False)
    for column, fragrance in zip(st.columns(len(compared)), compared, strict=True):
        with column:
            st.html(paper.paragraph(fragrance.name, "fl-part") + perfume_facts.table(fragrance))


def _chosen(compared: list[Fragrance]) -> None:
    for fragrance in compared:
        others = ",".join(one.id for one in compared if one.id != fragrance.id)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            ways.turn(fragrance.title, f"compare.open.{fragrance.id}", perfume=fragrance.id)
            ways.turn(
                _("Take away"), f"compare.less.{fragrance.id}", ":material/close:", compare=others
            )


def _add(compared: list[Fragrance]) -> None:
    """Another perfume, by its house and name as they are typed."""
    with (
        st.form("compare.form", border=False, clear_on_submit=True, width=460),
        st.container(horizontal=True, vertical_alignment="bottom"),
    ):
        title = st.text_input(
            _("Another perfume"), key=_ADD, placeholder=_("house and name"), max_chars=200
        )
        is_sent = st.form_submit_button(_("Add"), icon=":material/add:")
    if not is_sent or not title.strip():
        return
    search = session.opened().search
    found = search.find(title)
    if found is None:
        near = [hit.fragrance.title for hit in search.explore(title).hits[:3]]
        st.info(_nearest(near))
        return
    ids = dict.fromkeys([*(one.id for one in compared), found.id])
    st.query_params.from_dict({"compare": ",".join(ids)})
    st.rerun()


def _nearest(titles: list[str]) -> str:
    said = _("No perfume is surely called so. Give house and name as on the bottle.")
    if not titles:
        return said
    near = _("Did you mean {perfumes}?").format(perfumes=", ".join(map(paper.label, titles)))
    return f"{said} {near}"
