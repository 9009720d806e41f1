"""A PDF as text, read by a process of its own (`pdf_child`) that may take only so much.

It knows how to start that process, how long to wait for it, and what to say when it fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

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
    "images": "The PDF holds pictures and no text; upload the pictures, or write its words down.",
}


def text_of(path: Path, wall_seconds: float = WALL_SECONDS) -> str:
    """The text of all pages, a blank line between them. Raises Refused with one sentence."""
    pages = _pages(_output(path, wall_seconds))
    if not any(page.strip() for page in pages):
        raise Refused(_WHY["images"])
    return "\n\n".join(page for page in pages if page.strip())


def _output(path: Path, wall_seconds: float) -> bytes:
    # By its path and isolated: it sees neither this folder nor the environment.
    command = [sys.executable, "-I", "-X", "utf8", pdf_child.__file__, str(path)]
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


def _pages(output: bytes) -> list[str]:
    pages: list[str] = []
    for line in output.splitlines():
        said = json.loads(line)
        if "refused" in said:
            raise Refused(_WHY[said["refused"]])
        if "text" in said:
            pages.append(_storable(said["text"]))
    return pages


def _storable(text: str) -> str:
    """Broken fonts give halves of characters and NULs; no store takes them."""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8").strip()
