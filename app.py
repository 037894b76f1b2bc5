"""Serve the lesson: `streamlit run app.py`."""

import base64
import gc
import hashlib
import os
import re
import runpy
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import streamlit as st
from starlette.convertors import PathConvertor, register_url_convertor
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import core
from core.ui import link_cards
from core.ui.contents import BY_NAME, CONTENTS, Entry

MENU = Path(__file__).parent / "pages" / "menu.py"
ICON = Path(core.__file__).parent / "ui" / "icon.svg"
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
        "frame-ancestors": os.environ.get("TRAINSCOPE_EMBEDDERS", "*").split(),
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


def site(request: Request) -> str:
    """The public address of the app: that of the setting, or else the one that was asked for."""
    return os.environ.get("TRAINSCOPE_ADDRESS", str(request.base_url)).rstrip("/")


def page_route(entry: Entry) -> Route:
    """Serve a page as Streamlit does, with a title, a description and a card of its own."""

    def answer(request: Request) -> Response:
        settings = request.query_params.multi_items()
        html = link_cards.with_card(_shell(), entry, site(request), settings)
        return HTMLResponse(html, headers={"Cache-Control": "no-cache"})

    return Route(link_cards.path(entry), answer)


@cache
def _shell() -> str:
    return STREAMLIT_HTML.read_text("utf-8")


class NoPage(PathConvertor):
    """Every address that is no file and none of Streamlit's own."""

    regex = r"(?!(?:_stcore|static|media|component)(?:/|$))[^.]+"


def card(request: Request) -> Response:
    """Serve the picture of a page."""
    entry = BY_NAME.get(request.path_params["name"])
    return FileResponse(entry.card) if entry else not_found(request)


def not_found(request: Request) -> Response:
    """Say that there is no such page, and which there are."""
    return HTMLResponse(link_cards.not_found(request.url.path, site(request)), status_code=404)


def routes() -> list[Route]:
    """What is served before Streamlit's own: pages with their cards, and what robots read."""
    register_url_convertor("no_page", NoPage())
    return [
        *map(page_route, CONTENTS),
        Route("/cards/{name}.png", card),
        Route("/robots.txt", lambda r: PlainTextResponse(link_cards.robots(site(r)))),
        Route(
            "/sitemap.xml",
            lambda r: Response(link_cards.sitemap(site(r)), media_type="application/xml"),
        ),
        Route("/favicon.ico", lambda _: FileResponse(ICON)),
        Route("/{address:no_page}", not_found),
    ]


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
        routes=routes(),
        on_script_error=say_what_to_do,
        middleware=[Middleware(without_delay), Middleware(with_security_headers)],
    )
