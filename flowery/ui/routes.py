"""The three addresses beside Streamlit's own: open a session, close it, and say that all is well.

A page cannot set an HttpOnly cookie, so a sign-in hands the browser a one-time ticket, which it
posts here. Posts from another site are refused, whatever they carry.
"""

from __future__ import annotations

import logging
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from flowery.ui import session
from flowery.ui.headers import HEADERS
from flowery.ui.tickets import tickets
from flowery.words.errors import FloweryError
from flowery.words.settings import Settings

OPEN, CLOSE, HEALTH = "/session/open", "/session/close", "/healthz"
_LARGEST_BODY = 200  # a ticket has 64 characters

_log = logging.getLogger(__name__)


async def open_session(request: Request) -> Response:
    """Take a ticket and give its session token as a cookie that no script can read."""
    if not _same_site(request):
        return PlainTextResponse("This has to come from Flowery's own page.", 403)
    ticket = await _body(request)
    token = tickets.redeem(ticket) if ticket is not None else None
    if token is None:
        return PlainTextResponse("This ticket was used or is too old. Sign in again.", 403)
    response = Response(status_code=204)
    seconds = int(Settings().session_days * 24 * 60 * 60)
    _set_cookie(request, response, token, seconds)
    return response


async def close_session(request: Request) -> Response:
    """End the session on the server and take the cookie back."""
    if not _same_site(request):
        return PlainTextResponse("This has to come from Flowery's own page.", 403)
    token = request.cookies.get(session.COOKIE)
    if token:
        await run_in_threadpool(lambda: session.opened().people.sign_out(token))
    response = Response(status_code=204)
    _set_cookie(request, response, "", 0)
    return response


async def health(_request: Request) -> Response:
    """Whether the home is open and its rows answer."""
    try:
        await run_in_threadpool(lambda: session.opened().tables.state("health"))
    except FloweryError as error:
        _log.warning("not healthy: %s", type(error).__name__)
        return JSONResponse({"status": "the home cannot be read"}, 503)
    return JSONResponse({"status": "ok"})


async def failed(_request: Request, _error: Exception) -> Response:
    """What is said when something broke on the server: not what, which the log knows."""
    return PlainTextResponse("Something went wrong here. Try again.", 500, HEADERS)


def routes() -> list[Route]:
    """What app.py adds to Streamlit's routes."""
    return [
        Route(OPEN, open_session, methods=["POST"]),
        Route(CLOSE, close_session, methods=["POST"]),
        Route(HEALTH, health, methods=["GET"]),
    ]


def _same_site(request: Request) -> bool:
    """Browsers name the page a post comes from; it has to be one of this very host."""
    origin = urlsplit(request.headers.get("origin", ""))
    fetched = request.headers.get("sec-fetch-site", "same-origin")
    return origin.netloc == request.headers.get("host") and fetched == "same-origin"


async def _body(request: Request) -> str | None:
    received = b""
    async for piece in request.stream():
        received += piece
        if len(received) > _LARGEST_BODY:
            return None
    return received.decode("ascii", errors="replace")


def _set_cookie(request: Request, response: Response, token: str, seconds: int) -> None:
    """Strict, since only Flowery's own page ever needs it; Secure wherever the page came by TLS."""
    response.set_cookie(
        session.COOKIE,
        token,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="strict",
        secure=request.headers.get("origin", "").startswith("https:"),
    )
    response.headers["Cache-Control"] = "no-store"
