"""Runs one command: 0 done, 1 refused with one sentence on stderr, 2 wrong usage."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from flowery.cli.call import Call
from flowery.cli.index import parser
from flowery.cli.lines import WrongUsage
from flowery.words.errors import FloweryError

DONE, REFUSED, USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was typed; returns the exit status."""
    _speak_utf8()
    options = parser().parse_args(arguments)
    if "run" not in options:
        sys.stderr.write(options.shows.format_help())
        return USAGE
    return _run(Call(options))


def _run(call: Call) -> int:
    try:
        status: int = call.options.run(call)
        sys.stdout.flush()
    except FloweryError as error:
        print(error, file=sys.stderr)
        return REFUSED
    except WrongUsage as error:
        print(error, file=sys.stderr)
        return USAGE
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _speak_utf8() -> None:
    """Whatever the locale says: a diary in Korean is the same bytes everywhere."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
