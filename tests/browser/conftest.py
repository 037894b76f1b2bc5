"""A running server and a real browser that notices everything that goes wrong."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import (
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)

from tests.support import ROOT

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
BROKEN = '[data-testid="stException"], [data-testid="stAlert"]:has-text("cannot use what it was")'
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"] h1'

STANDS_STILL = """() => {
    const all = [...document.querySelectorAll('[data-testid="stMain"] [data-testid]')];
    const places = all.map(each => Object.values(each.getBoundingClientRect().toJSON())).join();
    if (places !== window.places) Object.assign(window, {places, since: performance.now()});
    return performance.now() - window.since > 250;
}"""

expect.set_options(timeout=15_000)


def chromium() -> str:
    """The path of an installed Chromium; without one, skip the test or fail it."""
    found = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        reason = "no Chromium found: install one or set CHROME_PATH"
        (pytest.fail if os.environ.get("REQUIRE_BROWSER") == "1" else pytest.skip)(reason)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_up(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def running_app(console: Path) -> Iterator[str]:
    """Start the app as the README does, write what it prints to `console`, give its address."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    with console.open("w") as out:
        server = subprocess.Popen(
            [*command, "--server.headless=true"], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            url = f"http://localhost:{port}"
            deadline = time.monotonic() + 60
            while not is_up(url):
                assert server.poll() is None, f"the server stopped:\n{console.read_text()}"
                assert time.monotonic() < deadline, f"no answer:\n{console.read_text()}"
                time.sleep(0.1)
            yield url
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


@pytest.fixture(scope="session")
def server(browser: BrowserContext, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of one running app for all browser tests."""
    console = tmp_path_factory.mktemp("server") / "console.txt"
    with running_app(console) as url:
        yield url
    assert "Traceback" not in console.read_text()


@pytest.fixture
def console(tmp_path: Path) -> Path:
    """The file in which a fresh server writes what it prints."""
    return tmp_path / "console.txt"


@pytest.fixture
def fresh_server(browser: BrowserContext, console: Path) -> Iterator[str]:
    """The address of an app that nobody has visited yet; asked for first, it outlives visitors."""
    with running_app(console) as url:
        yield url


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One browser for all tests of a process: it keeps the compiled code of Streamlit."""
    path, profile = chromium(), tmp_path_factory.mktemp("profile")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch_persistent_context(
            profile, executable_path=path, args=FLAGS
        )
        yield browser
        browser.close()


def is_probe(message: ConsoleMessage) -> bool:
    """Streamlit looks for its server below a deep link first, and gets a 404 for it."""
    return "404" in message.text and bool(re.search(r"/\w+/_stcore/", message.location["url"]))


@pytest.fixture
def visit(browser: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Open a page and wait until it has settled: `visit("/softmax?z=1,2,3", width=375)`.

    The test fails at its end when the browser's console holds an error, or the page an exception
    or a NaN.
    """
    visited: list[Page] = []
    errors: list[str] = []

    def visit(
        path: str, *, width: int = 1280, height: int = 800, dark: bool = False, at: str = ""
    ) -> Page:
        page = browser.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        visited.append(page)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "console",
            lambda m: errors.append(m.text) if m.type == "error" and not is_probe(m) else None,
        )
        page.goto((at or request.getfixturevalue("server")) + path)
        settle(page)
        return page

    yield visit

    for page in visited:
        errors += page.locator(BROKEN).all_inner_texts()
        errors += re.findall(r".*\bNaN\b.*", page.locator("body").inner_text())
        page.close()
    assert not errors


def settle(page: Page) -> None:
    """Wait until the server has finished and the page has its title and no exception.

    Fonts and the code of charts come later and push things about: wait for them too.
    """
    expect(page.locator(SETTLED).first).to_be_visible(timeout=30_000)
    expect(page.locator(BROKEN)).to_have_count(0)
    page.wait_for_function(STANDS_STILL)


def places(locator: Locator) -> list[dict[str, float]]:
    """Where each of the elements is, seen at one and the same moment."""
    found: list[dict[str, float]] = locator.evaluate_all(
        "all => all.map(each => each.getBoundingClientRect().toJSON())"
    )
    return found
