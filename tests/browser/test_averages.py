"""`/averages` and `/beta_near_one` under a visitor's hands."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import places

ANSWER = "2,000 days"


@pytest.fixture
def averages(visit: Callable[..., Page]) -> Callable[..., Page]:
    """Open `/averages` with these parameters, and wait until both charts are drawn."""

    def averages(parameters: str = "", **options: int) -> Page:
        page = visit(f"/averages{parameters}", **options)
        expect(page.locator(".st-key-film-beta svg.marks")).to_have_count(2)
        return page

    return averages


def slider(page: Page) -> Locator:
    return page.locator(".st-key-film-beta").get_by_role("slider", name="Frame")


def label(page: Page) -> Locator:
    return page.locator(".film-label")


def average_a(page: Page) -> str | None:
    """The path of the line of average A."""
    lines = page.locator(".st-key-film-beta svg.marks").first.locator(".mark-line path")
    return lines.last.get_attribute("d")


def fill(page: Page, name: str, value: str) -> None:
    box = page.get_by_label(name, exact=True)
    box.fill(value)
    box.press("Enter")


def test_the_averages_move_under_the_finger_and_the_link_follows(averages):
    page = averages()
    expect(label(page)).to_have_text("β = 0.9 · looks back 10 days")
    page.evaluate("document.querySelectorAll('svg.marks').forEach(svg => svg.seen = true)")
    before = average_a(page)
    box = slider(page).bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + box["height"] / 2)
    expect(label(page)).to_have_text("β = 0.99 · looks back 100 days")
    assert average_a(page) != before
    assert "beta=" not in page.url  # nothing was sent yet
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"[?&]beta=0\.99$"))
    expect(page.get_by_text("looks back over about 100 days, the blue band")).to_be_visible()
    expect(label(page)).to_have_text("β = 0.99 · looks back 100 days")
    seen = page.evaluate("[...document.querySelectorAll('svg.marks')].map(svg => svg.seen)")
    assert seen == [True, True]  # the same pictures: letting go did not draw them anew


def test_a_link_opens_on_its_beta_and_a_typed_beta_is_met_exactly(averages):
    page = averages("?beta=0.9995&day=200")
    expect(label(page)).to_have_text("β = 0.9995 · looks back 2,000 days")
    expect(page.get_by_text("on day 200, the red line")).to_be_visible()
    fill(page, "β of A", "0.91234")
    expect(label(page)).to_have_text("β = 0.91234 · looks back 11.41 days")
    expect(page).to_have_url(re.compile(r"beta=0\.91234"))


def test_a_beta_beyond_all_others_makes_the_film_longer(averages):
    page = averages()
    fill(page, "β of A", "0.99999")
    expect(label(page)).to_have_text("β = 0.99999 · looks back 100,000 days")
    slider(page).press("Home")
    expect(label(page)).to_have_text("β = 0 · looks back 1 day")


def test_the_days_of_both_charts_stand_above_each_other(averages):
    page = averages()
    rules = page.locator(".st-key-film-beta svg.marks .mark-rule.role-mark line")
    expect(rules.nth(1)).to_be_attached()
    today, today_below, *_ = places(rules)
    assert today["x"] == pytest.approx(today_below["x"], abs=1.5)


def test_numbers_are_pasted_and_bad_ones_answered(averages):
    page = averages("?series=your+own")
    box = page.get_by_role("textbox", name="Your numbers")
    box.fill("temp\n12,5\n13\n\n11,9")
    box.press("Control+Enter")
    expect(page.get_by_text("Read: 3 numbers: decimal comma")).to_be_visible()
    expect(page).to_have_url(re.compile(r"numbers=temp"))
    box.fill("12\n13\n<b>oops</b>")
    box.press("Control+Enter")
    expect(page.get_by_test_id("stAlert")).to_contain_text("line 3: “<b>oops</b>” is not a number")
    expect(page.locator(".st-key-film-beta svg.marks")).to_have_count(2)


def test_a_file_is_read(averages, tmp_path: Path):
    table = tmp_path / "year.csv"
    table.write_text("Tag;°C\n" + "".join(f"{day};{day % 7},5\n" for day in range(450)), "utf-8")
    page = averages("?series=your+own")
    page.locator("input[type=file]").set_input_files(table)
    expect(page.get_by_text("Read: 450 numbers: decimal comma")).to_be_visible()
    expect(page.get_by_text("of the 450 days are drawn")).to_be_visible()


def test_a_guess_is_answered_by_the_model(visit):
    page = visit("/beta_near_one")
    expect(page.get_by_text(ANSWER)).to_have_count(0)
    fill(page, "Your guess, in days", "1100")
    expect(page.get_by_test_id("stAlert")).to_contain_text("your guess is 0.55 times that")
    expect(page.get_by_test_id("stMetricValue").last).to_contain_text(ANSWER)
    expect(page).to_have_url(re.compile(r"guess=1100"))


@pytest.mark.parametrize("width", [1280, 375])
def test_pointing_at_a_dot_marks_the_same_beta_in_both_pictures(visit, width):
    page = visit("/beta_near_one?shown=true", width=width)
    pictures = page.locator("svg.marks").last
    read = pictures.locator(".mark-text.role-mark text")
    expect(read).to_have_text("β = 0.999: 1,000 days, slope 1,000,000")
    dots = pictures.locator(".mark-symbol.role-mark path")
    expect(dots).to_have_count(2 * 81)
    for dot in (20, 81 + 20):  # β = 0.9 in the one and in the other
        dots.nth(dot).hover(force=True)
        expect(read).to_have_text("β = 0.9: 10 days, slope 100")
        dots.nth(dot + 20).hover(force=True)
        expect(read).to_have_text("β = 0.99: 100 days, slope 10,000")


def test_a_step_on_from_a_beta_of_ones_own_stops_where_the_link_says(averages):
    page = averages("?beta=0.985")  # its frame goes away with the next step: frames count anew
    expect(label(page)).to_have_text("β = 0.985 · looks back 67 days")
    page.locator(".st-key-film-beta [data-go=forward]").click()
    expect(page).to_have_url(re.compile(r"[?&]beta=0\.986$"))
    expect(label(page)).to_have_text("β = 0.986 · looks back 71 days")
    expect(slider(page)).to_have_attribute("max", "80")
    expect(label(page)).to_have_text("β = 0.986 · looks back 71 days")
