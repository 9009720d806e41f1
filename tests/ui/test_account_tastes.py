"""The part Tastes of the account, and the line above every page that says whose taste it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from flowery.memories.intake import Draft
from flowery.wiring import Flowery
from flowery.words.vocabulary import User
from tests.ui.conftest import ROOT, ComeAs

Open = Callable[..., AppTest]


@pytest.fixture
def mum(house: Flowery, iris: User) -> User:
    return house.people.add_taste(iris, "For *Mum*")


@pytest.fixture
def at(come_as: ComeAs) -> Open:
    """Opens a page of the whole app for somebody; their token lies in `at.token`."""

    def opened(person: User, page: str = "account", **opened_there: str) -> AppTest:
        opened.token = come_as(person)  # type: ignore[attr-defined]
        app = AppTest.from_file(str(ROOT / "flowery/ui/main.py"), default_timeout=30).run()
        for name, value in opened_there.items():
            app.query_params[name] = value
        app.switch_page(f"../../pages/{page}.py").run()
        assert not app.exception
        return app

    return opened


def words_on(app: AppTest) -> str:
    shown = (app.title, app.subheader, app.markdown, app.info, app.error, app.success)
    said = [element.value for kind in shown for element in kind]
    return "\n".join([*said, *(piece.proto.body for piece in app.get("html"))])


def labelled(elements: object, label: str) -> object:
    (found,) = [one for one in elements if one.label == label]  # type: ignore[attr-defined]
    return found


def test_whoever_keeps_no_taste_sees_no_line(house: Flowery, iris: User, at: Open) -> None:
    house.remember.keep(iris.id, Draft(text="The orange peel on the stove."))
    app = at(iris, "home")
    assert "kept apart" not in words_on(app)
    assert not [one for one in app.button if str(one.key).startswith("enter_taste")]
    assert "gift" in "".join(link.proto.label for link in app.get("page_link"))


def test_a_gift_is_begun_in_one_form_and_one_is_in_it(house: Flowery, iris: User, at: Open) -> None:
    app = at(iris, part="tastes")
    labelled(app.text_input, "What should it be called?").input("For Mum")
    labelled(app.button, "Begin").click().run()
    assert not app.exception
    (mum,) = house.people.tastes(iris)
    assert house.people.user_of(at.token) == mum  # type: ignore[attr-defined]
    assert "This is the taste “For Mum”, kept apart from yours." in words_on(app)
    assert "Nothing is written here yet." in words_on(app)
    assert app.title[0].value == "Remember"


def test_every_page_says_whose_taste_it_is(house: Flowery, mum: User, at: Open) -> None:
    pages = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
    open_to_people = [page for page in pages if page not in ADMINISTRATORS]
    assert {"home", "ask", "profile", "memories", "graph"} <= set(open_to_people)
    for page in open_to_people:
        assert "This is the taste “For \\*Mum\\*”" in words_on(at(mum, page)), page


ADMINISTRATORS = {
    path.stem for path in (ROOT / "pages").glob("*.py") if "require_admin" in path.read_text()
}


def test_one_goes_back_to_ones_own(house: Flowery, iris: User, mum: User, at: Open) -> None:
    app = at(mum, "home")
    app.button(key=f"enter_taste_{iris.id}").click().run()
    assert not app.exception
    assert house.people.user_of(at.token) == iris  # type: ignore[attr-defined]
    assert "kept apart from yours" not in words_on(app)
    assert app.button(key=f"enter_taste_{iris.id}").disabled
    app.button(key=f"enter_taste_{mum.id}").click().run()
    assert house.people.user_of(at.token) == mum  # type: ignore[attr-defined]


def test_what_is_unsent_does_not_follow_into_another_taste(
    house: Flowery, iris: User, mum: User, at: Open
) -> None:
    app = at(iris, "home")
    app.session_state["draft_of_mine"] = "a secret"
    app.button(key=f"enter_taste_{mum.id}").click().run()
    assert "draft_of_mine" not in app.session_state


def test_a_memory_of_ones_own_is_not_in_the_gift(
    house: Flowery, iris: User, mum: User, at: Open
) -> None:
    house.remember.keep(iris.id, Draft(text="The orange peel on the stove."))
    assert "orange" in words_on(at(iris, "memories"))
    assert "orange" not in words_on(at(mum, "memories"))


def test_a_taste_is_renamed(house: Flowery, iris: User, mum: User, at: Open) -> None:
    app = at(iris)
    fields = [one for one in app.text_input if one.label == "What should it be called?"]
    assert [one.value for one in fields] == ["", "For *Mum*"]
    fields[1].input("For my mother")
    [one for one in app.button if one.label == "Save"][-1].click().run()
    assert [taste.name for taste in house.people.tastes(iris)] == ["For my mother"]


def test_forgetting_a_taste_takes_its_name(house: Flowery, iris: User, mum: User, at: Open) -> None:
    house.learning.dislike(mum.id, "rose", "veto")
    app = at(iris)
    typed = labelled(app.text_input, "Type its name, For \\*Mum\\*, to confirm")
    typed.input("Iris")
    labelled(app.button, "Forget this taste").click().run()
    assert [error.value for error in app.error] == ["That is not its name. Nothing was forgotten."]
    labelled(app.text_input, "Type its name, For \\*Mum\\*, to confirm").input("For *Mum*")
    labelled(app.button, "Forget this taste").click().run()
    assert house.people.tastes(iris) == ()
    assert ["is forgotten" in toast.value for toast in app.toast] == [True]


def test_the_taste_one_is_in_is_forgotten_and_one_is_at_home_again(
    house: Flowery, iris: User, mum: User, at: Open
) -> None:
    app = at(mum)
    first, second = (
        one for one in app.text_input if one.label == "Type its name, For \\*Mum\\*, to confirm"
    )
    assert first.label == second.label
    second.input("For *Mum*")
    [one for one in app.button if one.label == "Forget this taste"][1].click().run()
    assert ["traces found: 0" in said.value for said in app.success] == [True]
    assert house.people.user_of(at.token) == iris  # type: ignore[attr-defined]
    assert house.people.tastes(iris) == ()


def test_the_account_of_a_taste_is_its_guardians(
    house: Flowery, iris: User, mum: User, at: Open
) -> None:
    app = at(mum)
    assert "You are here as Iris, in the taste “For \\*Mum\\*”." in words_on(app)
    assert "here, since" in words_on(app)
    assert "Forget me" not in [one.label for one in app.button]


def test_forgetting_oneself_says_that_the_tastes_go_too(
    house: Flowery, iris: User, mum: User, at: Open
) -> None:
    app = at(iris)
    assert "The tastes you keep for others are erased with it." in words_on(app)
    labelled(app.text_input, "Type your name, Iris, to confirm").input("Iris")
    labelled(app.button, "Forget me").click().run()
    assert house.tables.accounts.list() == ()


def test_an_administrator_has_no_house_in_a_taste(house: Flowery, basil: User, at: Open) -> None:
    gift = house.people.add_taste(basil, "For Mum")
    assert "This house" not in [tab.label for tab in at(gift).tabs]
    people = labelled(at(basil).selectbox, "Person")
    assert people.options == ["Basil"]


def test_the_example_diary_begins_no_taste(house: Flowery, at: Open) -> None:
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    app = at(example)
    labelled(app.text_input, "What should it be called?").input("For Mum")
    labelled(app.button, "Begin").click().run()
    assert "to look at only" in app.error[0].value
    assert house.people.tastes(example) == ()


def test_sharing_is_off_until_it_is_turned_on_and_each_taste_says_so_for_itself(
    house: Flowery, iris: User, mum: User, at: Open
) -> None:
    app = at(iris)
    switch = app.toggle(key=f"shares_examples_{iris.id}")
    assert switch.value is False
    switch.set_value(True).run()
    assert house.tables.accounts.get(iris.id).shares_examples
    assert not house.tables.accounts.get(mum.id).shares_examples
    app.toggle(key=f"shares_examples_{iris.id}").set_value(False).run()
    assert not house.tables.accounts.get(iris.id).shares_examples


def test_the_example_person_shares_nothing(house: Flowery, at: Open) -> None:
    example = house.tables.accounts.add("Hana (example)", None, is_example=True)
    app = at(example)
    app.toggle(key=f"shares_examples_{example.id}").set_value(True).run()
    assert "to look at only" in app.error[0].value
    assert not house.tables.accounts.get(example.id).shares_examples


def test_what_would_be_shared_is_shown_with_names_replaced(
    house: Flowery, iris: User, at: Open
) -> None:
    draft = Draft(text="My aunt Zdenka's cedar chest. I loved the cedar.", people=("Zdenka",))
    kept = house.remember.keep(iris.id, draft).memory
    house.remember.settle(iris.id, kept.id)
    answer = house.advice.ask(iris.id, "something like the cedar chest of my aunt Zdenka")
    house.learning.rate(iris.id, answer.question_id, 5)
    app = at(iris)
    app.toggle(key=f"shares_examples_{iris.id}").set_value(True).run()
    assert "None is made of yours yet" in words_on(app)
    assert house.examples.gather() == 1
    assert "1 example is made of yours now." in words_on(at(iris))
    (made,) = house.examples.own(iris.id)
    assert "Zdenka" not in repr(made)
    at(iris).toggle(key=f"shares_examples_{iris.id}").set_value(False).run()
    assert house.examples.own(iris.id) == ()
