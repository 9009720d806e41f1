"""Whether what was written in `data/` changed since it was last read."""

from pathlib import Path

from flowery.perfumery.knowledge import edition


def test_every_byte_counts(tmp_path: Path) -> None:
    (tmp_path / "fragrances").mkdir()
    rows, notes = tmp_path / "fragrances" / "designer.jsonl", tmp_path / "notes.jsonl"
    rows.write_text("{}\n")
    notes.write_text("{}\n")
    seen = {edition("fragrances", "notes.jsonl", folder=tmp_path)}
    for change in (rows, notes, rows.with_name("niche.jsonl")):
        with change.open("a") as file:
            file.write('{"id": "rain"}\n')
        seen.add(edition("fragrances", "notes.jsonl", folder=tmp_path))
    assert len(seen) == 4
