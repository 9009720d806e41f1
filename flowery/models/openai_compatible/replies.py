"""What an endpoint's replies must look like to be believed; what else they carry is not read."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import BaseModel, Field, FiniteFloat, ValidationError

from flowery.words.errors import ModelUnavailable


class Tokens(BaseModel):
    """What a call took; the two pairs of names are those of chat and of transcription."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None

    @property
    def read(self) -> int:
        """Tokens the model read."""
        return self.prompt_tokens or self.input_tokens or 0

    @property
    def written(self) -> int:
        """Tokens the model wrote."""
        return self.completion_tokens or self.output_tokens or 0


class Reply(BaseModel):
    """What every reply may carry."""

    usage: Tokens | None = None


class Message(BaseModel):
    """What the model said, or that it would not."""

    content: str | None = None
    refusal: str | None = None


class Choice(BaseModel):
    """One answer of a completion."""

    message: Message
    finish_reason: str | None = None


class Completion(Reply):
    """The reply to a chat request."""

    choices: Annotated[list[Choice], Field(min_length=1)]


class Embedding(BaseModel):
    """The vector of the text at `index`."""

    index: int
    embedding: Annotated[list[FiniteFloat], Field(min_length=1)]


class Embeddings(Reply):
    """The reply to texts."""

    data: list[Embedding]


class Transcript(Reply):
    """The reply to a voice note."""

    text: str


class KeptFile(Reply):
    """The reply to a file that was handed in."""

    id: Annotated[str, Field(min_length=1)]


class Fault(BaseModel):
    """Why a training failed."""

    message: str | None = None


class TrainingReply(Reply):
    """How a training stands."""

    id: Annotated[str, Field(min_length=1)]
    status: str
    fine_tuned_model: str | None = None
    trained_tokens: int | None = None
    error: Fault | None = None


class TrainingEvent(BaseModel):
    """Something that was said of a training."""

    message: str = ""
    created_at: float = 0


class TrainingEvents(Reply):
    """What was said of a training."""

    data: list[TrainingEvent]


AnyReply = TypeVar("AnyReply", bound=Reply)


def read_reply(text: str, kind: type[AnyReply]) -> AnyReply:
    """The reply as `kind`, or an outage: a proxy's page is not an answer, whatever its status."""
    try:
        return kind.model_validate_json(text)
    except ValidationError as error:
        sentence = "What answered is not a model endpoint: check its address."
        raise ModelUnavailable(sentence, permanent=False) from error
