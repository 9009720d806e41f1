"""The doors before Streamlit: what every answer says of itself, and who may bring or fetch files.

A bare Streamlit serves media and takes uploads from anybody; here both need a living session. The
limits of websockets stand in `sockets`.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config

from flowery.ui import session
from flowery.ui.budget import Budgets
from flowery.ui.headers import HEADERS
from flowery.ui.sockets import SocketLimits
from flowery.words.vocabulary import User

MEGABYTE = 1024 * 1024

_MEDIA, _UPLOAD, _METRICS = "/media/", "/_stcore/upload_file/", "/_stcore/metrics"


class SecurityHeaders:
    """Puts the headers on every answer, also on refusals."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        wraps = scope["type"] == "http"
        await self._app(scope, receive, send_with_headers if wraps else send)


class FilesNeedASession:
    """Media is served, and uploads are taken, only for somebody who is signed in; uploads within
    a budget a person, since Streamlit keeps them in memory.
    """

    def __init__(self, app: ASGIApp, find: Callable[[str], User | None] | None = None) -> None:
        self._app = app
        self._find = find or _person
        # Thirty files of the largest size at once, then one in six seconds.
        self._uploads = Budgets(size=300 * MEGABYTE, per_second=10 * MEGABYTE / 6)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not is_guarded(scope["path"]):
            await self._app(scope, receive, send)
            return
        refusal = await self._refusal(scope)
        await (refusal or self._app)(scope, receive, _unshared(send))

    async def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        request = HTTPConnection(scope)
        token = request.cookies.get(session.COOKIE, "")
        person = await run_in_threadpool(self._find, token) if token else None
        if person is None:
            return PlainTextResponse("Sign in first.", 401)
        if not _local(scope["path"]).startswith(_UPLOAD) or scope["method"] != "PUT":
            return None
        return await self._upload_refusal(person, request.headers.get("content-length", ""))

    async def _upload_refusal(self, person: User, length: str) -> PlainTextResponse | None:
        if await run_in_threadpool(session.is_example, person):
            return PlainTextResponse("The example diary takes no files.", 403)
        if not length.isdecimal():
            return PlainTextResponse("Say how long the file is.", 411)
        if not self._uploads.try_take(person.account_id, int(length)):
            return PlainTextResponse("That is a lot at once. Wait a minute.", 429)
        return None


def _unshared(send: Send) -> Send:
    """Let no proxy keep a personal picture for the next person who asks."""

    async def send_unshared(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "private, no-cache"
        await send(message)

    return send_unshared


def is_guarded(path: str) -> bool:
    """Whether an address is only for people who are signed in."""
    return _local(path).startswith((_MEDIA, _UPLOAD, _METRICS))


def _local(path: str) -> str:
    base = str(config.get_option("server.baseUrlPath")).strip("/")
    return path.removeprefix(f"/{base}") if base else path


def _person(token: str) -> User | None:
    return session.opened().people.user_of(token)


def middleware() -> list[Middleware]:
    """What app.py puts around Streamlit, outermost first."""
    return [
        Middleware(SecurityHeaders),
        Middleware(FilesNeedASession),
        Middleware(SocketLimits),
    ]
