"""What is remembered of an endpoint from one start to the next: in which form its models answer."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Literal, get_args

from flowery.storage.connections import Finding
from flowery.storage.tables import Tables
from flowery.words.errors import StorageFailed

Form = Literal["schema", "json", "text"]
_FORM = "form:"
_FORGOTTEN_AFTER = timedelta(days=30)
"""Servers learn: what they took no schema for last month is asked for with one again."""


def known_forms(tables: Tables, address: str) -> dict[tuple[str, str], Form]:
    """(model, name of the shape) to the form that worked; see `openai_compatible.forms`."""
    found = tables.connections.found(address, datetime.now(UTC) - _FORGOTTEN_AFTER)
    forms = {form: form for form in get_args(Form)}
    return {
        (one.model, one.what.removeprefix(_FORM)): forms[one.found]
        for one in found
        if one.what.startswith(_FORM) and one.found in forms
    }


def remember_form(tables: Tables, address: str) -> Callable[[str, str, Form], None]:
    """Keeps the form that worked."""

    def remember(model: str, shape: str, form: Form) -> None:
        with suppress(StorageFailed):  # it is found again; the answer is not worth less for it
            tables.connections.keep_found(address, [form_found(model, shape, form)])

    return remember


def form_found(model: str, shape: str, form: Form) -> Finding:
    """A form as it is kept."""
    return Finding(model, f"{_FORM}{shape}", form)
