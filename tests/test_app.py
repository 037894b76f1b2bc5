"""`app.py` in its two lives: imported by a server, or run as a plain script."""

import pytest
from streamlit.web.server.app_discovery import discover_asgi_app

from app import inline_scripts, security_headers
from tests.conftest import PAGES, ROOT


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
    assert inline_scripts(html) == ["'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"]


def test_the_policy_never_allows_eval_or_a_foreign_host():
    policy = security_headers()["Content-Security-Policy"]
    assert "unsafe-eval" not in policy
    assert "http" not in policy
    assert "*" not in policy
