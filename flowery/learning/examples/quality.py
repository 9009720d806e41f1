"""How good an example is to learn from, 0..1, as the mean of parts that can each be shown.

stars      how clearly the person spoke: 5 and 1 more than 4 and 2; a perfume taken or left, too
grounded   which share of the memories' words it quotes was really quoted in its reasons
length     whether question and answer are neither a fragment nor a speech
complete   which of memories, perfumes with parts, reasons and verdicts it holds
unlike     how little it repeats another example
"""

from __future__ import annotations

from collections.abc import Mapping

from flowery.words.vocabulary import Quality, Reread, TrainingExample

_CLEAR: Mapping[int | None, float] = {5: 1.0, 4: 0.8, 3: 0.2, 2: 0.7, 1: 0.9, None: 0.4}
_WEIGHTS = {"stars": 3.0, "grounded": 2.0, "length": 1.0, "complete": 2.0, "unlike": 2.0}
_SHORT, _LONG = 40, 900  # characters of an answer: a sentence, and what a model may say at most
_WORDS = 3  # of a question that says what is wanted
_AROUND = 20  # characters around a corrected word, from which its sense can be told


def judged(example: TrainingExample, likeness: float) -> Quality:
    """The quality of an example; `likeness` 0..1 is to the one it is most like."""
    parts = _of_reading(example.reread) if example.reread else _of_answer(example)
    parts["unlike"] = 1.0 - max(0.0, (likeness - 0.5) / 0.5)
    whole = sum(_WEIGHTS[name] for name in parts)
    value = sum(_WEIGHTS[name] * part for name, part in parts.items()) / whole
    return Quality(round(value, 4), {name: round(part, 4) for name, part in parts.items()})


def _of_answer(example: TrainingExample) -> dict[str, float]:
    has_verdict = any(one.verdict for one in example.candidates)
    clear = _CLEAR.get(example.stars, 0.4)
    return {
        "stars": min(1.0, clear + (0.3 if has_verdict or example.dislikes else 0.0)),
        "grounded": _grounded(example),
        "length": (_length(len(example.answer)) + _asked(example.question)) / 2,
        "complete": _complete(example, has_verdict),
    }


def _of_reading(said: Reread) -> dict[str, float]:
    around = len(said.before.strip()) + len(said.after.strip())
    return {
        "stars": 1.0 if said.action in ("correct", "strike", "add") else 0.7,
        "length": min(1.0, around / _AROUND),
        "complete": 1.0 if said.note or said.action == "strike" else 0.6,
    }


def _grounded(example: TrainingExample) -> float:
    """Reasons that quote a memory, of all perfumes; an answer without memories rests on nothing."""
    if not example.candidates or not example.memories:
        return 0.0
    quoted = [one for one in example.candidates if one.supports]
    return len(quoted) / len(example.candidates)


def _length(characters: int) -> float:
    if characters < _SHORT:
        return characters / _SHORT
    return 1.0 if characters <= _LONG else _LONG / characters


def _asked(question: str) -> float:
    return min(1.0, len(question.split()) / _WORDS)


def _complete(example: TrainingExample, has_verdict: bool) -> float:
    held = (
        bool(example.memories),
        any(one.parts for one in example.candidates),
        any(one.supports or one.opposes for one in example.candidates),
        has_verdict or example.stars is not None,
    )
    return sum(held) / len(held)
