"""Lines of a training file, and whether each is what a fine-tuning service takes.

The shapes are those of OpenAI's chat and preference formats, which others take too.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError, model_validator

from flowery.words.errors import Refused

Format = Literal["sft", "dpo", "csv"]

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Message(BaseModel):
    """One turn."""

    model_config = ConfigDict(extra="forbid")
    role: Literal["system", "user", "assistant"]
    content: Said


class Reply(Message):
    """A turn of the model's."""

    role: Literal["assistant"]


class ChatLine(BaseModel):
    """A conversation that ends with the reply to be imitated."""

    model_config = ConfigDict(extra="forbid")
    messages: list[Message]

    @model_validator(mode="after")
    def _ends_with_a_reply(self) -> ChatLine:
        roles = [message.role for message in self.messages]
        if len(roles) < 2 or roles[-1] != "assistant" or "user" not in roles:
            raise ValueError("it holds no question with a reply at its end")
        return self


class Input(BaseModel):
    """What both replies of a pair answer."""

    model_config = ConfigDict(extra="forbid")
    messages: list[Message]

    @model_validator(mode="after")
    def _ends_with_a_question(self) -> Input:
        if not self.messages or self.messages[-1].role != "user":
            raise ValueError("its input does not end with a question")
        return self


class PreferenceLine(BaseModel):
    """A pair: the reply to be preferred, and the other."""

    model_config = ConfigDict(extra="forbid")
    input: Input
    preferred_output: list[Reply]
    non_preferred_output: list[Reply]

    @model_validator(mode="after")
    def _are_two_replies(self) -> PreferenceLine:
        if len(self.preferred_output) != 1 or len(self.non_preferred_output) != 1:
            raise ValueError("each side of a pair is one reply")
        if self.preferred_output[0].content == self.non_preferred_output[0].content:
            raise ValueError("both replies are the same")
        return self


_SHAPES: dict[str, type[BaseModel]] = {"sft": ChatLine, "dpo": PreferenceLine}


def check(content: bytes, format: Format) -> int:
    """How many lines a file holds that are all as they should be. Raises Refused with the first
    line that is not.
    """
    count = 0
    for number, row in _rows(content):
        try:
            _SHAPES[format].model_validate(row)
        except ValidationError as error:
            raise Refused(f"Line {number} is no training example: {_reason(error)}.") from error
        count += 1
    if not count:
        raise Refused("There is nothing in it to learn from.")
    return count


def _rows(content: bytes) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError) as error:
                raise Refused(f"Line {number} is not JSON.") from error


def _reason(error: ValidationError) -> str:
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    said = str(first["msg"]).removeprefix("Value error, ")
    return f"{place}: {said}" if place else said
