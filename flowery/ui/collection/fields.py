"""The fields in which a person says something of a bottle or of a wear. They only ask; what may be
said is checked where it is kept.
"""

from __future__ import annotations

from datetime import date
from typing import get_args

import streamlit as st

from flowery.collection import BottleFacts, WearFacts
from flowery.collection.checks import FIRST_DAY
from flowery.ui import session
from flowery.ui.collection.words import CURRENCIES, form_said
from flowery.ui.words import gettext as _, language
from flowery.words.vocabulary import Bottle, BottleForm, User, Wear

_PICTURES = ["jpg", "jpeg", "png", "webp", "avif", "heic", "heif"]


def bottle(key: str, user: User, known: Bottle | None = None) -> BottleFacts:
    """What is said of a bottle; `known` stands in the fields at first."""
    left, middle, right = st.columns(3)
    form = left.selectbox(
        _("As"),
        get_args(BottleForm),
        get_args(BottleForm).index(known.form) if known else 0,
        format_func=form_said,
        key=f"{key}-form",
    )
    stood = (known.millilitres, known.price) if known else (None, None)
    size = _amount(middle, _("Size in ml"), stood[0], f"{key}-size", _("if you know it"))
    bought = right.date_input(
        _("Since when"),
        value=_as_date(known.bought_on) if known else None,
        min_value=FIRST_DAY,
        max_value=session.opened().collection.today(user.id),
        key=f"{key}-bought",
    )
    price = _amount(left, _("Price"), stood[1], f"{key}-price", _("if you like"))
    money = _currencies(known)
    currency = middle.selectbox(
        _("Currency"), money, accept_new_options=True, key=f"{key}-currency"
    )
    batch = right.text_input(_("Batch"), known.batch if known else "", key=f"{key}-batch")
    note = st.text_area(_("A note"), known.note if known else "", height=80, key=f"{key}-note")
    return BottleFacts(
        form=form,
        millilitres=size,
        price=price,
        currency=(currency or "").strip().upper() if price is not None else "",
        batch=batch,
        note=note,
        bought_on=bought.isoformat() if isinstance(bought, date) else None,
    )


def photo(key: str) -> bytes | None:
    """A photo of a bottle; nothing when none is given."""
    given = st.file_uploader(
        _("A photo of it (if you like)"), type=_PICTURES, key=f"{key}-photo", max_upload_size=None
    )
    return given.getvalue() if given is not None else None


def wear(key: str, user: User, known: Wear | None = None) -> WearFacts:
    """What is said of a wear; of today at first."""
    today = session.opened().collection.today(user.id)
    left, right = st.columns(2)
    day = left.date_input(
        _("Day"),
        value=_as_date(known.worn_on) if known else today,
        min_value=FIRST_DAY,
        max_value=today,
        key=f"{key}-day",
    )
    sprays = right.number_input(
        _("Sprays"),
        value=known.sprays if known else None,
        min_value=1,
        max_value=100,
        step=1,
        key=f"{key}-sprays",
        placeholder=_("4 if you leave it empty"),
    )
    occasion = _suggested(left, _("Occasion"), "occasion", f"{key}-occasion", known)
    weather = _suggested(right, _("Weather"), "weather", f"{key}-weather", known)
    note = st.text_area(_("A note"), known.note if known else "", height=80, key=f"{key}-wear-note")
    said_day = day.isoformat() if isinstance(day, date) else today.isoformat()
    return WearFacts(said_day, occasion, weather, sprays, note)


def _amount(
    place: st.delta_generator.DeltaGenerator, said: str, known: float | None, key: str, hint: str
) -> float | None:
    """A number from 0 up that may be left open."""
    given: float | None = place.number_input(
        said, value=known, min_value=0.0, step=1.0, format="%g", key=key, placeholder=hint
    )
    return given


def _suggested(
    place: st.delta_generator.DeltaGenerator, said: str, what: str, key: str, known: Wear | None
) -> str:
    """A field with suggestions that takes any other word as well."""
    stands = getattr(known, what) if known else ""
    options = _words(what)
    options += [stands] if stands and stands not in options else []
    chosen = place.selectbox(
        said,
        options,
        index=options.index(stands) if stands else None,
        accept_new_options=True,
        placeholder=_("choose, or write your own word"),
        key=key,
    )
    return chosen or ""


def _words(what: str) -> list[str]:
    if what == "weather":
        return [_("sunny"), _("hot"), _("mild"), _("rainy"), _("windy"), _("cold"), _("snow")]
    known = session.opened().lexicon.of_kind("occasion")
    forms = (word.korean if language() == "ko" else word.english for word in known)
    return [first[0] for first in forms if first]


def _currencies(known: Bottle | None) -> list[str]:
    """The currency that stands there first, else the one of the language."""
    usual = "KRW" if language() == "ko" else "EUR"
    return list(dict.fromkeys([(known and known.currency) or usual, *CURRENCIES]))


def _as_date(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
