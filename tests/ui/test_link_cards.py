"""A shared link says what its page says, and nothing that a link holds becomes markup."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from html.parser import HTMLParser

import pytest

from core.ui import link_cards
from core.ui.contents import BY_NAME, CONTENTS

SHELL = "<html><head><title>Streamlit</title></head><body><div></div></body></html>"
SITE = "https://example.org/course"
HOSTILE = '"><script>alert(1)</script>\\1\\g<0>'


class Reader(HTMLParser):
    """The tags of a page, and its properties by name."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.said: dict[str, str] = {}
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        self.tags.append(tag)
        if tag == "meta":
            name = known.get("property") or known.get("name") or ""
            self.said[name] = known.get("content") or ""
        if tag in {"a", "link"}:
            self.links.append(known.get("href") or "")


@pytest.mark.parametrize("entry", CONTENTS, ids=lambda entry: entry.name)
def test_a_page_has_its_own_title_description_picture_and_address(entry):
    html = link_cards.with_card(SHELL, entry, SITE, [])
    page = Reader(html)
    assert re.findall("<title>(.*?)</title>", html) == [f"{entry.title} · Trainscope"]
    assert page.said["description"] == page.said["og:description"] == entry.promise
    assert page.said["og:title"] == entry.title
    assert page.said["og:image"] == f"{SITE}/cards/{entry.name}.png"
    assert page.said["og:url"] in page.links
    assert page.said["twitter:card"] == "summary_large_image"


def test_without_scripts_there_is_the_idea_and_a_way_to_every_page():
    html = link_cards.with_card(SHELL, CONTENTS[2], SITE, [])
    alone = re.findall("<noscript>.*?</noscript>", html)[0]
    assert CONTENTS[2].promise in unescape(alone)
    assert Reader(alone).links == [SITE + link_cards.path(entry) for entry in CONTENTS]


def test_a_link_with_settings_says_them_as_text():
    entry = BY_NAME["softmax"]
    html = link_cards.with_card(SHELL, entry, SITE, [("z", "1000, 999"), (HOSTILE, HOSTILE)])
    page = Reader(html)
    assert "script" not in page.tags
    assert f"z = 1000, 999, {HOSTILE} = {HOSTILE}." in page.said["og:description"]


def test_a_long_link_is_cut():
    said = link_cards.described(CONTENTS[1], [("series", "1, " * 1000)])
    assert len(said) < 300
    assert said.endswith("….")


def test_an_unknown_address_is_told_as_text_with_the_way_back():
    page = Reader(link_cards.not_found(f"/{HOSTILE}", SITE))
    assert "script" not in page.tags
    assert len(page.links) == len(CONTENTS)


def test_robots_find_every_page():
    assert f"Sitemap: {SITE}/sitemap.xml" in link_cards.robots(SITE)
    root = ET.fromstring(link_cards.sitemap(SITE))  # noqa: S314 - our own words
    places = [each.text for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == [SITE + link_cards.path(entry) for entry in CONTENTS]
