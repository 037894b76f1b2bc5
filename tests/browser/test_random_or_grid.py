"""A box drawn on the map is the next zoom, and in the link."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import settle


def test_a_box_drawn_by_hand_is_sampled_and_in_the_link(visit):
    page = visit("/random_or_grid?trials=9&winner=Grid", height=1000)
    picture = page.get_by_test_id("stVegaLiteChart").last.locator("canvas, svg").first
    picture.scroll_into_view_if_needed()
    settle(page)
    box = picture.bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 0.4 * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + 0.8 * box["width"], box["y"] + 0.7 * box["height"], steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"zoom1x=\d+&zoom1x=\d+&zoom1y=\d+&zoom1y=\d+"))
    expect(page.get_by_test_id("stTable").get_by_text("zoom 1")).to_be_visible()
