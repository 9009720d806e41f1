"""Which encoding a text file is in, line by line where it is mixed, and the repair of text that
was encoded twice.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_SAMPLE = 200_000  # bytes
_LINE = 1_000_000  # bytes; a longer line is no row of a table
_TWICE = re.compile(r"[ÃÂÅÄâãäåæçèéêëìíîïð][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]{2,8});", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Decoding:
    """How the bytes of a file become lines. `fallback` reads the lines that are not `first`."""

    first: str
    fallback: str

    def lines(self, file: Any) -> Iterator[tuple[str, bool]]:
        """Every line with whether it had to be read in the fallback encoding."""
        if self.first.startswith("utf-16"):
            text = io.TextIOWrapper(file, encoding=self.first, errors="replace", newline="")
            yield from ((line, False) for line in iter(lambda: text.readline(_LINE), ""))
            return
        begun = False
        while line := file.readline(_LINE):
            raw = line if begun else line.removeprefix(b"\xef\xbb\xbf")
            begun = True
            try:
                yield raw.decode(self.first), False
            except UnicodeDecodeError:
                yield raw.decode(self.fallback, errors="replace"), self.first == "utf-8"


def decoding_of(path: Path) -> Decoding:
    """How to read a text file."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Decoding("utf-16", "utf-16")
    whole = sample.rpartition(b"\n")[0] if len(sample) == _SAMPLE else sample
    lines = [line for line in whole.splitlines() if not line.isascii()]
    wrong = [line for line in lines if not _is_utf8(line)]
    fallback = "cp949" if _is_korean(b"\n".join(wrong)) else "cp1252"
    mostly = len(wrong) * 2 <= len(lines)
    return Decoding("utf-8", fallback) if mostly else Decoding(fallback, "latin-1")


def repaired(text: str) -> str:
    """Text that was encoded twice ("ChloÃ©") or written as HTML ("Chlo&eacute;") as it was
    meant.
    """
    for _ in range(2):
        if not _TWICE.search(text):
            break
        once = _decoded_again(text)
        if once is None:
            break
        text = once
    return html.unescape(text) if _ENTITY.search(text) else text


def _decoded_again(text: str) -> str | None:
    try:
        raw = b"".join(_byte(character) for character in text)
        return raw.decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return None


def _byte(character: str) -> bytes:
    return bytes([ord(character)]) if ord(character) < 256 else character.encode("cp1252")


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _is_korean(sample: bytes) -> bool:
    """Whether the bytes above ASCII make Hangul in the Korean code page, most of them."""
    text = sample.decode("cp949", errors="ignore")
    hangul = sum("가" <= character <= "힣" for character in text)
    high = sum(byte > 127 for byte in sample)
    return high > 0 and hangul * 2 > high * 0.8
