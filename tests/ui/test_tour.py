"""The tour: every stop opens, is not done yet, and is done when one does what it says."""

import pytest
from streamlit.testing.v1 import AppTest

from core.ui.tour import STOPS, TOUR_KEY
from tests.support import opened, said


def at_stop(number: int, **more: str) -> AppTest:
    stop = STOPS[number - 1]
    return opened(stop.page, **{TOUR_KEY: str(number), **stop.opens, **more})


@pytest.mark.parametrize("number", range(1, len(STOPS) + 1))
def test_a_stop_asks_for_what_its_page_can_do_and_does_not_show_yet(number):
    stop = STOPS[number - 1]
    app = at_stop(number)
    assert f"**{number} of {len(STOPS)}** {stop.text}" in said(app)
    before = held(app, stop.key)
    assert before not in stop.done
    for value in stop.done:
        after = at_stop(number, **{stop.key: value})
        assert not after.toast
        assert held(after, stop.key) == value
    links = [link.proto.label for link in app.get("page_link")]
    leads_on = "Next stop" in links or f"[Next stop](?tour={number + 1}" in said(app)
    assert leads_on == (number < len(STOPS))


def held(app: AppTest, key: str) -> str:
    """What a control holds, as a link says it."""
    value = app.session_state[key]
    return f"{value:g}" if type(value) in (int, float) else str(value).replace("False", "false")


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "1e3", "9" * 400, "¹"])
def test_a_stop_that_there_is_not_is_no_stop(number):
    assert "Leave" not in [b.label for b in opened("softmax", tour=number).button]


def test_a_stop_of_another_page_is_not_shown():
    assert "of 9" not in said(opened("softmax", tour="1"))


def test_one_can_leave():
    app = at_stop(1)
    next(button for button in app.button if button.label == "Leave").click().run()
    assert "Leave" not in [button.label for button in app.button]


def test_the_start_page_leads_to_the_first_stop():
    labels = [link.proto.label for link in opened("start").get("page_link")]
    assert f"First time here? Take the tour: {len(STOPS)} stops" in " ".join(labels)
