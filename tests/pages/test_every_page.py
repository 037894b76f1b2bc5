"""What holds on every page, whatever its settings."""

import functools
import re
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, DownloadButton, Widget

from tests import support
from tests.support import PAGES, opened

NUMBERS = ["0", "1", "-1", "1e-400", "1e308", "-1e308", "9" * 400, "nan", "inf", "-inf"]
TEXTS = ["", " ", "x", "1,,2", "null", "__import__('os')", "<script>alert(1)</script>", "$\\frac1$"]
TEXTS += ["[a](javascript:x)", ":material/home:", "\u202e\x00", "🧨" * 300, "x" * 3000]
EXPLAINED_ABOVE = {"z", "scores"}  # a "Help for z" would be a second thing labelled z
NOT_A_NUMBER = re.compile(r"\b(nan|inf)\b", re.IGNORECASE)


@functools.cache
def opened_plainly(page: str) -> AppTest:
    """The page without parameters, to look at."""
    return opened(page)


def elements(page: str) -> list[Any]:
    app = opened_plainly(page)
    return [e for e in chain(app.main, app.sidebar) if getattr(e, "proto", None) is not None]


def bound_controls(page: str) -> dict[str, Any]:
    """The controls of a page that a link can set, by the name of their parameter."""
    controls = (e for e in elements(page) if getattr(e.proto, "query_param_key", ""))
    return {control.proto.query_param_key: control for control in controls}


def options(control: Any) -> list[str]:
    return getattr(control, "options", [])


def texts(app: AppTest) -> list[str]:
    """All that a page says, except the errors, which may repeat what a visitor typed."""
    return [*support.said(app).split("\n"), *support.alts(app).split("\n")]


def assert_sound(app: AppTest) -> None:
    assert not app.exception, app.exception[0].message
    assert len(app.title) == 1
    assert app.header or not app.subheader, "a level of headings is left out"
    assert all(chart.proto.alt for chart in app.get("vega_lite_chart")), "a chart has no alt text"
    assert not [text for text in texts(app) if NOT_A_NUMBER.search(text)]


@pytest.fixture(autouse=True, scope="module")
def _empty_caches():
    st.cache_data.clear()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_sound_as_it_comes(page):
    app = opened_plainly(page)
    assert_sound(app)
    assert not app.error


def test_one_visitor_can_go_through_all_pages_and_back(app):
    for page in [*PAGES, *reversed(PAGES)]:
        app.switch_page(f"pages/{page}.py")
        assert_sound(app.run())


@pytest.mark.parametrize("page", PAGES)
def test_every_control_is_in_the_link_and_explains_itself(page):
    for control in elements(page):
        if isinstance(control, Widget) and not isinstance(control, Button | DownloadButton):
            assert control.key in bound_controls(page), f"{control.label} is not in the link"
            assert re.fullmatch("[a-z][a-z0-9_]*", control.key)
            explained = control.proto.help or control.key in EXPLAINED_ABOVE
            assert explained, f"{control.label} has no help"


def test_a_parameter_means_the_same_on_every_page():
    meanings: dict[str, set[str]] = {}
    for page in PAGES:
        for key, control in bound_controls(page).items():
            meanings.setdefault(key, set()).add(f"{control.type} {control.label}")
    assert [key for key, meaning in meanings.items() if len(meaning) > 1] == []


VALUES = [*NUMBERS, *TEXTS]
TRAINS = (
    *("at_test_time", "batch_norm", "compare_runs", "deep_layers"),
    *("random_or_grid", "softmax_boundaries", "start", "training", "what_matters"),
)
LINKS = [
    (page, value)
    for number, page in enumerate(PAGES)
    for value in (VALUES[number % 3 :: 3] if page in TRAINS else VALUES)  # those take longer
]


@pytest.mark.parametrize(("page", "value"), LINKS, ids=lambda each: ascii(each)[:12])
def test_a_page_survives_any_value_in_its_link(page, value):
    assert_sound(opened(page, **dict.fromkeys(bound_controls(page), value)))


@pytest.mark.parametrize("page", PAGES)
def test_a_link_that_says_what_is_shown_anyway_is_not_answered(page):
    controls = {k: c for k, c in bound_controls(page).items() if isinstance(c, Widget)}
    shown = {k: str(c.value) for k, c in controls.items() if not isinstance(c.value, list | None)}
    assert shown or page == "start"
    assert not opened(page, **shown).toast


SETS_CONTROLS = re.compile(r"\]\(\?([^)]*)\)")  # a link in a text, to this page
NOTES = [(page, {}) for page in PAGES if page != "start"] + [
    ("batch_norm", {"activation": "relu"}),
    ("random_or_grid", {"race": "true"}),
    ("training", {"network": "true"}),
    ("what_matters", {"shown": "true"}),
]


@pytest.mark.parametrize(("page", "opens"), NOTES)
def test_words_set_controls_to_what_they_can_hold(page, opens):
    texts = [element.value for element in opened(page, **opens).markdown]
    links = [link for text in texts for link in SETS_CONTROLS.findall(text)]
    assert links
    for link in links:
        asked = dict(parse_qsl(link, strict_parsing=True))
        assert asked.pop("frame", "0").isdigit()
        app = opened(page, **opens, **asked)
        assert_sound(app)
        assert not app.toast


def test_a_link_that_asks_for_what_a_page_does_not_have_is_answered():
    app = opened("training", alpha="0.0137", bn="false", nonsense="1")
    (toast,) = app.toast
    assert "alpha = “`0.0137`” is no choice here; nonsense = “`1`” is not used" in toast.value
    assert not app.run().toast


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("before", ["", "x” ", "500 ", "1 2 ”"])
def test_no_markdown_in_a_link_is_markdown_on_the_page(page, before):
    value = f"{before}[a](//b) **c** :material/d: ` $e$"
    app = opened(page, **dict.fromkeys([*bound_controls(page), "preset"], value))
    said = texts(app) + [element.value for element in [*app.error, *app.toast]]
    outside_code = [re.sub("`[^`]*`", "", text) for text in said]
    assert not [text for text in outside_code if re.search(r"//b|\*\*c|:material/d:|\$e", text)]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("end", ["min", "max"])
def test_a_page_is_sound_at_the_ends_of_its_sliders(page, end):
    controls = bound_controls(page).items()
    ends = {k: str(getattr(c.proto, end)) for k, c in controls if hasattr(c.proto, end)}
    assert_sound(opened(page, **ends))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("place", [0, 1 / 3, 2 / 3, 1])
def test_a_page_is_sound_along_its_options(page, place):
    choices = {key: options(control) for key, control in bound_controls(page).items()}
    chosen = {k: o[round(place * (len(o) - 1))] for k, o in choices.items() if o}
    assert_sound(opened(page, **chosen))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_survives_anything_typed(page):
    app = opened(page)
    if not [*app.text_input, *app.text_area]:
        pytest.skip("nothing to type in")
    for text in [*NUMBERS, *TEXTS]:
        for box in chain(app.text_input, app.text_area):
            box.set_value(text)
        assert_sound(app.run())


@pytest.mark.parametrize("page", PAGES)
def test_the_code_that_ran_is_there_for_who_asks_and_for_nobody_else(page):
    assert not opened_plainly(page).get("code")
    assert "def " in opened(page, code="true").code[0].value
