"""The command line itself: its index, its options everywhere, its exit statuses."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from flowery.cli.index import COMMANDS, index, usages
from tests.cli.conftest import Run

ROOT = Path(__file__).parents[2]
PROMISED = {
    "user add": "NAME --admin --password-stdin",
    "user erase": "NAME",
    "memory add": "--user --title --text --file --emotion --occasion --wait",
    "memory list": "--user",
    "memory show": "ID",
    "memory forget": "ID",
    "smells": "--stdin",
    "profile": "--user",
    "ask": "--user --limit --stdin",
    "rate": "QUESTION_ID --stars --dislikes --text",
    "react": "FRAGRANCE_ID --user --like --dislike --own --wish --tried --wore",
    "catalogue search": "--limit --without --brand --year --narrow --stdin",
    "catalogue similar": "--limit --no-flankers --still-made --cheaper --stdin",
    "catalogue import": "FILE --map --dry-run",
    "graph": "--user",
    "backup": "FILE",
    "restore": "FILE",
    "rebuild": "",
    "doctor": "",
}


def test_every_promised_command_takes_what_was_promised() -> None:
    taken = {c.words: usage for c, (usage, _) in zip(COMMANDS, usages(), strict=True)}
    missing = {
        f"{words} {word}"
        for words, promised in PROMISED.items()
        for word in promised.split()
        if word not in re.findall(r"[\w-]+", taken.get(words, ""))
    }
    assert (set(PROMISED) - set(taken), missing) == (set(), set())


def test_the_index_names_every_command_with_a_word_about_it() -> None:
    text = index()
    for command in COMMANDS:
        assert f"  {command.words}" in text
        assert command.help in text


def python(*words: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        cwd=ROOT,
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", **environment},
        check=False,
    )


def test_help_loads_nothing_heavy() -> None:
    heavy = {"lancedb", "sqlalchemy", "pydantic", "numpy", "pandas", "streamlit", "onnxruntime"}
    code = (
        "import sys; from flowery.cli.main import main\n"
        "try: main(['--help'])\n"
        f"finally: sys.stderr.write(' '.join({heavy} & set(sys.modules)))"
    )
    ran = python("-c", code)
    assert ran.stdout.startswith("usage: python -m flowery")
    assert ran.stderr == ""


def test_help_is_the_index() -> None:
    assert python("-m", "flowery", "--help").stdout == index()


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["memory"],
        ["nonsense"],
        ["memory", "add"],
        ["profile"],
        ["ask", "--user", "iris"],
        ["ask", "--user", "iris", "question", "--stdin"],
        ["smells"],
        ["rate", "q_1", "--stars", "6"],
        ["rate", "q_1"],
        ["react", "x", "--user", "iris"],
        ["react", "x", "--user", "iris", "--like", "--own"],
        ["catalogue", "search", "rose", "--year", "199"],
        ["catalogue", "search", "rose", "--limit", "0"],
        ["catalogue", "import", "x.csv", "--map", "name"],
    ],
)
def test_wrong_usage_is_2_and_says_so_on_stderr(run: Run, words: list[str]) -> None:
    ran = run(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize(
    "words",
    [
        ["--json", "--home", "{home}", "memory", "list", "--user", "Iris"],
        ["memory", "--json", "--home", "{home}", "list", "--user", "Iris"],
        ["memory", "list", "--user", "Iris", "--home", "{home}", "--json"],
        ["--json", "memory", "list", "--user", "Iris", "--home", "{home}"],
    ],
)
def test_home_and_json_are_taken_before_and_after(
    run: Run, remembered: str, home: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setenv("FLOWERY_HOME", str(home.parent / "another"))
    ran = run(*(word.format(home=home) for word in words), plain=True)
    assert [line["memory_id"] for line in ran.lines] == [remembered]


def test_a_wrong_setting_is_one_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWERY_MEMORIES_PER_DAY", "many")
    ran = run("user", "add", "Basil")
    assert (ran.status, ran.out) == (1, "")
    assert "FLOWERY_MEMORIES_PER_DAY" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_whoever_stops_reading_early_sees_no_complaint() -> None:
    lines = "".join(f'{{"id": {number}, "text": "rose and rain"}}\n' for number in range(4000))
    command = f"{sys.executable} -m flowery --json smells --stdin | head -n 1"
    ran = subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        cwd=ROOT,
        input=lines,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stdout.startswith('{"id": 0')
    assert (ran.stderr, ran.returncode) == ("", 0)


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_korean_goes_in_and_out_whatever_the_locale(locale: str) -> None:
    stdin = '{"id": "ㄱ", "text": "할머니의 장미 비누"}\n'
    ran = python("-m", "flowery", "--json", "smells", "--stdin", stdin=stdin, LC_ALL=locale)
    assert ran.stderr == ""
    assert '"id": "ㄱ"' in ran.stdout
    assert '"source": "장미"' in ran.stdout
