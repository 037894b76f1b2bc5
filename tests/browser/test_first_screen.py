"""The figure comes first: on every page it fits the first screen, and a phone shows its top."""

import pytest
from playwright.sync_api import Page

from core.ui.contents import CONTENTS

ADDRESSES = ["/" if entry == CONTENTS[0] else f"/{entry.name}" for entry in CONTENTS]
MOVED_BY_HAND = {"/beta_near_one", "/batch_norm", "/softmax_loss"}  # by sliders, not a player
PLAYED = [each for each in ADDRESSES if each not in MOVED_BY_HAND]

WITHIN = """([figure, edge]) => {
    const drawn = [...document.querySelectorAll(figure)].find(each => each.checkVisibility());
    return drawn && drawn.getBoundingClientRect()[edge] <= window.innerHeight;
}"""
FIGURE = '[data-testid="stVegaLiteChart"] :is(canvas, svg)'
PLAY = 'button[aria-label="Play"]'


def is_within(page: Page, figure: str, edge: str) -> None:
    """Wait until that edge of the first such figure is on the first screen; fail if it never is.

    Charts and fonts come after the page, each in its time, and push what is below them down.
    """
    page.wait_for_function(WITHIN, arg=[figure, edge])


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_figure_fits_the_first_screen_of_a_laptop_and_of_a_projector(visit, address):
    for width, height in ((1366, 768), (1920, 1080)):
        is_within(visit(address, width=width, height=height), FIGURE, "bottom")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_phone_shows_the_top_of_the_figure_and_the_play_button(visit, address):
    page = visit(address, width=375, height=812)
    is_within(page, FIGURE, "top")
    if address in PLAYED:
        is_within(page, PLAY, "bottom")
