"""Passwords: what is asked of one, and its Argon2id hash. A password itself is never kept or
logged.
"""

from __future__ import annotations

import os
import unicodedata
from base64 import b64encode
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

from flowery.words.errors import Refused

SHORTEST, LONGEST = 12, 1000

_hasher = PasswordHasher()  # Argon2id with the library's defaults (RFC 9106, low memory)
_at_once = BoundedSemaphore(2)  # each takes 64 MiB, and strangers may send a hundred forms


def _of_nobody() -> str:
    """A hash that is no password's, put together by hand: to hash one takes a tenth of a second,
    which a start should not wait for.
    """
    h = _hasher
    salt, drawn = (b64encode(os.urandom(n)).decode().rstrip("=") for n in (h.salt_len, h.hash_len))
    how = f"m={h.memory_cost},t={h.time_cost},p={h.parallelism}"
    return f"$argon2id$v={ARGON2_VERSION}${how}${salt}${drawn}"


_NOBODY = _of_nobody()


def check_strength(password: str) -> None:
    """Length is all that is asked, in any alphabet (NIST SP 800-63B). Raises Refused."""
    if len(_composed(password)) < SHORTEST:
        raise Refused(f"A password needs at least {SHORTEST} characters; a short sentence is good.")
    if len(password) > LONGEST:
        raise Refused(f"A password may have at most {LONGEST} characters.")


def hashed(password: str) -> str:
    """The hash that is kept."""
    with _at_once:
        return _hasher.hash(_normal(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Whether this is the password; without a hash it takes as long and says no."""
    try:
        with _at_once:
            _hasher.verify(password_hash or _NOBODY, _normal(password[:LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


def _normal(password: str) -> bytes:
    """The same key presses on two systems are one password (Hangul arrives composed or not)."""
    return _composed(password).encode("utf-8", "surrogatepass")


def _composed(password: str) -> str:
    return unicodedata.normalize("NFC", password)
