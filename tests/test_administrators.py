"""Every act of an administrator, tried as everybody who is none.

The acts are found in the sources: whatever takes an `administrator` and is called from outside its
class has to stand in the table below, so that a new one cannot be forgotten.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from flowery.learning.tuning.schedule import Schedule
from flowery.memories.intake import Draft, Upload as GivenFile
from flowery.models.connections import Draft as Connected
from flowery.models.usage import Caps
from flowery.perfumery.importing.desk import Upload
from flowery.perfumery.weighing import MEASURED
from flowery.storage import schema
from flowery.storage.examples import Wanted
from flowery.storage.tables import Tables
from flowery.ui import session
from flowery.ui.collection import file as collection_file
from flowery.wiring import Flowery
from flowery.words.errors import FloweryError
from flowery.words.vocabulary import User

ROOT = Path(__file__).parents[1]
OUTSIDE = "../../../../../../../../etc/passwd"
"""Every id and name below is one that would lead out of the home, were it ever taken for a path."""

FILE = Upload(OUTSIDE, OUTSIDE)
ENDPOINT = Connected(address=f"http://127.0.0.1:9/{OUTSIDE}")
COLUMNS = {"Brand": "brand", "Name": "name"}

Act = Callable[[Flowery, User], object]

ACTS: dict[str, Act] = {
    "People.open_registration": lambda f, who: f.people.open_registration(who, is_open=False),
    "People.make_admin": lambda f, who: f.people.make_admin(who, OUTSIDE, is_admin=True),
    "People.lift_limit": lambda f, who: f.people.lift_limit(who, OUTSIDE, 9),
    "Connections.standing": lambda f, who: f.connections.standing(who, OUTSIDE),
    "Connections.keep": lambda f, who: f.connections.keep(who, ENDPOINT),
    "Connections.would_be": lambda f, who: f.connections.would_be(who, ENDPOINT),
    "Connections.forget_key": lambda f, who: f.connections.forget_key(who),
    "Connections.endings": lambda f, who: f.connections.endings(who),
    "Probing.probe": lambda f, who: f.probing.probe(who, ENDPOINT),
    "Spending.set_caps": lambda f, who: f.spending.set_caps(who, Caps(day=1.0)),
    "Spending.typed_caps": lambda f, who: f.spending.typed_caps(who),
    "Spending.report": lambda f, who: f.spending.report(who, 28),
    "Spending.departures": lambda f, who: f.spending.departures(who),
    "Moving.report": lambda f, who: f.moving.report(who),
    "Weighing.keep": lambda f, who: f.weighing.keep(who, MEASURED),
    "Weighing.forget": lambda f, who: f.weighing.forget(who),
    "Desk.hand_in": lambda f, who: f.desk.hand_in(who, OUTSIDE, b"brand,name\nRose,Rain\n"),
    "Desk.header": lambda f, who: f.desk.header(who, FILE),
    "Desk.preview": lambda f, who: f.desk.preview(who, FILE, COLUMNS),
    "Desk.try_out": lambda f, who: f.desk.try_out(who, FILE, COLUMNS),
    "Desk.begin": lambda f, who: f.desk.begin(who, FILE, COLUMNS),
    "Desk.go_on": lambda f, who: f.desk.go_on(who, OUTSIDE),
    "Desk.let_go": lambda f, who: f.desk.let_go(who, OUTSIDE),
    "Desk.refused": lambda f, who: f.desk.refused(who, OUTSIDE),
    "Desk.say_note": lambda f, who: f.desk.say_note(who, "a new note", OUTSIDE),
    "Comparing.begin": lambda f, who: f.comparing.begin(who, OUTSIDE, OUTSIDE),
    "Comparing.stop": lambda f, who: f.comparing.stop(who, OUTSIDE),
    "Comparing.all": lambda f, who: f.comparing.all(who),
    "Comparing.has_changed": lambda f, who: f.comparing.has_changed(who, OUTSIDE),
    "Comparing.offered": lambda f, who: f.comparing.offered(who),
    "Evaluation.begin": lambda f, who: f.evaluation.begin(who, "own"),
    "Evaluation.readers": lambda f, who: f.evaluation.readers(who),
    "Evaluation.reports": lambda f, who: f.evaluation.reports(who),
    "Evaluation.findings": lambda f, who: f.evaluation.findings(who, OUTSIDE),
    "Evaluation.differences": lambda f, who: f.evaluation.differences(who, OUTSIDE, OUTSIDE),
    "Evaluation.download": lambda f, who: f.evaluation.download(who, OUTSIDE, "csv"),
    "Evaluation.forget": lambda f, who: f.evaluation.forget(who, OUTSIDE),
    "Review.queue": lambda f, who: f.examples.review.queue(who, Wanted()),
    "Review.counts": lambda f, who: f.examples.review.counts(who),
    "Review.look": lambda f, who: f.examples.review.look(who, OUTSIDE),
    "Review.say": lambda f, who: f.examples.review.say(who, OUTSIDE, "accepted"),
    "Review.edit": lambda f, who: f.examples.review.edit(who, OUTSIDE, "?", "!"),
    "Review.hide": lambda f, who: f.examples.review.hide(who, OUTSIDE, "Maria"),
    "Review.ask_second": lambda f, who: f.examples.review.ask_second(who, OUTSIDE),
    "Review.agreement": lambda f, who: f.examples.review.agreement(who),
    "Examples.frozen": lambda f, who: f.examples.frozen(who, OUTSIDE),
    "Sets.every": lambda f, who: f.examples.sets.every(who),
    "Sets.planned": lambda f, who: f.examples.sets.planned(who),
    "Sets.freeze": lambda f, who: f.examples.sets.freeze(who),
    "Sets.frozen": lambda f, who: f.examples.sets.frozen(who, OUTSIDE),
    "Exports.export": lambda f, who: f.examples.exports.export(who, OUTSIDE, "sft"),
    "Tuning.absent": lambda f, who: f.tuning.absent(who, "few_shot"),
    "Tuning.begin": lambda f, who: f.tuning.begin(who, "few_shot", OUTSIDE),
    "Tuning.cancel": lambda f, who: f.tuning.cancel(who, OUTSIDE),
    "Tuning.jobs": lambda f, who: f.tuning.jobs(who),
    "Tuning.log": lambda f, who: f.tuning.log(who, OUTSIDE),
    "Tuning.models": lambda f, who: f.tuning.models(who),
    "Tuning.model": lambda f, who: f.tuning.model(who, OUTSIDE),
    "Tuning.activate": lambda f, who: f.tuning.activate(who, OUTSIDE, "because"),
    "Tuning.stop_using": lambda f, who: f.tuning.stop_using(who, "few_shot"),
    "Tuning.back": lambda f, who: f.tuning.back(who, OUTSIDE),
    "Tuning.can_go_back": lambda f, who: f.tuning.can_go_back(who, OUTSIDE),
    "Tuning.used": lambda f, who: f.tuning.used(who, OUTSIDE),
    "Tuning.history": lambda f, who: f.tuning.history(who),
    "Tuning.schedule": lambda f, who: f.tuning.schedule(who),
    "Tuning.set_schedule": lambda f, who: f.tuning.set_schedule(who, Schedule()),
    "Tuning.approved": lambda f, who: f.tuning.approved(who),
    "Prompts.editions": lambda f, who: f.tuning.prompts.editions(who, OUTSIDE),
    "Prompts.uses": lambda f, who: f.tuning.prompts.uses(who),
    "Prompts.in_use": lambda f, who: f.tuning.prompts.in_use(who, OUTSIDE),
    "Prompts.add": lambda f, who: f.tuning.prompts.add(who, OUTSIDE, "words", {}),
    "Prompts.use": lambda f, who: f.tuning.prompts.use(who, OUTSIDE, 2),
}


def taking_an_administrator() -> Iterator[str]:
    """ "Class.method" of every public method with a parameter `administrator`, from the sources."""
    for path in sorted((ROOT / "flowery").rglob("*.py")):
        if path.is_relative_to(ROOT / "flowery/ui"):
            continue  # drawing; whatever it changes goes through one of these
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                yield from (f"{node.name}.{act}" for act in acts_of(node))
            elif isinstance(node, ast.FunctionDef) and wants_administrator(node):
                yield node.name


def acts_of(found: ast.ClassDef) -> Iterator[str]:
    for node in found.body:
        is_public = isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
        if is_public and wants_administrator(node):
            yield node.name


def wants_administrator(function: ast.FunctionDef) -> bool:
    arguments = (*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs)
    return any(argument.arg == "administrator" for argument in arguments)


@pytest.fixture
def gift(flowery: Flowery, basil: User) -> User:
    """A taste that the administrator keeps."""
    return flowery.people.add_taste(basil, "For Mum")


@pytest.fixture
def anybody(flowery: Flowery, basil: User, iris: User, sage: User, gift: User) -> dict[str, User]:
    """Whoever is no administrator, by what they are; another one holds the house meanwhile."""
    tables = flowery.tables
    forgotten = tables.accounts.add("Rue", None, is_admin=True)
    tables.accounts.erase(forgotten.id)
    tables.accounts.make_admin(sage.id, is_admin=True)
    tables.accounts.change(basil.id, is_admin=False)
    return {
        "a stranger": replace(basil, id="u_none"),
        "a person": iris,
        "a person who says they are one": replace(iris, is_admin=True),
        "a demoted administrator with an old session": basil,
        "a taste of an administrator": replace(gift, is_admin=True),
        "an administrator who is forgotten": forgotten,
        "the example person": tables.accounts.add("Hana (example)", None, is_example=True),
    }


def everything(tables: Tables) -> dict[str, list[Any]]:
    """Every row of the home."""
    with tables.database.read() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in schema.metadata.sorted_tables
        }


def outcome(act: Act, flowery: Flowery, who: User) -> str:
    try:
        act(flowery, who)
    except FloweryError as error:
        return type(error).__name__
    return "done"


def test_every_act_of_an_administrator_stands_in_the_table() -> None:
    assert set(taking_an_administrator()) == set(ACTS)


def test_a_new_act_is_seen() -> None:
    source = "class Desk:\n    def burn(self, administrator: User, page: str) -> None: ...\n"
    (desk,) = ast.parse(source).body
    assert isinstance(desk, ast.ClassDef)
    assert list(acts_of(desk)) == ["burn"]


def test_nobody_but_an_administrator_does_any_of_it(
    flowery: Flowery, anybody: dict[str, User]
) -> None:
    before = everything(flowery.tables)
    done = [
        f"{name}, {what}: {said}"
        for what, who in anybody.items()
        for name, act in ACTS.items()
        if (said := outcome(act, flowery, who)) != "NotAllowed"
    ]
    assert done == []
    assert everything(flowery.tables) == before
    assert not list(flowery.settings.folder.glob("imports/*"))


def test_an_administrator_may_do_all_of_it(flowery: Flowery, basil: User, gift: User) -> None:
    said = {name: outcome(act, flowery, basil) for name, act in ACTS.items()}
    assert [name for name, outcome in said.items() if outcome == "NotAllowed"] == []
    assert sum(outcome == "done" for outcome in said.values()) > len(ACTS) / 3


def test_a_promoted_person_may_at_once_and_a_demoted_one_no_longer(
    flowery: Flowery, basil: User, iris: User
) -> None:
    flowery.people.make_admin(basil, iris.id, is_admin=True)
    assert outcome(ACTS["Spending.report"], flowery, iris) == "done"
    flowery.people.make_admin(iris, basil.id, is_admin=False)
    assert outcome(ACTS["Spending.report"], flowery, basil) == "NotAllowed"


class Opened:
    """Which files this process opens, while it looks."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self._looks = False
        sys.addaudithook(self._heard)

    def __enter__(self) -> Opened:
        self._looks = True
        return self

    def __exit__(self, *_error: object) -> None:
        self._looks = False

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self._looks and event in ("open", "os.listdir", "os.rename", "os.remove", "os.mkdir"):
            self.paths += [str(one) for one in arguments if isinstance(one, str | bytes | Path)]


