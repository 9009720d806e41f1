"""No test reaches a network: whoever tries to leave this machine is refused, and the test fails.

The code under test takes a refusal for an outage and goes on, so it is written down as well.
"""

from __future__ import annotations

import socket
import sys
from ipaddress import ip_address

refused: list[str] = []
"""Where somebody wanted to go since the last test ended."""

NOWHERE = ".invalid"
"""Names that are nobody's by standard: a test may look for them, and learns what all would."""

_HERE = frozenset({"", "localhost", "0.0.0.0", "::"})


def stay_here() -> None:
    """From now on, in this process. A hook cannot be taken back."""
    sys.addaudithook(_watch)


def is_here(host: object) -> bool:
    """Whether a host, or the path of a local socket, is on this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    if name is None or name in _HERE:
        return True
    try:
        return ip_address(str(name).partition("%")[0]).is_loopback
    except ValueError:
        return False


def _watch(event: str, told: tuple[object, ...]) -> None:
    if event == "socket.getaddrinfo" and not is_here(told[0]):
        _look_up(str(told[0]))
    if event == "socket.connect" and isinstance(told[1], tuple) and not is_here(told[1][0]):
        _refuse(str(told[1][0]))


def _look_up(name: str) -> None:
    if not name.endswith(NOWHERE):
        _refuse(name)
    raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


def _refuse(where: str) -> None:
    refused.append(where)
    raise PermissionError(f"A test wanted to reach {where}.")
