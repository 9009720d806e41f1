"""Prompts as templates with {placeholders}: what a shipped one is, and whether an edited one may
take its place.

A template is checked strictly, for a placeholder that nobody fills would reach the model as it
stands. What guards the answer is not in it: the last sentence stays whatever is edited, and what
comes back is checked by code that no prompt reaches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from string import Formatter

from flowery.models.passing import Passing
from flowery.models.port import Hear, Models, Request, Shape
from flowery.words.errors import Refused

LONGEST = 6_000  # characters of a template


@dataclass(frozen=True, slots=True)
class Prompt:
    """The prompt that comes with Flowery, edition 1. `choices` are the placeholders with what may
    stand there, the usual first; `guard` is its last sentence, which no edition is without.
    """

    purpose: str
    template: str
    guard: str
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How answers and the books name it."""
        return f"{self.purpose}-1"

    @property
    def usual(self) -> dict[str, str]:
        """What stands at its placeholders unless something else is chosen."""
        return {name: choices[0] for name, choices in self.choices.items()}

    @property
    def voice(self) -> Voice:
        """The shipped prompt, ready to be sent."""
        return self.spoken(self.name, self.template, self.usual)

    def spoken(
        self,
        name: str,
        template: str,
        style: Mapping[str, str],
        model: str = "",
        temperature: float | None = None,
    ) -> Voice:
        """An edition, ready to be sent."""
        system = f"{template.strip().format(**self.usual | dict(style))} {self.guard}"
        return Voice(system, name, model, temperature)

    def check(self, template: str, style: Mapping[str, str]) -> None:
        """Whether an edition may take this one's place. Raises Refused."""
        found = placeholders(template)
        if unknown := sorted(found - self.choices.keys()):
            raise Refused(f"This prompt knows no placeholder {unknown[0]!r}.")
        if missing := sorted(self.choices.keys() - found):
            raise Refused(f"The placeholder {missing[0]!r} is missing; write it in braces.")
        for name, words in style.items():
            if words not in self.choices.get(name, ()):
                raise Refused(f"{words!r} is no choice for the placeholder {name!r}.")


@dataclass(frozen=True, slots=True)
class Voice:
    """What a request begins with: the system's words, the edition they are of, and the model and
    temperature, where they are not the usual ones.
    """

    system: str
    prompt: str
    model: str = ""
    temperature: float | None = None

    def request(
        self, purpose: str, user: str, user_id: str | None, hear: Hear | None = None
    ) -> Request:
        """A request in this voice."""
        made = (purpose, self.system, user, user_id, self.prompt, self.model, self.temperature)
        return Request(*made, hear)


VoiceOf = Callable[[Prompt], Voice]


def shipped(prompt: Prompt) -> Voice:
    """Every prompt as it comes with Flowery."""
    return prompt.voice


def placeholders(template: str) -> frozenset[str]:
    """The names in braces. Raises Refused when it is no template, or does more than name them."""
    if not template.strip():
        raise Refused("A prompt cannot be empty.")
    if len(template) > LONGEST:
        raise Refused(f"A prompt may have {LONGEST:,} characters; shorten it.")
    try:
        parts = list(Formatter().parse(template))
    except ValueError as error:
        raise Refused("A brace stands alone: write {{ and }} where braces are meant.") from error
    named = [(name, spec, turned) for _, name, spec, turned in parts if name is not None]
    for name, spec, turned in named:
        if not name.isidentifier() or spec or turned:
            raise Refused(f"A placeholder is a plain name, and {name!r} is not.")
    return frozenset(name for name, _, _ in named)


class Prompted(Passing):
    """Models that are asked in the voice that is in use: whoever asks with a shipped prompt need
    not know that it was edited.
    """

    def __init__(self, models: Models, prompts: Sequence[Prompt], voice_of: VoiceOf) -> None:
        super().__init__(models)
        self._prompts = {prompt.purpose: prompt for prompt in prompts}
        self._voice_of = voice_of

    def answer(self, request: Request, shape: type[Shape]) -> Shape:
        """An answer to the request in the voice in use."""
        return super().answer(self._voiced(request), shape)

    def see(self, image: bytes, media_type: str, request: Request, shape: type[Shape]) -> Shape:
        """What a picture shows."""
        return super().see(image, media_type, self._voiced(request), shape)

    def _voiced(self, request: Request) -> Request:
        prompt = self._prompts.get(request.purpose)
        if prompt is None:
            return request
        asked = (request.purpose, request.user, request.user_id, request.hear)
        return self._voice_of(prompt).request(*asked)
