"""An endpoint that nobody here wrote: aimock, over a real socket, with faults on request.

Knows how it is started and told what to say. Knows nothing of the client under test.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

MOCK = Path(__file__).parents[1] / "peer/node_modules/@copilotkit/aimock/dist/cli.js"
PATIENCE = 20.0  # seconds
UNASKED = {"match": {"userMessage": "what nobody asks"}, "response": {"content": "-"}}


@dataclass(frozen=True, slots=True)
class Peer:
    """A running aimock."""

    origin: str

    @property
    def address(self) -> str:
        """Where the endpoint is."""
        return f"{self.origin}/v1"

    def says(self, *fixtures: Mapping[str, Any]) -> None:
        """Forget everything, and answer by these fixtures from now on."""
        self._tell("reset", {})
        self._tell("fixtures", {"fixtures": list(fixtures)})

    def fails(self, **rates: float) -> None:
        """Inject faults: dropRate, malformedRate, disconnectRate, rateLimitRate 0..1, latencyMs."""
        self._tell("chaos", rates)

    def heard(self) -> Sequence[Mapping[str, Any]]:
        """Every request that came, oldest first."""
        with urlopen(f"{self.origin}/__aimock/journal", timeout=PATIENCE) as reply:
            found: list[Mapping[str, Any]] = json.load(reply)
            return found

    def _tell(self, what: str, body: Mapping[str, Any]) -> None:
        asked = Request(
            f"{self.origin}/__aimock/{what}",
            json.dumps(body).encode(),
            {"Content-Type": "application/json"},
            method="POST",
        )
        urlopen(asked, timeout=PATIENCE).close()


@contextmanager
def running(folder: Path) -> Iterator[Peer]:
    """Start it on a free port of this machine, and end it afterwards."""
    node = shutil.which("node")
    assert node, "the peer needs Node.js 20 or newer"
    assert MOCK.exists(), "the peer is missing: `make peer` installs it"
    first = folder / "first.json"  # strict, it does not start without one
    first.write_text(json.dumps({"fixtures": [UNASKED]}))
    port = _free_port()
    command = [node, str(MOCK), "--port", str(port), "--fixtures", str(first), "--strict"]
    log = (folder / "peer.log").open("wb")
    process = subprocess.Popen(command, stdout=log, stderr=log)
    peer = Peer(f"http://127.0.0.1:{port}")
    try:
        _wait(peer, process)
        yield peer
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE)
        log.close()


def _wait(peer: Peer, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        assert process.poll() is None, "the peer ended at once"
        try:
            peer.heard()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the peer does not answer")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
