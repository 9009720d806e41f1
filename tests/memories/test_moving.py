"""Another encoder without a pause: what is found by meaning is brought to it in the background,
goes on after a kill where it was, is served once it is whole, and forgets what is forgotten."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from flowery.memories import moving
from flowery.memories.intake import Draft
from flowery.models.spaces import Space
from flowery.storage.upkeep.erase import erase_user
from flowery.words.errors import ModelUnavailable
from flowery.words.settings import Settings
from flowery.words.vocabulary import User
from tests.conftest import OnceEmbedded
from tests.models.remote import WithRemote

if TYPE_CHECKING:
    from flowery.wiring import Flowery

SECRET = "The ferry to Tongyeong smelled of diesel and of tangerines that nobody ate."
AWAY = ModelUnavailable("The model endpoint did not answer in time: try again.", permanent=False)
NEVER = ModelUnavailable("This text is too long.", permanent=True)


@pytest.fixture
def remote(encoder: OnceEmbedded) -> WithRemote:
    return WithRemote(encoder)


@pytest.fixture
def house(settings: Settings, remote: WithRemote) -> Iterator[Flowery]:
    from flowery.wiring import open_flowery

    opened = open_flowery(settings.model_copy(update={"memories_per_day": 0}), remote)
    yield opened
    opened.close()


def keep(house: Flowery, user: User, text: str) -> str:
    memory = house.remember.keep(user.id, Draft(text=text)).memory
    assert house.remember.settle(user.id, memory.id).state == "done"
    return memory.id


def there(house: Flowery, remote: WithRemote) -> Space:
    return house.moving._spaces.open(remote.remote_encoder())


def memories_there(house: Flowery, remote: WithRemote) -> set[str]:
    return {memory_id for _, memory_id in there(house, remote).vectors.memories()}


def bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_it_is_served_from_the_moment_it_is_whole(
    house: Flowery, remote: WithRemote, iris: User, sage: User
) -> None:
    kept = {keep(house, iris, "Lilac at the gate."), keep(house, sage, "Tar and rope.")}
    before = house.moving.progress()
    assert before is not None
    assert (before.done, before.of, before.is_whole, before.is_served) == (0, 2, False, False)
    assert house.moving.run() == 2
    after = house.moving.progress()
    assert after is not None
    assert (after.done, after.of, after.is_whole, after.is_served) == (2, 2, True, True)
    assert memories_there(house, remote) == kept
    assert {user for user, text in remote.sent if "Lilac at" in text} == {iris.id}
    assert {user for user, text in remote.sent if "Tar and rope" in text} == {sage.id}
    sent = len(remote.sent)
    assert (house.moving.run(), len(remote.sent)) == (0, sent)
    later = keep(house, iris, "Cedar in the attic.")
    assert house.moving.run() == 1
    assert later in memories_there(house, remote)


def test_the_old_one_is_served_until_the_new_one_is_whole_and_going_back_is_instant(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    keep(house, iris, SECRET)
    house.moving.run()
    spaces = house.moving._spaces
    first = there(house, remote).vectors.space

    def stops(texts: Sequence[str], user_id: str | None) -> None:
        if user_id is not None:
            raise AWAY

    remote.far, remote.before = "farther", stops
    assert house.moving.run() == 0
    served = spaces.served()
    assert served is not None
    assert served.embedder == "far@models.test"
    remote.before = lambda _texts, _user_id: None
    assert house.moving.run() == 1
    served = spaces.served()
    assert served is not None
    assert served.embedder == "farther@models.test"
    house.moving.run()
    assert first not in house.vectors.spaces(), "what nobody is served from goes"
    remote.far = ""
    assert (spaces.served(), house.moving.run(), house.moving.progress()) == (None, 0, None)
    remote.far = "farther"
    assert spaces.served() is not None, "and forth again"
    remote.place = "elsewhere.test"
    assert spaces.served() is None, "of that name there is another one there"


def test_a_kill_in_the_middle_costs_nothing_that_was_done(
    house: Flowery, home: Path, iris: User, sage: User, basil: User
) -> None:
    for person in (iris, sage, basil):
        keep(house, person, f"Lilac at the gate of {person.name}.")
    run = [sys.executable, "-m", "tests.memories.mover", str(home)]
    killed = subprocess.run([*run, "2"], capture_output=True, text=True, check=False)
    assert killed.returncode == -9, killed.stderr
    stands = house.moving.progress()
    assert stands is not None
    assert (stands.done, stands.of, stands.has_perfumes, stands.is_served) == (2, 3, True, False)
    again = subprocess.run(run, capture_output=True, text=True, check=True)
    personal, all_of_it = map(int, again.stdout.split())
    assert personal == all_of_it == 2, "the line of facts and the words of one memory"
    stands = house.moving.progress()
    assert stands is not None
    assert (stands.done, stands.is_served) == (3, True), "and this process follows"


def test_notes_that_were_embedded_before_an_outage_are_not_sent_again(
    house: Flowery, remote: WithRemote
) -> None:
    def strike(_texts: Sequence[str], _user_id: str | None) -> None:
        if len(remote.sent) > 150:
            raise AWAY

    remote.before = strike
    assert house.moving.run() == 0
    waits = house.moving.progress()
    assert waits is not None
    assert (waits.has_perfumes, waits.reason) == (False, str(AWAY))
    remote.before = lambda _texts, _user_id: None
    house.moving.run()
    assert len(remote.sent) == len(set(remote.sent))
    done = house.moving.progress()
    assert done is not None
    assert (done.is_served, done.reason) == (True, "")


def test_what_is_forgotten_goes_from_both_to_the_last_byte(
    house: Flowery, remote: WithRemote, home: Path, iris: User, sage: User
) -> None:
    mine, other = keep(house, iris, SECRET), keep(house, iris, "Lilac at the gate of the school.")
    hers = keep(house, sage, "Rope and tar on the pier, in the rain.")
    house.moving.run()
    _, vectors = there(house, remote).vectors.chunks(iris.id, [mine])
    assert vectors[0].tobytes() in bytes_of(home)
    receipt = house.remember.forget(iris.id, mine)
    assert receipt.traces_found == 0
    left = bytes_of(home)
    assert vectors[0].tobytes()[:64] not in left
    assert b"nobody ate" not in left
    assert memories_there(house, remote) == {other, hers}
    assert erase_user(house, sage.id).traces_found == 0
    assert memories_there(house, remote) == {other}
    assert b"Rope and tar" not in bytes_of(home)


def test_what_is_changed_is_embedded_again(house: Flowery, remote: WithRemote, iris: User) -> None:
    memory_id = keep(house, iris, SECRET)
    house.moving.run()
    house.remember.edit(iris.id, memory_id, text="Cedar in the attic.")
    assert memories_there(house, remote) == set()
    house.remember.settle(iris.id, memory_id)
    assert house.moving.run() == 1
    chunks, _ = there(house, remote).vectors.chunks(iris.id)
    assert SECRET not in {chunk.text for chunk in chunks}
    smell = next(s for s in house.remember.smells(iris.id, memory_id) if s.note)
    house.remember.correct(iris.id, memory_id, smell, "strike")
    assert memories_there(house, remote) == set()
    assert house.moving.run() == 1


@pytest.mark.parametrize("act", ["forgotten", "edited", "kept at home"])
def test_what_happens_while_it_is_embedded_counts(
    house: Flowery, remote: WithRemote, iris: User, home: Path, act: str
) -> None:
    memory_id = keep(house, iris, SECRET)

    def meanwhile(_texts: Sequence[str], user_id: str | None) -> None:
        if user_id is None or remote.before is not meanwhile:
            return
        remote.before = lambda _texts, _user_id: None
        match act:
            case "forgotten":
                house.remember.forget(iris.id, memory_id)
            case "edited":
                house.remember.edit(iris.id, memory_id, text="Cedar in the attic.")
                house.remember.settle(iris.id, memory_id)
            case _:
                house.people.stay_home(iris, True)

    remote.before = meanwhile
    assert house.moving.run() == 0
    assert memories_there(house, remote) == set()
    assert (b"nobody ate" in bytes_of(home / "lance")) is (act == "kept at home")


def test_whoever_keeps_everything_here_is_left_out_and_taken_out(
    house: Flowery, remote: WithRemote, iris: User, sage: User
) -> None:
    keep(house, iris, SECRET)
    hers = keep(house, sage, "Rope and tar.")
    house.people.stay_home(iris, True)
    house.moving.run()
    assert {user for user, _ in remote.personal} == {sage.id}
    assert memories_there(house, remote) == {hers}
    house.people.stay_home(iris, False)
    assert house.moving.run() == 1
    house.people.stay_home(iris, True)
    assert house.moving.run() == 0
    assert memories_there(house, remote) == {hers}
    stands = house.moving.progress()
    assert stands is not None
    assert (stands.done, stands.of) == (1, 1)


def test_one_text_that_is_not_taken_keeps_no_other_waiting(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    keep(house, iris, SECRET)
    fine = keep(house, iris, "Lilac at the gate.")

    def picky(texts: Sequence[str], _user_id: str | None) -> None:
        if any("ferry" in text for text in texts):
            raise NEVER

    remote.before = picky
    assert house.moving.run() == 1
    assert memories_there(house, remote) == {fine}
    stands = house.moving.progress()
    assert stands is not None
    assert (stands.done, stands.of, stands.refused, stands.is_whole) == (1, 2, 1, True)


def test_a_key_that_is_not_taken_any_more_refuses_nobodys_text(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    house.moving.run()
    keep(house, iris, SECRET)
    remote.outage = NEVER
    assert house.moving.run() == 0
    waits = house.moving.progress()
    assert waits is not None
    assert (waits.refused, waits.reason, waits.is_whole) == (0, str(NEVER), False)
    remote.outage = None
    assert house.moving.run() == 1


def test_long_texts_are_cut_before_they_are_sent(
    house: Flowery, remote: WithRemote, iris: User
) -> None:
    keep(house, iris, "Lilac at the gate, and tar on the pier. " * 300)
    house.moving.run()
    assert max(len(text) for _, text in remote.sent) <= moving._LONGEST
