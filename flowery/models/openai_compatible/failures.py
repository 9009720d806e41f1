"""Every way an endpoint can fail, as the one error that leaves this room.

    the key is refused, the model or address is unknown, no credit is left,
    the request is not accepted, the settings make no request      permanent
    too many requests, a conflict, a fault of theirs,
    a connection that broke before a reply began                   not permanent, may be tried again
    a timeout, nobody there, a reply that breaks off
    or never ends                                                  not permanent

A hang is not tried again: it took its time already, and the model may be at work on it. What the
server said is not repeated: it may quote what the person wrote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
import openai

from flowery.models.openai_compatible.bounded import BrokenOff, ReplyTooLong
from flowery.models.openai_compatible.retry_after import asked_pause
from flowery.words.errors import ModelUnavailable

SETTINGS_SENTENCE = (
    "The model endpoint cannot be asked with these settings: "
    "check the address and the key, in Settings or in FLOWERY_OPENAI_BASE_URL and …_API_KEY."
)
KEY_SENTENCE = "The model endpoint refused the key: check it in Settings or FLOWERY_OPENAI_API_KEY."
ELSEWHERE = "The model endpoint sends elsewhere: name the address where it is itself."
UNREACHED_SENTENCE = "The model endpoint cannot be reached: check the network, then try again."
LATE_SENTENCE = "The model endpoint did not answer in time: try again."
ANOTHER_FORM_STATUSES = frozenset({400, 422})
"""What servers answer to a form they do not know, and to much else."""

TRY_AGAIN_STATUSES = frozenset({408, 409, 425, 429})

BROKE = (httpx2.ReadError, httpx2.WriteError, httpx2.RemoteProtocolError)
"""What a connection does that the server closed while it was idle, or closes on us."""


class NotAccepted(ModelUnavailable):
    """The endpoint took the key and knows the model, but not this request."""


class TryAgain(ModelUnavailable):
    """It may be over in a moment; `after` so many seconds, if the endpoint says so."""

    def __init__(self, sentence: str, after: float = 0.0) -> None:
        super().__init__(sentence, permanent=False)
        self.after = after


def too_late() -> ModelUnavailable:
    """The time for the whole question is over."""
    return ModelUnavailable(LATE_SENTENCE, permanent=False)


@contextmanager
def mapped(model: str) -> Iterator[None]:
    """Turn whatever the library raises inside into `ModelUnavailable`."""
    try:
        yield
    except openai.APIStatusError as error:
        if error.status_code < 400:
            raise ModelUnavailable(ELSEWHERE, permanent=True) from error
        raise from_status(error, model) from error
    except openai.APIConnectionError as error:
        raise from_connection(error) from error
    except openai.OpenAIError as error:
        sentence = f"The model endpoint failed ({type(error).__name__}): try again."
        raise ModelUnavailable(sentence, permanent=False) from error
    except TimeoutError as error:
        raise too_late() from error
    except OSError as error:  # certificates that cannot be read, a connection that broke
        raise ModelUnavailable(UNREACHED_SENTENCE, permanent=False) from error
    except (httpx2.InvalidURL, ValueError) as error:  # an address or a key like no other
        raise ModelUnavailable(SETTINGS_SENTENCE, permanent=True) from error


def from_status(error: openai.APIStatusError, model: str) -> ModelUnavailable:
    """The endpoint answered, and said no."""
    status = error.status_code
    if status in (401, 403):
        return ModelUnavailable(KEY_SENTENCE, permanent=True)
    if status == 404:
        sentence = f"The model endpoint has no {model}: check its address and the model's id."
        return ModelUnavailable(sentence, permanent=True)
    if status == 402 or error.code == "insufficient_quota":
        sentence = "The account at the model endpoint has no credit left: top it up."
        return ModelUnavailable(sentence, permanent=True)
    if status == 429:
        sentence = "The model endpoint has too many requests: try again in a minute."
        return TryAgain(sentence, asked_pause(error.response.headers))
    if status in TRY_AGAIN_STATUSES or status >= 500:
        sentence = f"The model endpoint has a fault (status {status}): try again later."
        return TryAgain(sentence, asked_pause(error.response.headers))
    sentence = f"The model endpoint did not accept the request (status {status})."
    accepted_otherwise = status in ANOTHER_FORM_STATUSES
    return (NotAccepted if accepted_otherwise else ModelUnavailable)(sentence, permanent=True)


def from_connection(error: openai.APIConnectionError) -> ModelUnavailable:
    """No answer came, or not all of it."""
    if isinstance(error.__cause__, ReplyTooLong):
        sentence = "The model endpoint sent more than an answer can be: try again."
        return ModelUnavailable(sentence, permanent=False)
    if isinstance(error.__cause__, BrokenOff):
        return ModelUnavailable(UNREACHED_SENTENCE, permanent=False)
    if isinstance(error.__cause__, (httpx2.UnsupportedProtocol, httpx2.LocalProtocolError)):
        return ModelUnavailable(SETTINGS_SENTENCE, permanent=True)
    if isinstance(error, openai.APITimeoutError):
        return too_late()
    if isinstance(error.__cause__, BROKE):
        return TryAgain(UNREACHED_SENTENCE)
    return ModelUnavailable(UNREACHED_SENTENCE, permanent=False)
