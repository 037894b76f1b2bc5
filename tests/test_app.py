"""`app.py` in its two lives: imported by a server, or run as a plain script."""

import socket
import subprocess
import sys
import threading
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.types import ASGIApp
from streamlit.config import get_config_options, get_option, set_option
from streamlit.runtime.scriptrunner import script_runner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.local_script_runner import LocalScriptRunner
from streamlit.web.server.app_discovery import discover_asgi_app
from websockets.sync.client import connect

import app as module
from tests.support import PAGES, ROOT


def test_streamlit_run_finds_the_app():
    assert discover_asgi_app(ROOT / "app.py").import_string == "app:app"


def test_a_plain_script_run_shows_the_start_page(app):
    assert not app.exception
    assert len(app.title) == 1


@pytest.mark.parametrize("page", PAGES)
def test_a_plain_script_run_reaches(page, app):
    start = app.title[0].value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    assert (app.title[0].value == start) == (page == "start")


def test_an_inline_script_is_known_by_its_hash():
    html = "<p>text</p><script>alert('Hello, world.');</script><script src='x.js'></script>"
    # the example of https://www.w3.org/TR/CSP2/#script-src-hash-usage
    known = "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    assert module.hashes_of_inline_scripts(html) == [known]


def test_the_policy_never_allows_eval_or_a_foreign_host():
    policy = module.security_headers()["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "*" not in policy.replace("frame-ancestors *", "")


def test_anyone_may_embed_a_page_unless_a_setting_names_who(monkeypatch):
    assert module.security_headers()["Content-Security-Policy"].endswith("frame-ancestors *")
    monkeypatch.setenv("TRAINSCOPE_EMBEDDERS", "'self' https://school.example")
    policy = module.security_headers()["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self' https://school.example")


async def tell_whether_messages_leave_at_once(scope, receive, send):
    connection = receive.__self__.transport.get_extra_info("socket")
    at_once = connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.send", "text": str(bool(at_once))})


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve an ASGI app as `streamlit run` does: on a socket that it has bound itself."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        config = uvicorn.Config(app, ws="websockets-sansio", lifespan="off", log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield "ws://127.0.0.1:{1}".format(*listening.getsockname())
        finally:
            server.should_exit = True
            thread.join()


def test_messages_leave_at_once_only_because_we_ask_for_it():
    plain = tell_whether_messages_leave_at_once
    for app, expected in [(plain, "False"), (module.without_delay(plain), "True")]:
        with served(app) as url, connect(url) as websocket:
            assert websocket.recv() == expected


def fetched(address: str) -> tuple[int, str, bytes]:
    """The status, the kind and the content of an answer of our own routes."""
    with served(Starlette(routes=module.routes())) as url:
        try:
            answer = urllib.request.urlopen(url.replace("ws:", "http:") + address)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            return answer.status, answer.headers["content-type"], answer.read()


@pytest.mark.parametrize(
    ("address", "status", "kind"),
    [
        ("/", 200, "text/html"),
        ("/softmax?z=1,2", 200, "text/html"),
        ("/cards/softmax.png", 200, "image/png"),
        ("/cards/nobody.png", 404, "text/html"),
        ("/robots.txt", 200, "text/plain"),
        ("/sitemap.xml", 200, "application/xml"),
        ("/favicon.ico", 200, "image/svg+xml"),
        ("/nosuchpage", 404, "text/html"),
        ("/softmax/deeper", 404, "text/html"),
    ],
)
def test_every_address_is_answered_as_what_it_is(address, status, kind):
    found, content_type, content = fetched(address)
    assert (found, content_type.split(";")[0]) == (status, kind)
    assert content


@pytest.mark.parametrize("address", ["/_stcore/health", "/static/js/a.js", "/media/a", "/a.js"])
def test_what_is_streamlit_s_is_left_to_it(address):
    routed = [
        route.matches({"type": "http", "path": address, "method": "GET"})[0]
        for route in module.routes()
    ]
    assert not any(match.value for match in routed)


def test_the_public_address_is_that_of_the_setting(monkeypatch):
    assert b'content="http://127.0.0.1:' in fetched("/softmax")[2]
    monkeypatch.setenv("TRAINSCOPE_ADDRESS", "https://example.org/course/")
    assert b'content="https://example.org/course/softmax"' in fetched("/softmax")[2]


SAY_WHAT_IS_POLLED = """
import gc
from streamlit.watcher.polling_path_watcher import PollingPathWatcher
from streamlit.web.cli import main
from uvicorn import Server

async def say_what_is_polled(server):
    watchers = [each for each in gc.get_objects() if type(each) is PollingPathWatcher]
    print([str(each._path) for each in watchers if each._active])

Server.main_loop = say_what_is_polled  # instead of serving, which is what comes next
main()
"""


def polled(*options: str) -> str:
    """What a server that has just started polls, and everything else that it prints."""
    command = ["run", "app.py", "--server.headless=true", "--server.port=0", *options]
    return subprocess.run(
        [sys.executable, "-c", SAY_WHAT_IS_POLLED, *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        timeout=60,
    ).stdout


def test_a_server_polls_no_file_unless_it_is_asked_to_watch_them():
    assert "[]" in polled()
    assert str(ROOT / ".streamlit" / "config.toml") in polled("--server.fileWatcherType=auto")


def options() -> dict[str, object]:
    """Every option that the app sets, and the value that it wants."""
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    return dict(flat("", settings))


def flat(prefix: str, settings: dict[str, object]) -> Iterator[tuple[str, object]]:
    for name, value in settings.items():
        if isinstance(value, dict):
            yield from flat(f"{prefix}{name}.", value)
        else:
            yield prefix + name, value


@pytest.mark.parametrize("option", options())
def test_streamlit_knows_every_option_that_the_app_sets(option):
    assert option in get_config_options()


@pytest.mark.parametrize("wanted", [True, False])
def test_a_full_collection_after_a_run_can_be_switched_off(wanted, monkeypatch):
    """It is an unlisted option: without it every visitor waits 70 ms for each rerun."""
    assert options()["runner.postScriptGC"] is False
    collected = []
    monkeypatch.setattr(script_runner.gc, "collect", lambda *_: collected.append(True))
    # The runner of tests leaves out how a server's run ends.
    monkeypatch.delattr(LocalScriptRunner, "_on_script_finished")
    before = get_option("runner.postScriptGC")
    set_option("runner.postScriptGC", wanted)
    try:
        AppTest.from_string("import streamlit").run()
    finally:
        set_option("runner.postScriptGC", before)
    assert bool(collected) is wanted
