"""The training run in a browser: it plays, retrains in place, and comes back from its link."""

import re

from playwright.sync_api import Page, expect

LABEL = ".film-label"


def drawn(page: Page) -> bytes:
    return page.locator("canvas").first.screenshot()


def test_a_run_is_there_and_plays(visit):
    page = visit("/training")
    expect(page.locator("canvas")).to_have_count(4)
    expect(page.locator(LABEL)).to_contain_text("step 1,000")
    page.get_by_label("First frame").click()
    expect(page.locator(LABEL)).to_contain_text("step 0")
    before = drawn(page)
    page.get_by_label("Play", exact=True).click()
    expect(page.locator(LABEL)).to_contain_text(re.compile(r"step \d{2,3} "))
    assert drawn(page) != before


def test_a_changed_control_trains_anew_and_goes_into_the_link(visit):
    page = visit("/training")
    page.get_by_label("First frame").click()
    page.get_by_label("One frame forward").click()
    page.get_by_test_id("stMain").get_by_text("Batch norm", exact=True).click()
    expect(page).to_have_url(re.compile("bn=false"))
    expect(page.locator(LABEL)).to_contain_text("step 1 ")  # the film stays in its place


def test_the_same_link_gives_the_same_picture(visit):
    link = "/training?data=moons&classes=2&hidden=8&seed=5"
    first, second = visit(link), visit(link)
    for page in (first, second):
        expect(page.locator("canvas")).to_have_count(4)
        page.wait_for_timeout(500)
    assert drawn(first) == drawn(second)


def test_a_run_is_taken_away(visit):
    page = visit("/training?steps=50")
    page.get_by_text("Take it away").click()
    for name, file in [("Curves", "run.csv"), ("Parameters", "run.npz"), ("Film", "run.gif")]:
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == file


def test_batch_norm_plays_two_networks_at_once(visit):
    page = visit("/batch_norm")
    expect(page.locator("canvas")).to_have_count(3)
    page.get_by_label("First frame").click()
    expect(page.locator(LABEL)).to_have_text("step 0")
