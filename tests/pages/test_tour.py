"""The links of the README's tour open what they say, today and tomorrow."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support import PAGES, ROOT, opened

LINKS = re.findall(r"\(http://localhost:8501(/[^)]*)\)", (ROOT / "README.md").read_text("utf-8"))


@pytest.mark.parametrize("link", LINKS)
def test_a_link_of_the_tour_asks_for_what_there_is(link):
    parts = urlsplit(link)
    asked = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    app = opened(parts.path.strip("/") or "start", **asked)
    assert not [*app.error, *app.toast]


def test_the_tour_leads_to_every_page():
    assert {urlsplit(link).path.strip("/") for link in LINKS} == {*PAGES} - {"start"}
