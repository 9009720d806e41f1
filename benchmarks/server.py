"""A Flowery server of its own, and what a browser first says to it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]
_PATIENCE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Server:
    """A running server. `began` is the moment it was started."""

    process: subprocess.Popen[bytes]
    port: int
    began: float

    def serve_page(self, cookie: str = "") -> float:
        """Seconds from the start of the server until a page came whole through its websocket."""
        deadline = self.began + _PATIENCE
        while time.perf_counter() < deadline:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with status {self.process.returncode}")
            try:
                with self._connection(cookie) as browser:
                    _read_page(browser)
                    return time.perf_counter() - self.began
            except (OSError, WebSocketException):
                time.sleep(0.05)
        raise TimeoutError(f"no page was served in {_PATIENCE:.0f} s")

    def resident_megabytes(self) -> float:
        """What the server holds in memory now."""
        return resident_megabytes(self.process.pid)

    def _connection(self, cookie: str) -> ClientConnection:
        return connect(
            f"ws://127.0.0.1:{self.port}/_stcore/stream",
            origin=f"http://127.0.0.1:{self.port}",  # type: ignore[arg-type]
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie} if cookie else None,
            max_size=None,
            open_timeout=_PATIENCE,
        )


def _read_page(browser: ClientConnection) -> None:
    """Ask for the page, and read until its script has run to the end."""
    asked = BackMsg()
    asked.rerun_script.query_string = ""
    browser.send(asked.SerializeToString())
    drawn = 0
    while True:
        said = ForwardMsg()
        said.ParseFromString(browser.recv(timeout=_PATIENCE))  # type: ignore[arg-type]
        kind = said.WhichOneof("type")
        if kind == "delta" and said.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(f"the page failed: {said.delta.new_element.exception.message}")
        drawn += kind == "delta"
        if kind == "script_finished" and drawn:
            return


@contextmanager
def running(home: Path) -> Iterator[Server]:
    """A server for a home on a free port, stopped afterwards."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "FLOWERY_HOME": str(home), "FLOWERY_MEMORIES_PER_DAY": "0"}
    with tempfile.TemporaryFile() as log:
        began = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603  our own server, on a port of our own
            command, cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            yield Server(process, port, began)
        finally:
            process.terminate()
            process.wait(timeout=_PATIENCE)


def resident_megabytes(process_id: int) -> float:
    """The resident memory of a process, as Linux tells it."""
    for line in Path(f"/proc/{process_id}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise RuntimeError("this system does not tell what a process holds in memory")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
