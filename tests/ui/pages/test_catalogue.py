"""The page *Catalogue*: who may see it, the way of a table from the hand to the catalogue, what
stopped, and new notes.
"""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from flowery.perfumery.importing import guessed_columns
from flowery.ui import session
from flowery.wiring import Flowery
from flowery.words.errors import Refused
from flowery.words.vocabulary import User
from tests.ui.pages.conftest import Show, links, steady, told

TABLE = (
    "maison;name;year;notes\nHouse of Iris;Wet Slate;2019;Petrichor, Moon Dust\n"
    "House of Iris;Paper Rain;1533;Rose\nGuerlain;Shalimar;1925;\n"
)
PLAIN = TABLE.replace("maison", "brand")


def begun(house: Flowery, user: User, content: str = PLAIN) -> str:
    upload = house.desk.hand_in(user, "mine.csv", content.encode())
    columns = guessed_columns(content.splitlines()[0].split(";"))
    return house.desk.begin(user, upload, columns).id


def brought(house: Flowery, user: User, content: str = PLAIN) -> None:
    begun(house, user, content)
    session.worker().bring_waiting()
    session.worker().follow_catalogue()


def given(app: AppTest, content: str, name: str = "mine.csv") -> AppTest:
    app.get("file_uploader")[0].upload(name, content.encode(), "text/csv")  # type: ignore[attr-defined]
    return steady(app.run())


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [one for one in app.button if one.label == label]
    return steady(button.click().run())


def said(app: AppTest) -> str:
    return "\n".join(piece.value for piece in (*app.markdown, *app.caption, *app.success))


def test_anybody_else_reads_one_sentence(show: Show, house: Flowery, iris: User) -> None:
    app = show("catalogue", iris)
    assert told(app.info) == ["This page is for the administrator."]
    assert not app.tabs


def test_the_page_says_what_is_here(show: Show, house: Flowery, basil: User) -> None:
    app = show("catalogue", basil)
    assert f"{len(house.catalogue):,} perfumes of" in said(app)
    assert [tab.label for tab in app.tabs] == [
        "Bring perfumes in",
        "New notes (0)",
        "Earlier imports",
        "Where facts come from",
    ]
    assert "No table was brought in yet." in said(app)


def test_a_table_is_looked_at_corrected_tried_out_and_brought_in(
    show: Show, house: Flowery, basil: User
) -> None:
    app = given(show("catalogue", basil), TABLE)
    assert "Say which column" in app.warning[0].value
    (maison,) = [box for box in app.selectbox if box.label == "maison"]
    app = steady(maison.set_value("brand").run())
    perfumes, refused = app.dataframe
    assert list(perfumes.value["Name"]) == ["Wet Slate", "Shalimar"]
    assert list(refused.value["Reason"]) == ["its year is 1533"]
    assert list(refused.value["Row"]) == [3]

    app = press(app, "Try it, change nothing")
    counted = {metric.label: metric.value for metric in app.metric}
    assert counted | {"Rows read": "3", "New perfumes": "1", "Refused": "1"} == counted
    assert house.desk.history() == ()

    app = press(app, "Bring it in")
    (noted,) = house.desk.history()
    assert (noted.state, noted.file_name) == ("waiting", "mine.csv")
    assert not app.get("file_uploader")[0].value  # type: ignore[attr-defined]

    session.worker().bring_waiting()
    session.worker().follow_catalogue()
    app = show("catalogue", basil)
    assert "csv, 3 rows: 1 new, 0 known better now, 1 known already, 1 refused" in said(app)
    assert "house-of-iris-wet-slate" in session.opened().catalogue
    assert session.opened().search.search("house of iris wet slate")


def test_what_is_no_table_is_said_and_another_may_be_given(
    show: Show, house: Flowery, basil: User
) -> None:
    app = given(show("catalogue", basil), "   ", "none.csv")
    assert told(app.error) == ["none.csv is empty."]
    app = press(app, "Another file")
    assert not app.error
    assert "CSV, TSV, JSON" in said(app)


def test_a_stopped_import_is_offered_to_go_on(show: Show, house: Flowery, basil: User) -> None:
    import_id = begun(house, basil)

    def stop(_rows: int) -> None:
        raise Refused("Flowery was closed meanwhile.")

    with pytest.raises(Refused):
        house.desk.run_waiting(stop)
    session.worker().follow_catalogue()
    app = show("catalogue", basil)
    assert "was interrupted after 3 of 3 rows" in said(app)
    press(app, "Go on there")
    session.worker().bring_waiting()
    assert house.tables.imports.get(import_id).state == "done"


def test_an_import_without_its_file_says_what_to_do(
    show: Show, house: Flowery, basil: User
) -> None:
    import_id = begun(house, basil)
    house.tables.imports.change(import_id, state="interrupted")
    for file in (house.settings.folder / "imports").iterdir():
        file.unlink()
    app = show("catalogue", basil)
    assert "Bring the same file again" in said(app)
    press(app, "Leave it at that")
    assert house.tables.imports.get(import_id).state == "let go"


def test_a_new_note_is_named_and_taken_back(show: Show, house: Flowery, basil: User) -> None:
    brought(house, basil)
    app = show("catalogue", basil)
    assert "New notes (1)" in [tab.label for tab in app.tabs]
    assert ("explore", "House of Iris Wet Slate") in {(p.strip("/"), s) for p, s, _ in links(app)}
    (ours,) = [box for box in app.selectbox if box.label == "Is this one of ours?"]
    app = steady(ours.set_value("petrichor").run())
    press(app, "It is that note")
    session.worker().follow_catalogue()
    assert session.opened().catalogue.get("house-of-iris-wet-slate").notes == ("petrichor",)
    app = show("catalogue", basil)
    assert "New notes (0)" in [tab.label for tab in app.tabs]
    press(app, "Take it back")
    session.worker().follow_catalogue()
    assert "moon_dust" in session.opened().catalogue.get("house-of-iris-wet-slate").notes


def test_history_offers_the_refused_rows(show: Show, house: Flowery, basil: User) -> None:
    brought(house, basil)
    app = show("catalogue", basil)
    assert [b.proto.label for b in app.get("download_button")] == ["Download the refused rows"]
    sources = {metric.label: metric.value for metric in app.metric}
    assert sources["mine\\.csv"] == "1"


def test_a_merged_perfume_says_what_came_from_where(
    show: Show, house: Flowery, basil: User
) -> None:
    brought(house, basil)
    brought(house, basil, "brand;name;perfumer\nHouse of Iris;Wet Slate;Iris Sage\n")
    app = show("catalogue", basil)
    asked = steady(app.text_input[0].set_value("House of Iris Wet Slate").run())
    facts = asked.dataframe[0].value
    assert set(facts["By"]) == {"mine.csv"}
    assert "Iris Sage" in set(facts["What is told"])


def test_the_new_catalogue_is_served_and_no_answer_of_the_old_one(
    house: Flowery, basil: User, iris: User
) -> None:
    question = "wet slate and petrichor"
    before = house.advice.ask(iris.id, question)
    assert house.advice.ask(iris.id, question).cached
    brought(house, basil)
    now = session.opened()
    assert now is not house
    after = now.advice.ask(iris.id, question)
    assert (before.cached, after.cached) == (False, False)
    assert now.advice.ask(iris.id, question).cached
    session.worker().follow_catalogue()
    assert session.opened() is now
