"""A PDF as text, and its pages that are pictures drawn, by a process of its own (`pdf_child`) that
may take only so much.

It knows how to start that process, how long to wait for it, and what to say when it fails.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flowery.memories.readers import pdf_child
from flowery.words.errors import Refused, StorageFailed

WALL_SECONDS = 30.0

_WHY = {
    "encrypted": "The PDF is locked with a password; save a copy without one and upload that.",
    "pages": f"The PDF has more than {pdf_child.PAGES} pages; upload the pages that matter.",
    "characters": "The PDF holds more text than a memory can; upload the pages that matter.",
    "endless": "The PDF asks for more time or memory than a page of text needs; print it to a "
    "new PDF and upload that.",
    "broken": "The PDF is broken and cannot be opened; try another copy of it.",
    "empty": "The PDF holds neither text nor pictures; upload one that does.",
}


@dataclass(frozen=True, slots=True)
class Read:
    """The text of all pages, a blank line between them, and which (from 1) are pictures."""

    text: str
    pictures: tuple[int, ...]


def read(path: Path, wall_seconds: float = WALL_SECONDS) -> Read:
    """What can be read without a model. Raises Refused with one sentence."""
    pages = [one for one in _lines(_output(path, wall_seconds)) if "text" in one]
    texts = [_storable(page["text"]) for page in pages]
    pictures = tuple(number for number, page in enumerate(pages, 1) if page["picture"])
    if not any(texts) and not pictures:
        raise Refused(_WHY["empty"])
    return Read("\n\n".join(text for text in texts if text), pictures)


def drawn(
    path: Path, pages: Sequence[int], wall_seconds: float = WALL_SECONDS
) -> Iterator[tuple[int, bytes]]:
    """(page, JPEG) of those pages that can be drawn. Raises Refused when they ask for too much."""
    for line in _lines(_output(path, wall_seconds, *pages)):
        yield line["page"], base64.b64decode(line["jpeg"])


def _output(path: Path, wall_seconds: float, *pages: int) -> bytes:
    # By its path and isolated: it sees neither this folder nor the environment.
    command = [sys.executable, "-I", "-X", "utf8", pdf_child.__file__, str(path)]
    command += [str(page) for page in pages]
    try:
        done = subprocess.run(  # noqa: S603  a fixed program; the path names an original
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise Refused(_WHY["endless"]) from error
    except OSError as error:
        raise StorageFailed(f"The reader of PDFs could not start ({error.strerror}).") from error
    if done.returncode:  # the system stopped it: out of memory or time
        raise Refused(_WHY["endless"])
    return done.stdout


def _lines(output: bytes) -> Iterator[dict[str, Any]]:
    for line in output.splitlines():
        said = json.loads(line)
        if "refused" in said:
            raise Refused(_WHY[said["refused"]])
        yield said


def _storable(text: str) -> str:
    """Broken fonts give halves of characters and NULs; no store takes them."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
