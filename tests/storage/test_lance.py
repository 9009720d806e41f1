"""LanceDB is loaded without what a home in a folder never uses."""

from __future__ import annotations

import subprocess
import sys

LOADED = """
import sys
import flowery.storage.vectors
print("lance_namespace_urllib3_client.api" in sys.modules)
import lance_namespace_urllib3_client as client
print(client.ApiClient.__name__, "lance_namespace_urllib3_client.api" in sys.modules)
"""


def test_the_client_of_a_catalogue_service_is_loaded_by_whoever_asks_for_it() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120
    )
    assert told.stdout.split() == ["False", "ApiClient", "True"]
