"""Two films on one slider, presets that set every control, and a link that says what is shown."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import places, settle

SMALL = "/compare_runs?hidden=8&steps=100"
FRAMES = "[...document.querySelectorAll('.st-key-film-pair .vega-bind input')].map(i => +i.value)"


def says(page: Page, text: str) -> None:
    expect(page.get_by_test_id("stMain")).to_contain_text(text)


def test_both_planes_and_both_curves_move_with_one_slider(visit):
    page = visit(SMALL)
    expect(page.locator(".st-key-film-pair .vega-bind input")).to_have_count(4)
    slider = page.locator(".st-key-film-pair input[type=range]").first
    slider.focus()
    slider.press("Home")
    page.wait_for_function(f"{FRAMES}.every(frame => frame === 0)")
    slider.press("ArrowRight")
    page.wait_for_function(f"{FRAMES}.every(frame => frame === 1)")


def test_the_planes_stand_side_by_side_and_stack_on_a_phone(visit):
    for width, beside in ((1280, True), (375, False)):
        page = visit(SMALL, width=width)
        charts = page.locator(".st-key-film-pair [data-testid=stVegaLiteChart]")
        expect(charts).to_have_count(4)
        a, b, *_ = places(charts)
        assert (abs(a["y"] - b["y"]) < 2) is beside
        assert (a["x"] < b["x"]) is beside


def test_the_player_stays_in_sight_while_one_scrolls_to_the_last_chart(visit):
    page = visit(SMALL, width=375)
    page.locator(
        ".st-key-film-pair [data-testid=stVegaLiteChart]"
    ).last.scroll_into_view_if_needed()
    expect(page.locator(".film-player").first).to_be_in_viewport(ratio=1)


def test_a_preset_sets_every_control_whatever_stood_there(visit):
    page = visit("/compare_runs?data=moons&batch=8&at=400")
    page.get_by_role("link", name="α too large").click()
    says(page, "B: Learning rate α 1")
    settle(page)
    expect(page).to_have_url(re.compile("differs=Learning"))
    assert not re.search("data=|batch=", page.url)
    page.get_by_role("link", name="RMSprop or Adam").click()
    says(page, "A: Optimizer rmsprop")
    says(page, "B: Optimizer adam")
    settle(page)
    assert "alphaa" not in page.url
    again = visit("/" + page.url.split("/", 3)[3])
    says(again, "B: Optimizer adam")
    sentence = 'p:has-text("the training loss of")'
    assert again.locator(sentence).first.inner_text() == page.locator(sentence).first.inner_text()


def test_the_step_at_which_one_asks_is_in_the_link_and_under_the_finger(visit):
    page = visit("/compare_runs?at=500")
    says(page, "At step 500 B is ahead with 20 of 20 seeds")
    slider = page.locator(".st-key-film-luck input[type=range]").first
    slider.focus()
    slider.press("Home")
    expect(page.locator(".st-key-film-luck .film-label")).to_contain_text("step 0 · of 20 seeds")
    says(page, "At step 0")
    expect(page).to_have_url(re.compile(r"at=0\b"))
