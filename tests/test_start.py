"""A start loads what the first page needs, and leaves to later what only some act needs."""

from __future__ import annotations

import subprocess
import sys

LATER = (
    "alembic",  # migrations that are missing
    "flowery.learning.examples.english_names",  # names in training examples
    "flowery.learning.examples.korean_names",
    "lance_namespace_urllib3_client.api",  # a catalogue service that no home has
    "openai",  # an endpoint that is asked
    "onnxruntime",  # the first text that is embedded
    "pypdf",
)
LOADED = "import sys, flowery.wiring, flowery.worker; print(*sys.modules)"


def test_what_no_first_page_needs_is_not_loaded_by_a_start() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    assert set(told.stdout.split()) & set(LATER) == set()
