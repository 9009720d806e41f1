"""The page Account: what is set is kept, what is ruled out is listed, what is forgotten is gone."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict

import pytest
from streamlit.testing.v1 import AppTest

from flowery.collection import BottleFacts
from flowery.ui import door
from flowery.ui.account import takeaway
from flowery.wiring import Flowery
from flowery.words.vocabulary import Attachment, User
from tests.conftest import PASSWORD
from tests.ui.conftest import ROOT, ComeAs

NEW = "another long sentence"


@pytest.fixture
def account(house: Flowery, come_as: ComeAs) -> Callable[[User], AppTest]:
    def opened(user: User) -> AppTest:
        come_as(user)
        app = AppTest.from_file(str(ROOT / "pages/account.py"), default_timeout=30).run()
        assert not app.exception
        return app

    return opened


def labelled(elements: object, label: str) -> object:
    (found,) = [one for one in elements if one.label == label]  # type: ignore[attr-defined]
    return found


def errors(app: AppTest) -> list[str]:
    return [error.value for error in app.error]


def test_preferences_are_kept(
    house: Flowery, iris: User, account: Callable[[User], AppTest]
) -> None:
    app = account(iris)
    labelled(app.selectbox, "Language").set_value("ko")
    labelled(app.selectbox, "Time zone").set_value("Asia/Seoul")
    labelled(app.selectbox, "How strong a perfume may be").set_value("light")
    labelled(app.number_input, "The most a bottle may cost, in euros").set_value(80.0)
    labelled(app.button, "Save").click().run()
    assert not app.exception
    assert [toast.value for toast in app.toast] == ["저장했어요."]
    kept = house.tables.accounts.get(iris.id)
    assert (kept.language, kept.time_zone) == ("ko", "Asia/Seoul")
    assert (kept.intensity, kept.budget_max) == ("light", 80.0)


def test_a_note_is_ruled_out_on_one_side_and_layer_and_taken_back(
    house: Flowery, iris: User, account: Callable[[User], AppTest]
) -> None:
    app = account(iris)
    app.selectbox(key="dislike_subject_0").set_value("note:rose").run()
    app.selectbox(key="dislike_facet_rose").set_value("honeyed")
    app.selectbox(key="dislike_layer_rose").set_value("base")
    app.button(key="dislike_keep").click().run()
    (kept,) = house.tables.of(iris.id).tastes.dislikes()
    assert (kept.subject, kept.level) == ("note:rose", "veto")
    assert (kept.facet, kept.layer) == ("honeyed", "base")
    app.button(key=f"relent_{kept.id}").click().run()
    assert house.tables.of(iris.id).tastes.dislikes() == ()


def test_a_whole_direction_is_ruled_out(
    house: Flowery, iris: User, account: Callable[[User], AppTest]
) -> None:
    app = account(iris)
    app.selectbox(key="dislike_subject_0").set_value("axis:gourmand").run()
    app.button(key="dislike_keep").click().run()
    (kept,) = house.tables.of(iris.id).tastes.dislikes()
    assert (kept.subject, kept.level) == ("axis:gourmand", "veto")


def test_a_note_is_found_by_either_language(iris: User, account: Callable[[User], AppTest]) -> None:
    options = account(iris).selectbox(key="dislike_subject_0").options
    assert any("Rose" in one and "장미" in one for one in options)


def test_an_allergy_is_to_all_of_a_note(
    house: Flowery, iris: User, account: Callable[[User], AppTest]
) -> None:
    app = account(iris)
    app.selectbox(key="dislike_subject_0").set_value("note:rose").run()
    app.segmented_control(key="dislike_level").set_value("allergy").run()
    assert [one.key for one in app.selectbox if "_rose" in (one.key or "")] == []
    app.button(key="dislike_keep").click().run()
    (kept,) = house.tables.of(iris.id).tastes.dislikes()
    assert (kept.level, kept.facet, kept.layer) == ("allergy", "", None)


def test_the_sides_of_a_note_are_said_in_korean(
    house: Flowery, iris: User, come_as: ComeAs
) -> None:
    house.tables.accounts.change(iris.id, language="ko")
    house.learning.dislike(iris.id, "rose", "avoid", "honeyed")
    come_as(iris)
    app = AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=30).run()
    app.switch_page(str(ROOT / "pages/account.py")).run()
    row = next(text.value for text in app.markdown if "장미" in text.value)
    assert "honeyed" not in row


def change(app: AppTest, old: str, new: str, again: str) -> None:
    labelled(app.text_input, "Present password").input(old)
    labelled(app.text_input, "New password").input(new)
    labelled(app.text_input, "New password once more").input(again)
    labelled(app.button, "Change password").click().run()


def test_another_password_ends_the_old_session_and_hands_out_a_new_one(
    house: Flowery,
    iris: User,
    account: Callable[[User], AppTest],
    come_as: ComeAs,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    handed: list[str] = []
    monkeypatch.setattr(door.tickets, "issue", lambda token: handed.append(token) or "a1")
    app = account(iris)
    old = come_as(iris)
    change(app, PASSWORD, NEW, NEW)
    assert errors(app) == []
    assert house.people.user_of(old) is None
    assert house.people.user_of(handed[0]) is not None
    assert house.people.sign_in("Iris", NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        ("not the present one", NEW, NEW, "not your present password"),
        (PASSWORD, NEW, NEW + "s", "not the same"),
        (PASSWORD, "too short", "too short", "at least 12"),
    ],
)
def test_a_refused_password_is_told_why(
    house: Flowery,
    iris: User,
    account: Callable[[User], AppTest],
    old: str,
    new: str,
    again: str,
    said: str,
) -> None:
    app = account(iris)
    change(app, old, new, again)
    assert len(errors(app)) == 1
    assert said in errors(app)[0]
    assert house.people.sign_in("Iris", PASSWORD)


def test_every_living_session_is_listed(
    house: Flowery, iris: User, sage: User, account: Callable[[User], AppTest]
) -> None:
    house.people.open_session(iris.id)
    house.people.sign_out(house.people.open_session(iris.id))
    house.people.open_session(sage.id)
    said = "".join(piece.proto.body for piece in account(iris).get("html"))
    assert said.count(">here, since ") == said.count(">elsewhere, since ") == 1


def test_forgetting_takes_ones_own_name(
    house: Flowery, iris: User, account: Callable[[User], AppTest]
) -> None:
    app = account(iris)
    labelled(app.text_input, "Type your name, Iris, to confirm").input("Basil")
    labelled(app.button, "Forget me").click().run()
    assert errors(app) == ["That is not your name. Nothing was forgotten."]
    assert house.tables.accounts.get(iris.id) == iris


def test_forgetting_leaves_nothing(
    house: Flowery, iris: User, account: Callable[[User], AppTest], come_as: ComeAs
) -> None:
    house.learning.dislike(iris.id, "rose", "veto")
    app = account(iris)
    token = come_as(iris)
    labelled(app.text_input, "Type your name, Iris, to confirm").input("Iris")
    labelled(app.button, "Forget me").click().run()
    assert errors(app) == []
    assert iris not in house.tables.accounts.list()
    assert house.people.user_of(token) is None


def test_only_an_administrator_sees_the_house(
    iris: User, basil: User, account: Callable[[User], AppTest]
) -> None:
    assert "This house" in [tab.label for tab in account(basil).tabs]
    assert "This house" not in [tab.label for tab in account(iris).tabs]


def test_the_administrator_closes_the_house(
    house: Flowery, basil: User, account: Callable[[User], AppTest]
) -> None:
    account(basil).toggle(key="registration_open").set_value(False).run()
    assert not house.people.is_open()


def test_the_administrator_lifts_a_limit(
    house: Flowery, iris: User, basil: User, account: Callable[[User], AppTest]
) -> None:
    app = account(basil)
    labelled(app.selectbox, "Person").set_value(iris)
    labelled(app.number_input, "How many a day; 0 for any number").set_value(0)
    [one for one in app.button if one.label == "Save"][-1].click().run()
    assert [one.value for one in app.success] == ["Saved for Iris."]


def test_the_example_person_changes_nothing(
    house: Flowery, account: Callable[[User], AppTest]
) -> None:
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    app = account(example)
    labelled(app.selectbox, "Language").set_value("ko")
    labelled(app.button, "Save").click().run()
    assert "to look at only" in errors(app)[0]
    assert house.tables.accounts.get(example.id) == example


def test_what_is_taken_along_is_ones_own_and_whole(house: Flowery, iris: User, sage: User) -> None:
    house.learning.dislike(iris.id, "rose", "veto")
    house.learning.dislike(sage.id, "musk", "veto")
    with zipfile.ZipFile(io.BytesIO(takeaway.packed(house, iris))) as archive:
        everything = json.loads(archive.read("flowery.json"))
    assert everything["account"]["name"] == "Iris"
    assert [row["subject"] for row in everything["dislikes"]] == ["note:rose"]
    rest = {"memories", "smells", "corrections", "questions", "stars", "perfumes"}
    rest |= {"bottles", "wears", "ratings", "struck", "taught", "training_examples"}
    assert set(everything) == {"account", "dislikes"} | rest


def test_a_collection_is_taken_along_with_its_photos(house: Flowery, iris: User) -> None:
    photo = (ROOT / "data/example/orange_peel.webp").read_bytes()
    facts = BottleFacts("bottle", 50.0, note="from Eunjung")
    bottle = house.collection.add(iris.id, "guerlain-shalimar", facts, photo)
    house.collection.wear(iris.id, "guerlain-shalimar")
    house.collection.rate(iris.id, "guerlain-shalimar", "takes_back", 5)
    house.learning.react(iris.id, "mugler-angel", "declined", "only sugar")
    with zipfile.ZipFile(io.BytesIO(takeaway.packed(house, iris))) as archive:
        everything = json.loads(archive.read("flowery.json"))
        shown = archive.read(f"originals/{bottle.id}.jpg")
    assert shown == house.collection.photo(iris.id, bottle.id)
    assert [row["note"] for row in everything["bottles"]] == ["from Eunjung"]
    assert [row["stars"] for row in everything["ratings"]] == [5]
    assert len(everything["wears"]) == 1
    assert "only sugar" in {row["reason"] for row in everything["perfumes"]}


def test_a_file_name_is_never_a_path_in_the_zip() -> None:
    given = Attachment("a_1", "m_1", 0, "photo", "image/../../sh", "../../.bashrc", 1, "0" * 64)
    assert takeaway.original_name(given) == "originals/a_1.sh"
    assert asdict(given)["name"] == "../../.bashrc"
