"""Files of a frozen set for a fine-tuning service or a spreadsheet, checked before they are given
out, with about how many tokens they hold and what training on them would cost.

Nothing of them is kept in the home. Names were replaced when the examples were made.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import get_args

from flowery.learning.examples.lines import Format, check
from flowery.learning.examples.sets import Frozen, Sets
from flowery.learning.examples.turns import System, Turns, conversation, preferences
from flowery.words.errors import Refused
from flowery.words.vocabulary import Split, TrainingExample, User

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs what begins so
_LATIN, _OTHER = 0.25, 0.85  # tokens a letter: about what chat models' tokenizers take
_A_LINE = 12  # tokens around the turns of a line
_COLUMNS = (
    *("split", "source", "language", "quality", "question", "memories", "perfumes", "taken"),
    *("left", "stars", "dislikes", "comment", "answer", "rejected", "around", "words", "read"),
    "said",
)


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its bytes, how many lines it holds, about how many tokens, and of how many examples
    it could make none.
    """

    content: bytes
    lines: int
    tokens: int
    left_out: int

    def cost(self, epochs: int, usd_per_million: float) -> float:
        """What training on it would cost, about, in US dollars."""
        return self.tokens * epochs * usd_per_million / 1_000_000


class Exports:
    """Makes files of frozen sets. `system` is what a model that words answers is told first."""

    def __init__(self, sets: Sets, system: System) -> None:
        self._sets = sets
        self._system = system

    def export(
        self, administrator: User, set_id: str, format: Format, part: Split | None = None
    ) -> Export:
        """A set, or one split of it, as a file. Raises NotAllowed, NotFound, Refused."""
        frozen = self._sets.frozen(administrator, set_id)
        if format not in get_args(Format):
            raise Refused("A set is exported as sft, dpo or csv.")
        examples = frozen.all if part is None else _part(frozen, part)
        if format == "csv":
            return _table(frozen, examples)
        return self._of_lines(examples, format)

    def lines(self, examples: Sequence[TrainingExample]) -> bytes:
        """Examples as conversations, a line of JSON each, for a training that was begun."""
        return _jsonl(self._chats(examples))

    def _of_lines(self, examples: Sequence[TrainingExample], format: Format) -> Export:
        rows = self._chats(examples) if format == "sft" else self._pairs(examples)
        content = _jsonl(rows)
        if not rows and format == "dpo":
            raise Refused(
                "No example of this set makes a pair. A pair needs an edited answer, or a perfume "
                "taken beside one left."
            )
        if not rows:
            raise Refused("No example of this set can be imitated; accept liked answers first.")
        lines = check(content, format)
        used = len(rows) if format == "sft" else min(len(rows), len(examples))
        return Export(content, lines, about_tokens(content, lines), len(examples) - used)

    def _chats(self, examples: Sequence[TrainingExample]) -> list[dict[str, object]]:
        turns = (conversation(one, self._system) for one in examples)
        return [{"messages": [*_asked(one), _reply(one.reply)]} for one in turns if one is not None]

    def _pairs(self, examples: Sequence[TrainingExample]) -> list[dict[str, object]]:
        return [
            {
                "input": {"messages": _asked(pair.better)},
                "preferred_output": [_reply(pair.better.reply)],
                "non_preferred_output": [_reply(pair.worse)],
            }
            for pair in preferences(examples, self._system)
        ]


def about_tokens(content: bytes, lines: int) -> int:
    """About how many tokens a file holds; no service's own tokenizer is asked."""
    text = content.decode()
    latin = sum(letter.isascii() for letter in text)
    return math.ceil(latin * _LATIN + (len(text) - latin) * _OTHER) + _A_LINE * lines


def _part(frozen: Frozen, part: Split) -> tuple[TrainingExample, ...]:
    found: tuple[TrainingExample, ...] = getattr(frozen, part)
    return found


def _asked(turns: Turns) -> list[dict[str, str]]:
    return [
        {"role": "system", "content": turns.system},
        {"role": "user", "content": turns.user},
    ]


def _reply(content: str) -> dict[str, str]:
    return {"role": "assistant", "content": content}


def _jsonl(rows: Iterable[dict[str, object]]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def _table(frozen: Frozen, examples: Sequence[TrainingExample]) -> Export:
    splits = {one.id: name for name in get_args(Split) for one in _part(frozen, name)}
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for example in examples:
        row = _row(example) | {"split": splits[example.id]}
        writer.writerow([_safe(str(row[column])) for column in _COLUMNS])
    content = file.getvalue().encode("utf-8-sig")  # so that a spreadsheet knows it is UTF-8
    return Export(content, len(examples), about_tokens(content, len(examples)), 0)


def _row(example: TrainingExample) -> dict[str, object]:
    said = example.reread
    perfumes = example.candidates
    return {
        "source": example.source,
        "language": example.language,
        "quality": f"{example.quality.value:.2f}",
        "question": example.question,
        "memories": " | ".join(one.quote for one in example.memories),
        "perfumes": " | ".join(f"{one.brand} {one.name}" for one in perfumes),
        "taken": " | ".join(one.fragrance_id for one in perfumes if one.verdict == "chosen"),
        "left": " | ".join(one.fragrance_id for one in perfumes if one.verdict == "declined"),
        "stars": "" if example.stars is None else example.stars,
        "dislikes": " | ".join(example.dislikes),
        "comment": example.comment,
        "answer": example.answer,
        "rejected": example.rejected,
        "around": f"{said.before}[…]{said.after}" if said else "",
        "words": said.words if said else "",
        "read": f"{said.read_note or 'nothing'}, {said.read_valence or '?'}" if said else "",
        "said": f"{said.note or 'nothing'}, {said.valence or '?'}" if said else "",
    }


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith((*_FORMULA, "'")) else cell
