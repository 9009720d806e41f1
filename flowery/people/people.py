"""Accounts and sessions: registering, signing in and out, changing a password, and the tastes that
one account keeps apart.

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
Withdraw = Callable[[str], object]
"""Removes, everywhere, the training examples that were made of what a person said."""

_LONGEST_NAME = 80


def _now() -> datetime:
    return datetime.now(UTC)


def _nothing_made(_user_id: str) -> None:
    """Where no examples are ever made, as on the command line."""


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session somebody could come back with; `is_here` for the one that asks."""

    since: datetime
    until: datetime
    is_here: bool


class People:
    """Everybody who may enter this home."""

    def __init__(
        self,
        accounts: Accounts,
        settings: Settings,
        clock: Clock = _now,
        withdraw: Withdraw = _nothing_made,
    ) -> None:
        self._accounts = accounts
        self._settings = settings
        self._clock = clock
        self._withdraw = withdraw

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

    def make_admin(self, administrator: User, user_id: str, is_admin: bool) -> User:
        """Make somebody an administrator, or a person again; the last administrator stays. Raises
        NotAllowed, Refused.
        """
        self._accounts.require_admin(administrator)
        return self._accounts.make_admin(user_id, is_admin)

    def lift_limit(self, administrator: User, user_id: str, per_day: int | None) -> User:
        """Give a person another number of memories a day (0: any, None: the usual). Raises
        NotAllowed.
        """
        self._accounts.require_admin(administrator)
        return self._accounts.change(self._account_of(user_id).id, memories_per_day=per_day)

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
        """A session for somebody who has shown who they are, in their own taste or in another one
        they keep; returns its token.
        """
        token = secrets.token_urlsafe(32)
        now = self._clock()
        until = now + timedelta(days=self._settings.session_days)
        account_id = self._account_of(user_id).id
        taste_id = user_id if user_id != account_id else None
        self._accounts.sessions.open(_hash(token), account_id, now, until, taste_id)
        return token

    def user_of(self, token: str | None) -> User | None:
        """Who is here with a token: the person, or the taste of theirs that they entered; None
        when its session ended, expired or never was.
        """
        return self._accounts.sessions.user(_hash(token), self._clock()) if token else None

    def sessions(self, user_id: str, token: str | None) -> tuple[OpenSession, ...]:
        """Where a person is signed in, oldest first; `token` tells which of them is here."""
        here = _hash(token) if token else None
        account_id = self._account_of(user_id).id
        living = self._accounts.sessions.living(account_id, self._clock())
        return tuple(
            OpenSession(since, until, token_hash == here) for token_hash, since, until in living
        )

    def sign_out(self, token: str) -> None:
        """End a session on the server, whatever the browser keeps."""
        self._accounts.sessions.end(token_hash=_hash(token))

    def sign_out_elsewhere(self, user_id: str) -> str:
        """End every session of a person; returns the token of a new one for where they are."""
        self._accounts.sessions.end(user_id=self._account_of(user_id).id)
        return self.open_session(user_id)

    def change_password(self, user_id: str, old: str, new: str) -> str:
        """Set another password and end every session; returns the token of a new one. Raises
        Refused.
        """
        account = self._account_of(user_id)
        known = self._accounts.password_hash(account.name)
        if known is None or not passwords.matches(old, known[1]):
            raise Refused("That is not your present password.")
        passwords.check_strength(new)
        self._accounts.change(account.id, password_hash=passwords.hashed(new))
        return self.sign_out_elsewhere(user_id)

    def tastes(self, user: User) -> tuple[User, ...]:
        """The tastes kept beside one's own in this account, oldest first."""
        return self._accounts.wards(user.account_id).list()

    def guardian(self, user: User) -> User:
        """Whoever's account this is: the person, also while they are in another taste."""
        return self._account_of(user.id)

    def add_taste(self, user: User, name: str) -> User:
        """Begin a taste for somebody else, apart from one's own. Raises Refused."""
        return self._accounts.wards(user.account_id).add(_checked(name))

    def rename_taste(self, user: User, taste_id: str, name: str) -> User:
        """Call one of one's tastes otherwise. Raises Refused, NotFound for another person's."""
        return self._accounts.wards(user.account_id).rename(taste_id, _checked(name))

    def enter_taste(self, token: str | None, taste_id: str) -> User:
        """Be in another of one's tastes from here on, or in one's own again; only this session is.
        Raises NotFound, also for another person's.
        """
        here = self.user_of(token)
        if here is None or token is None:
            raise NotAllowed("You are signed out; sign in again.")
        own = taste_id == here.account_id
        entered = None if own else self._accounts.wards(here.account_id).get(taste_id)
        self._accounts.sessions.enter(_hash(token), entered.id if entered else None)
        return entered or self._accounts.get(taste_id)

    def share_examples(self, user: User, shares: bool) -> User:
        """Let what somebody rated and corrected be made into training examples, or no longer: then
        those that were made of it are removed everywhere. Each taste of an account says so for
        itself. Raises Refused for whoever keeps everything on this machine.
        """
        if shares and self._accounts.at_home.stays(user.id):
            raise Refused(
                "Examples may be sent away, and nothing of yours leaves this machine. "
                "Turn that off first."
            )
        changed = self._accounts.change(user.id, shares_examples=shares)
        if not shares:
            self._withdraw(user.id)
        return changed

    def stay_home(self, user: User, stays: bool) -> User:
        """Keep everything of somebody on this machine, or no longer. It holds at once and
        everywhere, for the tastes they keep too, and ends their consent to share examples.
        """
        for user_id in self._accounts.at_home.turn(user.id, stays):
            self._withdraw(user_id)
        return self._accounts.get(user.id)

    def _account_of(self, user_id: str) -> User:
        """The account behind an id, which may be of a taste. Raises NotFound."""
        user = self._accounts.get(user_id)
        return user if user.guardian_id is None else self._accounts.get(user.guardian_id)


def _checked(name: str) -> str:
    shown = name.strip()
    if not shown or len(shown) > _LONGEST_NAME or not shown.isprintable():
        raise Refused(f"A name has 1 to {_LONGEST_NAME} visible characters.")
    return shown


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
