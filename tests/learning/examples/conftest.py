"""People who teach: each tells of an aunt and a town, asks, rates, and puts a smell right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from flowery.memories.intake import Draft
from flowery.wiring import Flowery
from flowery.words.vocabulary import Answer, ScentMemory, User

MEMORY = (
    "My aunt Philomena kept lavender and cedar in the linen cupboard of her house in Oakhaven. "
    "I loved that smell of clean sheets, lavender and old wood every summer."
)
OTHER = (
    "In the boathouse of Saltwick, Cornelius mended nets; cedar planks, tar and cold smoke. I "
    "loved the cedar there, warm and dry, more than anything."
)
QUESTION = "Something with lavender and cedar, like Philomena's cupboard in Oakhaven"


@dataclass(frozen=True)
class Taught:
    """What somebody taught."""

    user: User
    memory: ScentMemory
    answer: Answer


Teach = Callable[..., Taught]


@pytest.fixture
def teach(flowery: Flowery) -> Teach:
    """Somebody tells, asks and rates; without `shares` they keep it to themselves."""

    def taught(
        user: User,
        *,
        shares: bool = True,
        stars: int = 5,
        question: str = QUESTION,
        text: str = MEMORY,
    ) -> Taught:
        user = flowery.tables.accounts.change(user.id, shares_examples=shares)
        draft = Draft(text=text, people=("aunt Philomena",), place="Oakhaven")
        kept = flowery.remember.keep(user.id, draft)
        memory = flowery.remember.settle(user.id, kept.memory.id)
        smell = next(s for s in flowery.remember.smells(user.id, memory.id) if s.note == "cedar")
        flowery.remember.correct(user.id, memory.id, smell, "correct", note="sandalwood")
        answer = flowery.advice.ask(user.id, question)
        flowery.learning.rate(user.id, answer.question_id, stars)
        shown = [one.fragrance_id for one in answer.recommendations]
        flowery.learning.react(user.id, shown[1], "like")
        flowery.learning.react(user.id, shown[0], "declined")
        return Taught(user, memory, answer)

    return taught
