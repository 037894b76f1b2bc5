"""Every page in a real browser: by the menu, by deep link, wide and light, narrow and dark."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from core.ui.contents import CONTENTS
from tests.support import PAGES

ADDRESSES = ["/" if page == "start" else f"/{page}" for page in PAGES]
MOVED_BY_HAND = {"/beta_near_one", "/batch_norm", "/softmax_loss", "/what_matters"}  # no player
WITHIN = """([figure, edge]) => {
    const drawn = [...document.querySelectorAll(figure)].find(each => each.checkVisibility());
    return drawn && drawn.getBoundingClientRect()[edge] <= window.innerHeight;
}"""
FIGURE = '[data-testid="stVegaLiteChart"] :is(canvas, svg)'
PLAY = 'button[aria-label="Play"], button[aria-label="Pause"]'
BANNER = r"\s*You can now view your Streamlit app in your browser\.\s*URL: http://localhost:\d+\s*"


def menu(page: Page) -> list[str | None]:
    """Where the menu leads: the start page, and behind each chapter its pages."""
    chapters = page.get_by_test_id("stTopNavSection")
    found = [page.get_by_test_id("stTopNavLink").first.get_attribute("href")]
    for chapter in chapters.all():
        chapter.click()
        links = page.get_by_test_id("stTopNavDropdownLink")
        expect(links.first).to_be_visible()
        found += [link.get_attribute("href") for link in links.all()]
        page.keyboard.press("Escape")
    return found


def icon(page: Page) -> str | None:
    return page.locator('link[rel~="icon"]').get_attribute("href")


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        """() => Math.max(...[document.documentElement,
                              ...document.querySelectorAll('[data-testid="stMain"]')]
                             .map(e => e.scrollWidth - e.clientWidth))"""
    )


def brightness(page: Page) -> float:
    """The mean of the background's red, green and blue, 0 to 255."""
    background = page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    return sum(map(int, re.findall(r"\d+", background)[:3])) / 3


def barriers(page: Page) -> list[str]:
    """What axe-core finds that keeps somebody from using the page, in our part of it."""
    ours = {"include": [["[data-testid='stMain']"]]}
    # Streamlit's boxes around wide formulas and tables scroll, but take no focus
    asked = {
        "rules": {"scrollable-region-focusable": {"enabled": False}},
        "resultTypes": ["violations"],  # to tell of the rest takes twice as long
    }
    found = Axe().run(page, context=ours, options=asked).response
    return [
        f"{barrier['help']}: {barrier['nodes'][0]['html'][:200]}"
        for barrier in found["violations"]
        if barrier["impact"] in {"serious", "critical"}
    ]


def test_the_menu_leads_to_every_page(visit):
    page = visit("/")
    for entry in CONTENTS[1:]:
        page.get_by_test_id("stTopNavSection").get_by_text(entry.chapter, exact=True).click()
        page.get_by_test_id("stTopNavDropdownLink").get_by_text(entry.short, exact=True).click()
        expect(page).to_have_url(re.compile(f"/{entry.name}$"))
        expect(page.get_by_role("heading", level=1)).to_have_text(entry.title)


def is_within(page: Page, figure: str, edge: str) -> None:
    """Wait until that edge of the first such figure is on the first screen; fail if it never is.

    Charts and fonts come after the page, each in its time, and push what is below them down.
    """
    page.wait_for_function(WITHIN, arg=[figure, edge])


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_deep_link_opens_the_page_with_the_whole_menu_and_its_figure(address, visit):
    page = visit(address, width=1366, height=768)
    is_within(page, FIGURE, "bottom")
    assert brightness(page) > 200
    assert not barriers(page)
    assert len(menu(page)) == len(ADDRESSES)
    page.set_viewport_size({"width": 1920, "height": 1080})
    is_within(page, FIGURE, "bottom")


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_fits_a_phone_in_the_dark(address, visit):
    page = visit(address, width=375, height=812, dark=True)
    is_within(page, FIGURE, "top")
    if address not in MOVED_BY_HAND:
        is_within(page, PLAY, "bottom")
    assert overflow(page) <= 0
    assert brightness(page) < 60
    assert not barriers(page)


def test_the_first_visitor_of_a_server_may_come_by_a_deep_link(fresh_server, visit, console):
    first = visit("/softmax?z=1,2,3", at=fresh_server)
    expect(first.get_by_label("z", exact=True)).to_have_value("1,2,3")
    later = visit("/", at=fresh_server)
    assert menu(first) == menu(later)
    assert icon(first) == icon(later)
    assert re.fullmatch(BANNER, console.read_text()), "the server warns on its console"


def test_every_answer_carries_the_security_headers(browser, server):
    headers = browser.new_page().goto(server).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


def test_the_code_is_shown_to_who_opens_it(visit):
    page = visit("/beta_near_one")
    page.get_by_text("The code that ran").click()
    expect(page.get_by_text("def memory(", exact=False).first).to_be_visible()
    expect(page).to_have_url(re.compile("code=true"))
