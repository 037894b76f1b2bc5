"""Ranges drawn by a finger on several axes hold at once, and are in the link."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

AXES = ".st-key-by-hand-axes canvas"


def swipe(page: Page, across: float, top: float, bottom: float) -> None:
    """Draw down along an axis with a finger; all are shares of the chart's sides."""
    finger = page.context.new_cdp_session(page)
    box = page.locator(AXES).bounding_box()
    assert box
    x = box["x"] + across * box["width"]

    def touch(kind: str, *height: float) -> None:
        places = [{"x": x + 20 * y, "y": box["y"] + y * box["height"]} for y in height]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", top)
    for step in range(1, 9):
        touch("touchMove", top + step / 8 * (bottom - top))
    touch("touchEnd")


def test_a_finger_draws_ranges_on_several_axes(visit):
    page = visit("/what_matters?shown=true", width=900)
    page.locator(AXES).scroll_into_view_if_needed()
    settle(page)
    swipe(page, 0.02, 0.3, 0.5)
    expect(page).to_have_url(re.compile(r"keep_alpha=\d+&keep_alpha=\d+"))
    swipe(page, 0.02 + 2 * 0.112, 0.3, 0.5)
    expect(page).to_have_url(re.compile(r"keep_alpha=\d+&keep_alpha=\d+.*keep_units=\d+"))
    expect(page.get_by_text("trials lie in all ranges")).to_be_visible()