@pytest.fixture(scope="module")
def opened() -> Opened:
    """A hook of the interpreter cannot be taken off again, so there is one."""
    return Opened()


def test_an_open_file_is_heard(opened: Opened, tmp_path: Path) -> None:
    with opened:
        (tmp_path / "heard").write_text("yes")
    assert str(tmp_path / "heard") in opened.paths


def test_no_id_that_an_administrator_sends_is_opened_as_a_path(
    flowery: Flowery, basil: User, opened: Opened
) -> None:
    with opened:
        for act in ACTS.values():
            outcome(act, flowery, basil)
    assert [path for path in opened.paths if "passwd" in path] == []


NAMES = (OUTSIDE, "/etc/passwd", "passwd/..", "..", "", "passwd\0.csv", "C:\\passwd", "passwd")


def test_no_name_of_a_file_from_a_browser_is_opened_as_a_path(
    flowery: Flowery, basil: User, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "opened", lambda: flowery)
    photo = (ROOT / "data/example/orange_peel.webp").read_bytes()
    table = b"brand,name,status\nGuerlain,Shalimar,owned\n"
    flowery.tables.accounts.change(basil.id, memories_per_day=0)
    with opened:
        for name in NAMES:
            draft = Draft(text=f"rain, {name!r}", files=(GivenFile(name, photo),))
            kept = flowery.remember.keep(basil.id, draft)
            flowery.remember.settle(basil.id, kept.memory.id)
            flowery.desk.header(basil, flowery.desk.hand_in(basil, name, table))
            assert collection_file._read(basil, name, table).read == 1
    assert [path for path in opened.paths if "passwd" in path or "/.." in path] == []
