"""The fields of the page Settings that name a model for each purpose."""

from __future__ import annotations

import streamlit as st

from flowery.models.connection import OF_WORDS, PURPOSES, Purpose
from flowery.models.connections import LONGEST_VECTOR, Standing
from flowery.models.suggesting import suggested
from flowery.ui.settings.words import purpose_help, purpose_name
from flowery.ui.words import gettext as _

_NOBODY = ""


def show(standing: Standing) -> dict[Purpose, str]:
    """A field for every purpose; where one is left empty, the environment counts."""
    if not standing.listed:
        st.caption(
            _("Try the endpoint to choose from the models it lists, or type the id of a model.")
        )
    apart = [purpose for purpose in PURPOSES if purpose not in OF_WORDS]
    named = {purpose: _field(purpose, standing) for purpose in apart}
    with st.expander(_("Another model for some of the words")):
        named |= {purpose: _field(purpose, standing) for purpose in OF_WORDS}
    return {purpose: model for purpose, model in named.items() if model is not None}


def dimensions(standing: Standing) -> int | None:
    """How long vectors shall be, for models that let one choose."""
    usual = standing.environment.dimensions
    return st.number_input(
        _("Length of vectors"),
        min_value=1,
        max_value=LONGEST_VECTOR,
        value=standing.typed.dimensions,
        placeholder=str(usual) if usual else _("as the model makes them"),
        help=_("Some models shorten their vectors when asked; leave it empty where that fails."),
    )


def _field(purpose: Purpose, standing: Standing) -> str | None:
    typed = standing.typed.models.get(purpose)
    usual = _usual(purpose, standing)
    listed = suggested(purpose, standing.listed, standing.found)
    first = (_NOBODY,) if usual or typed == _NOBODY else ()
    known = (*first, *([typed] if typed and typed not in listed else []), *listed)
    return st.selectbox(
        purpose_name(purpose),
        known,
        index=None if typed is None else known.index(typed),
        format_func=_said,
        placeholder=_placeholder(purpose, usual),
        help=purpose_help(purpose),
        accept_new_options=True,
        key=f"settings.model.{purpose}",
    )


def _usual(purpose: Purpose, standing: Standing) -> str:
    """The model that the environment names, if it is of the same endpoint."""
    is_here = standing.typed.address in ("", standing.environment.address)
    return standing.environment.models.get(purpose, "") if is_here else ""


def _placeholder(purpose: Purpose, usual: str) -> str:
    if usual:
        return _("{model}, from the environment").format(model=usual)
    return _("the one for words") if purpose in OF_WORDS else _("nobody")


def _said(model: str) -> str:
    return model or _("nobody")
