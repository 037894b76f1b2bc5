"""The training run in a browser: it plays, retrains in place, and comes back from its link."""

import base64
import io
import re

import numpy as np
from PIL import Image
from playwright.sync_api import Page, expect

LABEL = ".film-label"


CANVAS = "canvas => document.querySelector(canvas)?.toDataURL() ?? ''"
STANDS_STILL = f"""canvas => {{
    const now = ({CANVAS})(canvas);
    if (now !== window.drawn) Object.assign(window, {{drawn: now, drawnAt: performance.now()}});
    return now && performance.now() - window.drawnAt > 250;
}}"""


def drawn(page: Page, canvas: str = "canvas") -> np.ndarray:
    """The first such picture once it stands still, (height, width, 4)."""
    page.wait_for_function(STANDS_STILL, arg=canvas)
    png = base64.b64decode(page.evaluate(CANVAS, canvas).split(",")[1])
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA")).astype(int)


def test_a_run_is_there_and_plays(visit):
    page = visit("/training")
    expect(page.locator("canvas")).to_have_count(4)
    expect(page.locator(LABEL)).to_contain_text("step 1,000")
    page.get_by_label("First frame").click()
    expect(page.locator(LABEL)).to_contain_text("step 0")
    before = drawn(page)
    page.get_by_label("Play", exact=True).click()
    expect(page.locator(LABEL)).to_contain_text(re.compile(r"step \d{2,3} "))
    assert (drawn(page) != before).any()


def test_a_changed_control_trains_anew_and_goes_into_the_link(visit):
    page = visit("/training")
    page.get_by_label("First frame").click()
    page.get_by_label("One frame forward").click()
    page.get_by_test_id("stMain").get_by_text("Batch norm", exact=True).click()
    expect(page).to_have_url(re.compile("bn=false"))
    expect(page.locator(LABEL)).to_contain_text("step 1 ")  # the film stays in its place


def test_the_same_link_gives_the_same_picture(visit):
    link = "/training?data=moons&classes=2&hidden=8&seed=5"
    first, second = drawn(visit(link)), drawn(visit(link))
    # A frame repaints only what has changed, so that a soft edge may be blended once or twice.
    assert first.shape == second.shape
    assert abs(first - second).max() < 32
    assert (first != second).mean() < 1e-3


def test_the_drawing_moves_with_the_film_and_a_unit_is_looked_at(visit):
    page = visit("/training?network=true&steps=50&hidden=8")
    network = ".net-stage canvas"
    last = drawn(page, network)
    page.get_by_label("First frame").click()
    assert (drawn(page, network) != last).any()
    unit = page.get_by_role("button", name="unit 1.5", exact=True)
    unit.click()
    expect(page).to_have_url(re.compile("look=1.5"))
    expect(unit).to_have_attribute("aria-pressed", "true")
    unit.press("ArrowDown")
    expect(page.get_by_role("button", name="unit 1.6", exact=True)).to_be_focused()
    expect(page.locator(LABEL)).to_contain_text("step 0 ")  # the arrow did not move the film
    page.go_back()
    expect(unit).to_have_attribute("aria-pressed", "false")


def test_a_run_is_taken_away(visit):
    page = visit("/training?steps=50")
    page.get_by_text("Take it away").click()
    for name, file in [("Curves", "run.csv"), ("Parameters", "run.npz"), ("Film", "run.gif")]:
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def test_batch_norm_plays_two_networks_at_once(visit):
    page = visit("/batch_norm")
    expect(page.locator("canvas")).to_have_count(4)
    page.get_by_label("First frame").click()
    expect(page.locator(LABEL)).to_have_text("step 0")
