"""A row of an account: how its name is compared, and the noun that it keeps."""

from __future__ import annotations

import unicodedata

from sqlalchemy import RowMapping

from flowery.words.vocabulary import User


def fold(name: str) -> str:
    """A name as it is compared: "IRIS " and "iris" are one person."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def user_of(row: RowMapping) -> User:
    """The person, or the taste that somebody keeps."""
    return User(**{name: row[name] for name in User.__slots__})
