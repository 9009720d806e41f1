"""What a request says besides, where a model takes it: a temperature, and how much it may write.

Some models take neither and name what they refuse; that is remembered as long as the endpoint is
open.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import openai

MOST_WRITTEN = 8_000
"""Tokens. Answers have some hundred; models that think before they speak count their thoughts, and
one that runs on is stopped before it costs a fortune."""

LIMITS = ("max_completion_tokens", "max_tokens")
"""The newer name first: models that think refuse the older one, many servers know it alone."""

_REFUSED = (openai.BadRequestError, openai.UnprocessableEntityError)
_OF_THE_LIMIT = re.compile(rf"\b({'|'.join(LIMITS)})\b|context length|output tokens", re.IGNORECASE)
_OF_THE_TEMPERATURE = re.compile(r"\btemperature\b", re.IGNORECASE)

Options = Mapping[str, float]
"""By the names of the library."""


class Extras:
    """Which of it each model of one endpoint refuses."""

    def __init__(self) -> None:
        self._refused: set[tuple[str, str]] = set()

    def said(
        self, model: str, temperature: float | None, most: int, ask: Callable[[Options], str]
    ) -> str:
        """What `ask` brings with as much of it as the model takes."""
        while True:
            options = self._taken(model, temperature, most)
            try:
                return ask(options)
            except _REFUSED as error:
                named = _named(options, str(error))
                if not named:
                    raise
                self._refused |= {(model, name) for name in named}

    def _taken(self, model: str, temperature: float | None, most: int) -> Options:
        limit = next((name for name in LIMITS if (model, name) not in self._refused), None)
        options: dict[str, float] = {limit: most} if limit else {}
        if temperature is not None and (model, "temperature") not in self._refused:
            options["temperature"] = temperature
        return options


def _named(options: Options, refusal: str) -> list[str]:
    """Which of the options a refusal speaks of."""
    of_temperature = _OF_THE_TEMPERATURE.search(refusal) is not None
    of_limit = _OF_THE_LIMIT.search(refusal) is not None
    return [name for name in options if (of_temperature if name == "temperature" else of_limit)]
