"""The sentence a smell stands in. Pure."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?。！？…]+[\"'”’)\]]*\s+|\n+")
_LONGEST = 220


def around(words: str, start: int, end: int) -> str:
    """The sentence around `words[start:end]`, cut to a readable length at words."""
    first, last = 0, len(words)
    for border in _END.finditer(words):
        if border.end() <= start:
            first = border.end()
        elif border.start() >= end:
            last = border.end()
            break
    return _cut(words, first, last, start, end).strip()


def _cut(words: str, first: int, last: int, start: int, end: int) -> str:
    if last - first <= _LONGEST:
        return words[first:last]
    room = max(0, (_LONGEST - (end - start)) // 2)
    left, right = max(first, start - room), min(last, end + room)
    before = words[left:start].partition(" ")[2] if left > first else words[left:start]
    after = words[end:right].rpartition(" ")[0] if right < last else words[end:right]
    open_left, open_right = "… " * (left > first), " …" * (right < last)
    return f"{open_left}{before}{words[start:end]}{after}{open_right}"
