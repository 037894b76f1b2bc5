"""Serve the lesson: `streamlit run app.py`."""

import base64
import gc
import hashlib
import re
import runpy
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import core

MENU = Path(__file__).parent / "pages" / "menu.py"
STREAMLIT_HTML = Path(st.__file__).parent / "static" / "index.html"


def stop_polling() -> None:
    """Close the watchers of the files of settings, each of which is looked at 5 times a second.

    `streamlit run` starts them whatever `server.fileWatcherType` says, and keeps no list of them.
    """
    for each in gc.get_objects():
        if type(each).__name__ == "PollingPathWatcher":
            each.close()


@asynccontextmanager
async def warm_up(_: st.App) -> AsyncIterator[None]:
    """Import all of core when the server starts, so that the first visitor does not wait for it."""
    for module in walk_packages(core.__path__, "core."):
        import_module(module.name)
    if st.get_option("server.fileWatcherType") == "none":
        stop_polling()
    yield


def hashes_of_inline_scripts(html: str) -> list[str]:
    """The sources that let a Content-Security-Policy run the inline scripts of a page."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def security_headers() -> dict[str, str]:
    """Headers that let a browser run and load only what this server sent."""
    inline = hashes_of_inline_scripts(STREAMLIT_HTML.read_text("utf-8"))
    policy = {
        "default-src": ["'self'"],
        "script-src": [
            "'self'",
            "blob:",
            *inline,
        ],  # blob: is how Streamlit loads the film's player
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
    return {
        "Content-Security-Policy": "; ".join(f"{k} {' '.join(v)}" for k, v in policy.items()),
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Referrer-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def with_security_headers(app: ASGIApp) -> ASGIApp:
    """Add the security headers to every answer."""
    headers = security_headers()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(headers)
            await send(message)

        await app(scope, receive, send_with_headers)

    return answer


def without_delay(app: ASGIApp) -> ASGIApp:
    """Let every message to a browser leave at once, where TCP would wait for the next.

    A moved slider is answered in 8 ms instead of 48. The socket that `streamlit run` hands to
    uvicorn lacks the option, and ASGI has no name for it: hence the look behind `receive`.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        if scope["type"] == "websocket" and transport is not None:
            connection = transport.get_extra_info("socket")
            if connection.family in (socket.AF_INET, socket.AF_INET6):
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await app(scope, receive, send)

    return answer


def say_what_to_do(_error: Exception) -> bool:
    """Answer in a sentence what no page can use, such as values that no browser sends."""
    st.error("This page cannot use what it was sent. Open it afresh from the menu.")
    return True  # the traceback stays in the log


if __name__ == "__main__":  # a script run: a test, or a host that does not know st.App
    runpy.run_path(str(MENU), run_name="__main__")
else:
    app = st.App(
        MENU,
        lifespan=warm_up,
        on_script_error=say_what_to_do,
        middleware=[Middleware(without_delay), Middleware(with_security_headers)],
    )
