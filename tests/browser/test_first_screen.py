"""The figure comes first: on every page it fits the first screen, and a phone shows its top."""

import pytest
from playwright.sync_api import Page, expect

from core.ui.contents import CONTENTS

ADDRESSES = ["/" if entry == CONTENTS[0] else f"/{entry.name}" for entry in CONTENTS]
PLAYED = [each for each in ADDRESSES if each not in {"/beta_near_one", "/softmax_loss"}]


def figure(page: Page) -> dict[str, float]:
    """Where the first chart is; a settled page has drawn it."""
    chart = page.get_by_test_id("stVegaLiteChart").first
    expect(chart.locator("canvas, svg").first).to_be_visible()
    box = chart.bounding_box()
    assert box
    return box


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_figure_fits_the_first_screen_of_a_laptop_and_of_a_projector(visit, address):
    for width, height in ((1366, 768), (1920, 1080)):
        box = figure(visit(address, width=width, height=height))
        assert box["y"] + box["height"] <= height


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_shows_the_top_of_the_figure_and_the_play_button(visit, address):
    page = visit(address, width=375, height=812)
    assert figure(page)["y"] < 812
    if address in PLAYED:
        play = page.get_by_role("button", name="Play").first.bounding_box()
        assert play["y"] + play["height"] < 812
