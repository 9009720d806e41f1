"""Runs in a process of its own: writes the text of a PDF to standard output, page by page, or draws
some of its pages.

It knows one file and hard limits, and nothing of Flowery: a file of 30 KB can ask for seconds and
hundreds of megabytes, and when it does, only this process dies. Output is JSON, one object a line:
{"pages": n} first, then {"text": …, "picture": bool} a page, or {"refused": why} at any place; of
pages that are drawn {"page": n, "jpeg": base64}.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from collections.abc import Iterator, Sequence

PAGES = 200
CHARACTERS = 200_000
MEMORY_BYTES = 512 * 1024 * 1024  # beyond what the interpreter and the reader take at their start
CPU_SECONDS = 20
SIDE = 1600  # pixels of the longer side of a drawn page: small print can still be read
LARGEST = 4.0  # times: a stamp is not drawn as large as a poster


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
        yield {"text": text, "picture": not text.strip() and has_picture(page)}


def has_picture(page: object) -> bool:
    """Whether there is a picture on a page; a page that says nothing may be empty."""
    try:
        return len(page.images) > 0  # type: ignore[attr-defined]
    except (ValueError, KeyError, TypeError, AttributeError):
        return True  # something is there, and is drawn or not


def drawings(path: str, numbers: Sequence[int]) -> Iterator[dict[str, object]]:
    """These pages (from 1) as pictures; one that cannot be drawn is left out."""
    import pypdfium2  # type: ignore[import-untyped]

    limit_this_process()
    document = pypdfium2.PdfDocument(path)
    for number in numbers:
        try:
            page = document[number - 1]
            scale = min(LARGEST, SIDE / max(*page.get_size(), 1.0))
            picture = page.render(scale=scale, may_draw_forms=False).to_pil()
        except (pypdfium2.PdfiumError, ValueError, IndexError):
            continue
        target = io.BytesIO()
        picture.convert("RGB").save(target, "JPEG", quality=85)
        yield {"page": number, "jpeg": base64.b64encode(target.getvalue()).decode()}


def main(path: str, numbers: Sequence[int] = ()) -> None:
    """Write what is found; a file that cannot be read is refused as broken."""
    try:
        for line in drawings(path, numbers) if numbers else lines(path):
            print(json.dumps(line), flush=True)
    except (MemoryError, RecursionError):
        print('{"refused": "endless"}', flush=True)
    except Exception as error:  # noqa: BLE001  a broken file may raise anything
        is_too_much = type(error).__name__ == "LimitReachedError"  # the reader's own limits
        print(json.dumps({"refused": "endless" if is_too_much else "broken"}), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], [int(number) for number in sys.argv[2:]])
