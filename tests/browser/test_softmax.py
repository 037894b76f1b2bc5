"""The playground in a real browser: typed, pasted, linked, pulled and pointed at."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from core.charts import theme

Visit = Callable[..., Page]


def box(page: Page) -> Locator:
    return page.get_by_label("z")


def chart(page: Page) -> Locator:
    return page.get_by_test_id("stVegaLiteChart").first


def row(page: Page, name: str) -> list[str]:
    """What the row of the chart that begins with this name says."""
    lines: dict[str, list[str]] = {}
    for text in chart(page).locator("svg text").all():
        if place := re.search(
            r"translate\([-.\d]+,\s*([-.\d]+)\)", text.get_attribute("transform")
        ):
            lines.setdefault(place[1], []).append(text.inner_html())
    return next(line[1:] for line in lines.values() if line[0] == name)


def bars(page: Page) -> list[str | None]:
    """The outlines of the bars for softmax."""
    return [bar.get_attribute("d") for bar in chart(page).locator(f'path[fill="{theme.A}"]').all()]


def test_the_box_answers_while_one_types(visit: Visit) -> None:
    page = visit("/softmax")
    expect(page.get_by_text("148.4 / 176.3 = 0.842")).to_be_visible()
    box(page).press("End")
    box(page).press_sequentially(", 5")
    expect(page.get_by_text("148.4 / 324.7 = 0.457")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/softmax\?z=5%2C\+2%2C\+-1%2C\+3%2C\+5$"))


def test_a_link_opens_on_its_scores_and_every_row_is_a_fraction(visit: Visit) -> None:
    page = visit("/softmax?z=5,2,-1,3")
    expect(box(page)).to_have_value("5,2,-1,3")
    expect(chart(page).get_by_text("= 0.842")).to_be_visible()
    assert row(page, "z₁") == ["5", "148.4", "/ 176.3", "= 0.842"]
    assert row(page, "z₃") == ["-1", "0.4", "/ 176.3", "= 0.002"]


def test_nothing_moves_while_a_number_is_begun(visit: Visit) -> None:
    page = visit("/softmax")
    expect(chart(page).get_by_text("= 0.842")).to_be_visible()
    before = chart(page).bounding_box()
    box(page).press("End")
    box(page).press_sequentially(", -")
    expect(page.get_by_text("4 scores are shown. Go on typing: item 5 is not")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    assert chart(page).bounding_box() == before


def test_bars_stand_right_of_the_numbers(visit: Visit) -> None:
    page = visit("/softmax")
    expect(chart(page).get_by_text("= 0.842")).to_be_visible()
    numbers = chart(page).get_by_text("= 0.842").bounding_box()
    bar = chart(page).locator(f'path[fill="{theme.A}"]').first.bounding_box()
    assert numbers
    assert bar
    assert bar["x"] > numbers["x"] + numbers["width"]


def test_a_bad_item_is_named_and_the_picture_stays(visit: Visit) -> None:
    page = visit("/softmax?z=1,1")
    box(page).fill("5, 2, x7")
    expect(page.get_by_role("alert")).to_contain_text("Item 3, “x7”, is not a number")
    expect(page.get_by_text("2.718 / 5.437 = 0.500")).to_be_visible()
    box(page).fill("<b onclick=x>7</b>, :smile:")
    expect(page.get_by_role("alert")).to_contain_text("Item 1, “<b”, is not a number")


@pytest.mark.parametrize("pasted", ["5\n2\n-1\n3", "[5; 2; −1; 3]", "5\t2\t-1\t3"])
def test_a_column_can_be_pasted(pasted: str, visit: Visit) -> None:
    page = visit("/softmax?z=1,1")
    box(page).select_text()
    page.evaluate("text => document.execCommand('insertText', false, text)", pasted)
    expect(page.get_by_text("148.4 / 176.3 = 0.842")).to_be_visible()


def test_ten_thousand_characters_are_answered(visit: Visit) -> None:
    page = visit("/softmax")
    box(page).fill("7" * 10_000)
    expect(page.get_by_role("alert")).to_contain_text("10,000 characters are too many")


def test_a_preset_is_a_link_to_its_own_address(visit: Visit) -> None:
    page = visit("/softmax?pull=2")
    page.get_by_role("link", name="A tie").click()
    expect(page).to_have_url(re.compile(r"/softmax\?z=2%2C\+2%2C\+0$"))
    expect(box(page)).to_have_value("2, 2, 0")


def test_the_preset_of_the_lesson_leads_back_to_it(visit: Visit) -> None:
    page = visit("/softmax")
    page.get_by_role("link", name="Ten classes").click()
    expect(box(page)).to_have_value(re.compile("^0.1, -1.2"))
    page.get_by_role("link", name="The lesson's example").click()
    expect(box(page)).to_have_value("5, 2, -1, 3")
    expect(chart(page).get_by_text("= 0.842")).to_be_visible()


def test_pulling_one_score_moves_every_bar_and_the_link_follows_on_release(visit: Visit) -> None:
    page = visit("/softmax?pull=2")
    expect(chart(page).get_by_text("= 0.842")).to_be_visible()
    before, address = bars(page), page.url
    slider = page.get_by_role("slider").first
    place = slider.bounding_box()
    assert place
    page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.mouse.down()
    page.mouse.move(place["x"] + place["width"] * 0.9, place["y"] + place["height"] / 2, steps=5)
    expect(chart(page).get_by_text("= 0.842")).to_have_count(0)
    assert all(old != new for old, new in zip(before, bars(page), strict=True))
    assert page.url == address
    page.mouse.up()
    expect(page).to_have_url(re.compile(r"pull=2&z=5%2C\+9\.\d%2C\+-1%2C\+3$"))
    expect(box(page)).to_have_value(re.compile(r"^5, 9\.\d, -1, 3$"))


def test_pointing_at_a_bar_marks_its_numbers_and_back(visit: Visit) -> None:
    page = visit("/softmax")
    marked = chart(page).locator(f'text[fill="{theme.MARK}"]')
    expect(chart(page).get_by_text("= 0.842")).to_be_visible()
    expect(marked).to_have_count(0)
    chart(page).locator(f'path[fill="{theme.A}"]').first.hover(force=True)
    expect(marked).to_have_text(["z₁", "5", "148.4", "/ 176.3", "= 0.842"])
    chart(page).get_by_text("20.1").hover(force=True)
    expect(marked).to_have_text(["z₄", "3", "20.1", "/ 176.3", "= 0.114"])


def test_the_temperature_can_be_typed_and_pulled(visit: Visit) -> None:
    page = visit("/softmax?t=5")
    expect(page.get_by_text("0.397 at T = 5, ")).to_be_visible()
    slider = page.get_by_role("slider").nth(1)
    slider.focus()
    slider.press("Home")
    expect(page).to_have_url(re.compile(r"t=0\.05$"))
    expect(page.get_by_label("T", exact=True)).to_have_value("0.05")


def test_descent_plays_until_the_true_class_has_nearly_all(visit: Visit) -> None:
    page = visit("/softmax_loss")
    expect(page.get_by_text("step 0 · L = 3.172")).to_be_visible()
    slider = page.get_by_role("slider", name=re.compile("frame|step", re.IGNORECASE)).first
    slider.focus()
    slider.press("End")
    expect(page.get_by_text("step 100 · L = 0.025")).to_be_visible()


def test_a_click_adds_a_point_of_the_chosen_class(visit: Visit) -> None:
    page = visit("/softmax_boundaries?brush=3&data=blobs")
    picture = page.get_by_test_id("stVegaLiteChart").locator("canvas")
    expect(picture).to_be_visible()
    size = picture.bounding_box()
    assert size
    own = page.get_by_label("Your points", exact=True)
    picture.click(position={"x": size["width"] * 0.6, "y": size["height"] * 0.6})
    expect(own).to_have_value(re.compile(r"^-?\d\.?\d*, -?\d\.?\d*, 3$"))
    expect(page).to_have_url(re.compile("own="))
    picture.click(position={"x": size["width"] * 0.7, "y": size["height"] * 0.6})
    expect(own).to_have_value(re.compile(r"^\S+ \S+ 3\n\S+ \S+ 3$"))
