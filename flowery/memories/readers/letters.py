"""The words in a picture, read by Tesseract where it is installed. Without it there are none.

It is optional on purpose: a photo asks for a line of caption anyway.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache

_LANGUAGES = ("eng", "kor")
_SECONDS = 20


def words_in(picture: bytes) -> str:
    """What is written in a picture; "" when nothing is, or when nobody here can read it."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    languages = _installed(program)
    if not languages:
        return ""
    command = [program, "stdin", "stdout", "-l", "+".join(languages)]
    return _worth_keeping(_run(command, picture))


@cache
def _installed(program: str) -> tuple[str, ...]:
    listed = _run([program, "--list-langs"], b"").split()
    return tuple(language for language in _LANGUAGES if language in listed)


def _run(command: list[str], given: bytes) -> str:
    try:
        done = subprocess.run(  # noqa: S603  the program of the system, arguments of ours
            command, input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


def _worth_keeping(found: str) -> str:
    """Lines with a word in them: texture is often read as stray signs."""
    lines = (" ".join(line.split()) for line in found.splitlines())
    return "\n".join(line for line in lines if sum(c.isalpha() for c in line) >= 3)
