"""`teach`: asks, takes an answer, says what it changed, and takes it back."""

import pytest

from tests.cli.conftest import Run


def test_a_question_has_its_shape_and_its_reasons(run: Run, iris: str) -> None:
    said = run("teach", "--user", iris).object
    assert set(said) >= {"question_id", "kind", "subject", "over", "asked_because", "enough"}
    assert said["question_id"] == said["subject"]
    assert said["asked_because"]["moved"] > 100
    assert said["enough"] is False
    assert said["question_id"] in run("teach", "--user", iris, plain=True).out


def test_an_answer_changes_something_and_can_be_taken_back(run: Run, iris: str) -> None:
    first = run("teach", "--user", iris).object
    said = run("teach", "--user", iris, "--answer", "-1").object
    assert (said["question_id"], said["answer"]) == (first["question_id"], -1.0)
    assert said["moved"] > 0
    assert said["sides"][0]["after"] < said["sides"][0]["before"]
    assert run("teach", "--user", iris).object["question_id"] != first["question_id"]
    assert run("teach", "--user", iris, "--undo", said["teaching_id"]).object == {"ok": True}
    assert run("teach", "--user", iris).object == first


def test_a_question_can_be_named_and_skipped(run: Run, iris: str) -> None:
    said = run("teach", "--user", iris, "--question", "note:rose", "--skip").object
    assert (said["question_id"], said["answer"], said["moved"]) == ("note:rose", None, 0)
    under = run("teach", "--user", iris, "--sort", "sample", "--under", "40").object
    assert under["kind"] == "sample"
    pair = run("teach", "--user", iris, "--sort", "pair").object
    assert pair["over"] is not None


@pytest.mark.parametrize(
    ("options", "status"),
    [
        (("--answer", "nan"), 1),
        (("--answer", "2"), 1),
        (("--question", "note:nonsense", "--answer", "1"), 1),
        (("--undo", "t_nobodys"), 1),
        (("--answer", "yes"), 2),
        (("--answer", "1", "--skip"), 2),
        (("--sort", "axis"), 2),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    run: Run, iris: str, options: tuple[str, ...], status: int
) -> None:
    refused = run("teach", "--user", iris, *options)
    assert (refused.status, refused.out) == (status, "")
    assert len(refused.err.splitlines()) == 1
    assert run("teach", "--user", iris).status == 0
