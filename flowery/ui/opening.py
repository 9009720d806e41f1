"""Opens the home while the first browser still loads the page, and lets go of it at the end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.concurrency import run_in_threadpool

from flowery.ui import session
from flowery.words.errors import FloweryError

_log = logging.getLogger(__name__)


@asynccontextmanager
async def opening(_app: st.App) -> AsyncIterator[None]:
    """Around the life of the server."""
    early = asyncio.create_task(run_in_threadpool(_open))
    yield
    if await early:
        await run_in_threadpool(_close)


def _open() -> bool:
    try:
        session.household()
    except FloweryError as error:  # the first page says it again, to a person
        _log.warning("the home could not be opened: %s", type(error).__name__)
        return False
    return True


def _close() -> None:
    household = session.household()
    household.worker.stop()
    household.flowery.close()
