"""The part *Where facts come from*: for one perfume, which source told of each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from flowery.perfumery.merging import FIRST_TOLD
from flowery.ui import naming, session, ways
from flowery.ui.catalogue import history as catalogue_history, upload as catalogue_upload
from flowery.ui.explore.words import band_said, value_said
from flowery.ui.words import gettext as _
from flowery.words.vocabulary import Fragrance, User

_OFFERED = 8


def show(_user: User) -> None:
    """The whole part."""
    st.write(_("A perfume that several sources tell of keeps for each fact who told it first."))
    asked = st.text_input(_("Which perfume?"), placeholder=_("House and name"))
    if not asked.strip():
        return
    hits = session.opened().search.search(asked, limit=_OFFERED)
    if not hits:
        st.write(_("Nothing in the catalogue fits."))
        return
    found = {hit.fragrance.id: hit.fragrance for hit in hits}
    chosen = st.selectbox(_("Found"), list(found), format_func=lambda one: found[one].title)
    _facts(found[chosen])


def _facts(perfume: Fragrance) -> None:
    origin, facts = session.opened().tables.fragrances.row(perfume.id)
    provenance: Mapping[str, str] = facts.get("provenance", {})
    first = provenance.get(FIRST_TOLD, origin)
    listed = [
        {
            _("Field"): catalogue_upload.field_said("notes" if field == "flat" else field),
            _("What is told"): said,
            _("By"): catalogue_history.origin_said(provenance.get(field, first)),
        }
        for field, said in _told(perfume)
        if said
    ]
    st.dataframe(listed, hide_index=True, width="stretch", height="content")
    ways.link("explore", perfume.title, perfume=perfume.id)


def _told(perfume: Fragrance) -> Iterator[tuple[str, str]]:
    """The fields that sources tell of, each with what it says."""
    taxonomy = session.opened().taxonomy
    yield "year", str(perfume.year or "")
    yield "perfumers", ", ".join(perfume.perfumers)
    yield "concentration", naming.concentration_said(perfume.concentration or "")
    for layer in ("top", "heart", "base", "flat"):
        names = (naming.note_name(taxonomy, note) for note in getattr(perfume, layer))
        yield layer, ", ".join(names)
    yield "accords", ", ".join(naming.accord_name(taxonomy, one) for one in perfume.accords)
    yield "family", naming.family_name(taxonomy, perfume.family) if perfume.family else ""
    yield "seasons", ", ".join(value_said("season", one) for one in perfume.seasons)
    yield "occasions", ", ".join(value_said("occasion", one) for one in perfume.occasions)
    yield "price_band", band_said(str(perfume.price_band)) if perfume.price_band else ""
    known = {None: "", True: _("yes"), False: _("no")}
    yield "discontinued", known[perfume.discontinued]
