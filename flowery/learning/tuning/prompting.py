"""The prompts: those that come with Flowery, their edited editions, and which is in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flowery.learning.tuning.registry import Registry
from flowery.models.prompts import Prompt, Voice
from flowery.storage.tables import Tables
from flowery.words.errors import NotFound, Refused
from flowery.words.vocabulary import PromptEdition, User

_HOTTEST = 2.0  # the temperature that services take at most
_LONGEST_MODEL = 200
_LONGEST_REMARK = 200


class Prompts:
    """Every prompt by its purpose. What an administrator does asks first whether it is one."""

    def __init__(self, tables: Tables, shipped: Sequence[Prompt]) -> None:
        self._tables = tables
        self._registry = Registry(tables)
        self.shipped: Mapping[str, Prompt] = {prompt.purpose: prompt for prompt in shipped}

    def prompt(self, purpose: str) -> Prompt:
        """The one that comes with Flowery. Raises NotFound."""
        if purpose not in self.shipped:
            raise NotFound(f"There is no prompt {purpose!r}.")
        return self.shipped[purpose]

    def edition(self, purpose: str) -> PromptEdition | None:
        """The edited one that is in use; None for the shipped one."""
        used = self._registry.used(slot_of(purpose))
        return next((one for one in self._tables.prompts.list(purpose) if one.id == used), None)

    def voice(self, prompt: Prompt) -> Voice:
        """The edition in use, ready to be sent; the shipped one when it fits no more."""
        edition = self.edition(prompt.purpose)
        return prompt.voice if edition is None else voice_of(prompt, edition)

    def voice_as(self, prompt: Prompt, edition_id: str) -> Voice:
        """One edition by its id, ready to be sent; the shipped one for ""."""
        rows = self._tables.prompts.list(prompt.purpose) if edition_id else ()
        edition = next((one for one in rows if one.id == edition_id), None)
        return prompt.voice if edition is None else voice_of(prompt, edition)

    def editions(self, administrator: User, purpose: str) -> tuple[PromptEdition, ...]:
        """The edited ones of a purpose, newest first. Raises NotAllowed, NotFound."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.prompts.list(self.prompt(purpose).purpose)

    def uses(self, administrator: User) -> Mapping[str, int]:
        """How often each edition was sent, by its name. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        return self._tables.prompts.uses()

    def in_use(self, administrator: User, purpose: str) -> int:
        """The number of the edition in use. Raises NotAllowed."""
        self._tables.accounts.require_admin(administrator)
        edition = self.edition(purpose)
        return 1 if edition is None else edition.number

    def add(
        self,
        administrator: User,
        purpose: str,
        template: str,
        style: Mapping[str, str],
        model: str = "",
        temperature: float | None = None,
        remark: str = "",
    ) -> PromptEdition:
        """Keep a new edition, which is not yet in use. Raises NotAllowed, Refused."""
        self._tables.accounts.require_admin(administrator)
        template, model = template.strip(), model.strip()
        self.prompt(purpose).check(template, style)
        if temperature is not None and not 0 <= temperature <= _HOTTEST:
            raise Refused(f"A temperature lies between 0 and {_HOTTEST:g}.")
        if len(model) > _LONGEST_MODEL:
            raise Refused("That is too long for the name of a model.")
        told = (model, temperature, remark.strip()[:_LONGEST_REMARK])
        rows = self._tables.prompts
        return rows.add(purpose, template, dict(style), administrator.id, *told)

    def use(self, administrator: User, purpose: str, number: int) -> None:
        """Put an edition into use; 1 is the shipped one. Raises NotAllowed, NotFound."""
        self._tables.accounts.require_admin(administrator)
        self.prompt(purpose)
        editions = {one.number: one.id for one in self._tables.prompts.list(purpose)} | {1: ""}
        if number not in editions:
            raise NotFound(f"There is no edition {number} of the prompt {purpose!r}.")
        self._registry.use(slot_of(purpose), editions[number], administrator.id)


def slot_of(purpose: str) -> str:
    """The slot of a prompt."""
    return f"prompt:{purpose}"


def voice_of(prompt: Prompt, edition: PromptEdition) -> Voice:
    """An edition, ready to be sent; the shipped one when it does not fit its prompt any more, for
    that may have changed with a newer Flowery.
    """
    try:
        prompt.check(edition.template, edition.style)
    except Refused:
        return prompt.voice
    more = (edition.model, edition.temperature)
    return prompt.spoken(edition.name, edition.template, edition.style, *more)
