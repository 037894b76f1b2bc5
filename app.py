"""Serve the lesson: `streamlit run app.py`."""

import base64
import hashlib
import re
import runpy
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


def inline_scripts(html: str) -> list[str]:
    """The hashes that let a Content-Security-Policy run the inline scripts of a page."""
    scripts = re.findall(r"<script>(.*?)</script>", html, flags=re.DOTALL)
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]


def security_headers() -> dict[str, str]:
    """Headers that let a browser run and load only what this server sent."""
    policy = {
        "default-src": ["'self'"],
        "script-src": ["'self'", "blob:", *inline_scripts(STREAMLIT_HTML.read_text("utf-8"))],
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


class SecurityHeaders:
    """ASGI middleware that adds the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = security_headers()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, with headers where an answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def import_core() -> None:
    """Import all of core now, so that the first visitor does not wait for it."""
    for module in walk_packages(core.__path__, "core."):
        import_module(module.name)


if __name__ == "__main__":  # a script run: a test, or a host that does not know st.App
    runpy.run_path(str(MENU), run_name="__main__")
else:
    import_core()
    app = st.App(MENU, middleware=[Middleware(SecurityHeaders)])
