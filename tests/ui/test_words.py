"""Every word of the interface goes through gettext, and Korean has all of them."""

import ast
import re
import string
from pathlib import Path

import pytest

from flowery.ui import words
from flowery.words.errors import Refused
from tests.ui.extracted import INTERFACE, ROOT, messages, missing, sentences

KOREAN = words.catalogue("ko")

# Where Streamlit shows words: the name of the element, and which argument they are in.
SHOWING = {
    *("title", "header", "subheader", "caption", "write", "markdown", "text", "info", "error"),
    *("warning", "success", "button", "form_submit_button", "text_input", "text_area", "toggle"),
    *("selectbox", "multiselect", "radio", "checkbox", "slider", "pills", "segmented_control"),
    *("file_uploader", "audio_input", "camera_input", "date_input", "number_input", "expander"),
    *("download_button", "popover", "page_link", "metric", "toast", "spinner", "tabs", "status"),
    *("page", "progress", "link_button", "select_slider", "time_input"),
}
SAID_BY_KEYWORD = {"help", "placeholder", "label"}
THE_SAME_EVERYWHERE = {"Flowery"}
JOINER = "\N{WORD JOINER}"  # it shows nothing; written ^ below


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "language", lambda: "ko")


def test_korean_has_every_message() -> None:
    assert missing() == {}, "run: python -m tests.ui.extracted"


def test_korean_has_no_message_twice_and_none_that_nobody_says() -> None:
    text = (ROOT / "flowery/ui/locale/ko/LC_MESSAGES/flowery.po").read_text(encoding="utf-8")
    written = len(re.findall(r"^msgid ", text, re.MULTILINE)) - 1  # the first is the header
    assert written == len(KOREAN)
    said = messages() | sentences()
    assert [m.id for m in KOREAN if m.id and first(m.id) not in said] == []


def test_every_translation_keeps_the_slots_of_its_message() -> None:
    uneven = [
        message.id
        for message in KOREAN
        if message.id and slots(first(message.id)) != slots(first(message.string))
    ]
    assert uneven == []


def test_korean_is_korean_and_polite() -> None:
    said = [first(message.string) for message in KOREAN if message.id]
    blunt = re.compile(r"(한다|했다|하라|이다|습니다|입니다)[.!?]?$")
    assert [line for line in said if blunt.search(line)] == []


def test_no_words_reach_the_screen_beside_gettext() -> None:
    assert [line for path in sorted(INTERFACE) for line in bare_words(path.read_text(), path)] == []


@pytest.mark.parametrize(
    "source",
    [
        'st.button("Keep it")',
        'column.write(f"Kept {number} of them")',
        'st.text_input(_("Name"), help="As people call you")',
        'st.error("Gone" if gone else _("Here"))',
        'st.tabs([_("One"), "Other"])',
    ],
)
def test_bare_words_are_seen(source: str) -> None:
    assert bare_words(source, Path("page.py")) != []


@pytest.mark.parametrize(
    "source",
    [
        'st.button(_("Keep it"), key="keep")',
        'st.write(f"**{name}** · {said}")',
        'st.write(_("{n} of them").format(n=3))',
        'st.title("Flowery")',
        '_log.warning("not healthy")',
    ],
)
def test_words_that_pass(source: str) -> None:
    assert bare_words(source, Path("page.py")) == []


def test_a_sentence_of_an_error_is_said_in_korean_with_its_own_values(korean: None) -> None:
    error = Refused("Too many wrong guesses. Try again in 30 seconds.")
    assert words.told(error) == "잘못된 시도가 너무 많아요. 30초 뒤에 다시 해 주세요."


def test_a_value_with_braces_is_put_back_as_it_is(korean: None) -> None:
    said = words.sentence("Flowery knows no note called '{0.__class__} 50%'.")
    assert "'{0.__class__} 50%'" in said


def test_an_unknown_sentence_stays_as_it_is(korean: None) -> None:
    assert words.sentence("Nobody wrote this down.") == "Nobody wrote this down."


def test_english_is_the_message_itself() -> None:
    assert words.gettext("Sign in") == "Sign in"
    assert words.ngettext("one rose", "{n} roses", 1) == "one rose"
    assert words.ngettext("one rose", "{n} roses", 2) == "{n} roses"


def first(form: str | tuple[str, ...] | list[str]) -> str:
    return form if isinstance(form, str) else form[0]


def slots(message: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def bare_words(source: str, path: Path) -> list[str]:
    """Literals that an element of Streamlit would show, with letters in them."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not is_log(node):
            shown = node.args[:1] if node.func.attr in SHOWING else []
            named = [k.value for k in node.keywords if k.arg in SAID_BY_KEYWORD]
            found += [
                f"{path.name}:{node.lineno} {w}" for arg in (*shown, *named) for w in said(arg)
            ]
    return found


def is_log(node: ast.Call) -> bool:
    return ast.unparse(node.func).startswith("_log.")


def said(node: ast.expr) -> list[str]:
    """The words in an expression that did not come through a call."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and is_words(node.value) else []
    if isinstance(node, ast.JoinedStr):
        return [word for part in node.values for word in said(part)]
    if isinstance(node, ast.IfExp):
        return said(node.body) + said(node.orelse)
    if isinstance(node, ast.List | ast.Tuple):
        return [word for part in node.elts for word in said(part)]
    return said(node.left) + said(node.right) if isinstance(node, ast.BinOp) else []


def is_words(text: str) -> bool:
    return any(letter.isalpha() for letter in text) and text not in THE_SAME_EVERYWHERE


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (":material/home: and :smile:", r"\:^material/home\: and \:^smile\:"),
        ("a -> b -- c", r"a \-^\> b \-^\- c"),
        ("http://evil.example", r"http\:^//evil\.example"),
        ("www.evil.example me@evil.example", r"www^\.evil\.example me@^evil\.example"),
        ("Title\n===", "Title\n\\=\\=\\="),
        ("Anna-Lena, 12:30", r"Anna\-Lena, 12\:30"),
    ],
)
def test_somebodys_words_become_no_sign_icon_or_link(said: str, shown: str) -> None:
    """Streamlit makes these of text however it is escaped; a word joiner keeps them apart."""
    assert words.literal(said) == shown.replace("^", JOINER)
    assert words.typed(words.literal(said).replace("\\", "")) == said


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("The name '![x](http://e)' is taken.", r"The name '!\[x\](http:^//e)' is taken."),
        ("# x.png is empty (0 bytes).", "^# x.png is empty (0 bytes)."),
        ("1. x.png is empty.", "^1. x.png is empty."),
        ("$x$ :red[y] is not read.", r"\$x\$ \:red\[y\] is not read."),
        ("Today's 3 memories are kept; try again.", "Today's 3 memories are kept; try again."),
    ],
)
def test_a_name_in_an_error_is_no_markdown(said: str, shown: str) -> None:
    assert words.told(Refused(said)) == shown.replace("^", JOINER)
