"""How the process holds memory: little more than it uses. Where the C library has no such calls
(outside Linux), its own habits have to do.
"""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_ARENA_MAX, _MMAP_THRESHOLD = -8, -3  # mallopt's numbers for them, in glibc's malloc.h
_LARGE = 1 << 20  # bytes


def hold_together() -> None:
    """Let all threads share one heap. Ours mostly take turns, and a heap for each keeps what the
    others could use: 65 MB with 37,926 perfumes. What is large lies outside it, and goes when it
    is let go; left to itself, glibc raises what it calls large to 32 MB.
    """
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").mallopt(_ARENA_MAX, 1)
        ctypes.CDLL("libc.so.6").mallopt(_MMAP_THRESHOLD, _LARGE)


@contextmanager
def without_collection() -> Iterator[None]:
    """Around a start, or the reading of many rows: what comes is kept, and looking for garbage in
    it over and over takes longer than reading.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def keep_for_good() -> None:
    """What was built at a start stays, so looking through it for garbage is time for nothing; what
    was kept before and is let go, such as an older catalogue, goes now.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def give_back() -> None:
    """Return to the system what was let go after something large was read (60 MB after a start
    with 37,926 perfumes).
    """
    import pyarrow as pa  # long there when something large was read, but not when a server starts

    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libc.so.6").malloc_trim(0)
