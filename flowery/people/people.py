"""Accounts and sessions: registering, signing in and out, changing a password.

A session is a row that can be ended; its token is a random secret of which only the hash is kept.
"""

from __future__ import annotations

import hashlib
import math
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from flowery.people import lockout, passwords
from flowery.storage.accounts import CLOSED, Accounts
from flowery.words.errors import NotAllowed, Refused
from flowery.words.settings import Settings
from flowery.words.vocabulary import User

Clock = Callable[[], datetime]

_LONGEST_NAME = 80


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session somebody could come back with; `is_here` for the one that asks."""

    since: datetime
    until: datetime
    is_here: bool


class People:
    """Everybody who may enter this home."""

    def __init__(self, accounts: Accounts, settings: Settings, clock: Clock = _now) -> None:
        self._accounts = accounts
        self._settings = settings
        self._clock = clock

    def is_empty(self) -> bool:
        """Whether the first account, the administrator's, is still to be made."""
        return self._accounts.count() == 0

    def register(self, name: str, password: str) -> User:
        """Make an account; the first one is the administrator's. Raises Refused, NotAllowed."""
        is_open = self.is_open()
        if not (is_open or self.is_empty()):
            raise NotAllowed(CLOSED)
        passwords.check_strength(password)
        hashed = passwords.hashed(password)
        return self._accounts.add(
            _checked(name), hashed, first_is_admin=True, only_as_first=not is_open
        )

    def add(self, name: str, password: str | None, *, is_admin: bool = False) -> User:
        """Make an account for somebody, as the owner of the machine does; without a password
        nobody signs in to it.
        """
        if password is not None:
            passwords.check_strength(password)
        hashed = None if password is None else passwords.hashed(password)
        return self._accounts.add(_checked(name), hashed, is_admin=is_admin)

    def is_open(self) -> bool:
        """Whether strangers may register: what an administrator said last, else the setting."""
        said = self._accounts.remark("registration")
        return said == "open" if said else self._settings.registration_open

    def open_registration(self, administrator: User, is_open: bool) -> None:
        """Let strangers register, or not. Raises NotAllowed."""
        self._accounts.require_admin(administrator)
        self._accounts.set_remark("registration", "open" if is_open else "closed")

    def lift_limit(self, administrator: User, user_id: str, per_day: int | None) -> User:
        """Give a person another number of memories a day (0: any, None: the usual). Raises
        NotAllowed.
        """
        self._accounts.require_admin(administrator)
        return self._accounts.change(user_id, memories_per_day=per_day)

    def sign_in(self, name: str, password: str, origin: str = "") -> str:
        """A fresh session token. Raises Refused, in the same words and time for an unknown name."""
        now = self._clock()
        due = self._accounts.note_guess(
            name, origin, now, now - lockout.WINDOW, lambda made: lockout.wait(made, origin, now)
        )
        if due:
            seconds = math.ceil(due.total_seconds())
            raise Refused(f"Too many wrong guesses. Try again in {seconds} seconds.")
        known = self._accounts.password_hash(name)
        if not passwords.matches(password, known[1] if known else None) or known is None:
            raise Refused("That name and password do not belong together.")
        self._accounts.clear_failures(name, origin)
        return self.open_session(known[0])

    def open_session(self, user_id: str) -> str:
        """A session for somebody who has shown who they are; returns its token."""
        token = secrets.token_urlsafe(32)
        now = self._clock()
        until = now + timedelta(days=self._settings.session_days)
        self._accounts.open_session(_hash(token), user_id, now, until)
        return token

    def user_of(self, token: str | None) -> User | None:
        """Who a token belongs to; None when its session ended, expired or never was."""
        return self._accounts.session_user(_hash(token), self._clock()) if token else None

    def sessions(self, user_id: str, token: str | None) -> tuple[OpenSession, ...]:
        """Where a person is signed in, oldest first; `token` tells which of them is here."""
        here = _hash(token) if token else None
        return tuple(
            OpenSession(since, until, token_hash == here)
            for token_hash, since, until in self._accounts.open_sessions(user_id, self._clock())
        )

    def sign_out(self, token: str) -> None:
        """End a session on the server, whatever the browser keeps."""
        self._accounts.end_sessions(token_hash=_hash(token))

    def sign_out_elsewhere(self, user_id: str) -> str:
        """End every session of a person; returns the token of a new one for where they are."""
        self._accounts.end_sessions(user_id=user_id)
        return self.open_session(user_id)

    def change_password(self, user_id: str, old: str, new: str) -> str:
        """Set another password and end every session; returns the token of a new one. Raises
        Refused.
        """
        user = self._accounts.get(user_id)
        known = self._accounts.password_hash(user.name)
        if known is None or not passwords.matches(old, known[1]):
            raise Refused("That is not your present password.")
        passwords.check_strength(new)
        self._accounts.change(user_id, password_hash=passwords.hashed(new))
        return self.sign_out_elsewhere(user_id)


def _checked(name: str) -> str:
    shown = name.strip()
    if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise Refused(f"A name has 1 to {_LONGEST_NAME} visible characters.")
    return shown


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
