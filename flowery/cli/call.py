"""One call of the command line: what was asked, the home it is about, and how to answer.

Nothing heavy is loaded before a command asks for it.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flowery.words.errors import NotFound, Refused

if TYPE_CHECKING:
    from flowery.storage.tables import Tables
    from flowery.wiring import Flowery
    from flowery.words.settings import Settings


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked. `options` are the arguments by name, as argparse read them."""

    options: Namespace

    @property
    def wants_json(self) -> bool:
        """Whether a program reads the answer."""
        return bool(getattr(self.options, "json", False))

    def settings(self) -> Settings:
        """The settings of the environment, for the home that was named. Raises Refused."""
        from pydantic import ValidationError

        from flowery.words.settings import Settings

        home = getattr(self.options, "home", None)
        try:
            return Settings() if home is None else Settings(home=Path(home))
        except ValidationError as error:
            raise Refused(_wrong_setting(error.errors()[0])) from error

    @contextmanager
    def flowery(self) -> Iterator[Flowery]:
        """The opened home with everything in it."""
        from flowery.wiring import open_flowery

        flowery = open_flowery(self.settings())
        try:
            yield flowery
        finally:
            flowery.close()

    @contextmanager
    def tables(self) -> Iterator[Tables]:
        """Only the rows of the home, which open faster."""
        from flowery.wiring import open_tables

        tables = open_tables(self.settings())
        try:
            yield tables
        finally:
            tables.database.close()

    def user_id(self, tables: Tables) -> str:
        """The person of `--user`, or the taste of `--taste` that they keep. Raises NotFound."""
        account_id = user_named(tables, self.options.user)
        taste = getattr(self.options, "taste", None)
        return account_id if taste is None else tables.accounts.wards(account_id).named(taste).id

    def say(self, shape: Mapping[str, Any], text: str) -> None:
        """Answer: a line of JSON for a program, words for a person."""
        sys.stdout.write(f"{written(shape) if self.wants_json else text}\n")


def user_named(tables: Tables, name: str) -> str:
    """The id of the account of a name. Raises NotFound."""
    try:
        return tables.accounts.named(name).id
    except NotFound as error:
        raise NotFound(
            f"There is no account {name!r}; `python -m flowery user add` makes one."
        ) from error


def written(shape: Mapping[str, Any]) -> str:
    """An object as one line of JSON, letters as they are unless UTF-8 has no place for them."""
    line = json.dumps(shape, ensure_ascii=False, allow_nan=False)
    try:
        line.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which came in as an escape
        return json.dumps(shape, allow_nan=False)
    return line


def _wrong_setting(error: Mapping[str, Any]) -> str:
    name = "FLOWERY_" + "_".join(str(part) for part in error["loc"]).upper()
    is_secret = name in ("FLOWERY_SECRET", "FLOWERY_OPENAI_API_KEY")
    given = "set" if is_secret else repr(error["input"])
    return f"The setting {name} is {given}, but: {error['msg']}. docs/settings.md has all."
