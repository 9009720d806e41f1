"""Runs in a process of its own: writes the text of a PDF to standard output, page by page.

It knows one file and hard limits, and nothing of Flowery: a file of 30 KB can ask for seconds and
hundreds of megabytes, and when it does, only this process dies. Output is JSON, one object a line:
{"pages": n} first, then {"text": …} a page, or {"refused": why} at any place.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator

PAGES = 200
CHARACTERS = 200_000
MEMORY_BYTES = 512 * 1024 * 1024  # beyond what the interpreter and the reader take at their start
CPU_SECONDS = 20


def limit_this_process() -> None:
    """No more memory, time or files than a PDF deserves; where the system offers such limits."""
    try:
        import resource
    except ImportError:  # Windows: the parent's clock is the only limit
        return
    limits = {resource.RLIMIT_CPU: CPU_SECONDS, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    taken = pages_taken()
    if taken:
        limits[resource.RLIMIT_AS] = taken * resource.getpagesize() + MEMORY_BYTES
    for which, most in limits.items():
        resource.setrlimit(which, (most, most))


def pages_taken() -> int:
    """The address space this process has, in memory pages; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as status:
            return int(status.read().split()[0])
    except OSError:
        return 0


def lines(path: str) -> Iterator[dict[str, object]]:
    """What is found in the file, as it is found."""
    from pypdf import PdfReader

    limit_this_process()
    reader = PdfReader(path)
    if reader.is_encrypted and not reader.decrypt(""):
        yield {"refused": "encrypted"}
        return
    if len(reader.pages) > PAGES:
        yield {"refused": "pages"}
        return
    yield {"pages": len(reader.pages)}
    yield from texts(reader)


def texts(reader: object) -> Iterator[dict[str, object]]:
    """The text of each page, up to a limit of all together."""
    left = CHARACTERS
    for page in reader.pages:  # type: ignore[attr-defined]
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            yield {"refused": "characters"}
            return
        yield {"text": text}


def main(path: str) -> None:
    """Write what is found; a file that cannot be read is refused as broken."""
    try:
        for line in lines(path):
            print(json.dumps(line), flush=True)
    except (MemoryError, RecursionError):
        print('{"refused": "endless"}', flush=True)
    except Exception as error:  # noqa: BLE001  a broken file may raise anything
        is_too_much = type(error).__name__ == "LimitReachedError"  # the reader's own limits
        print(json.dumps({"refused": "endless" if is_too_much else "broken"}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
