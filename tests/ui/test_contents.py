"""The table of contents is whole: every page is in it, once, and leads on to the next."""

import re

import pytest
from PIL import Image

from core.ui.contents import BY_NAME, CONTENTS, PAGES
from tests.support import PAGES as FILES
from tests.support import ROOT, opened


def test_every_page_has_a_row_and_every_row_a_page():
    assert sorted(entry.name for entry in CONTENTS) == FILES
    assert all(entry.path.parent == PAGES and entry.path.exists() for entry in CONTENTS)


def test_nothing_is_said_twice():
    for field in ("title", "short", "promise", "icon"):
        said = [getattr(entry, field) for entry in CONTENTS]
        assert len(set(said)) == len(said), field


@pytest.mark.parametrize("entry", CONTENTS, ids=lambda entry: entry.name)
def test_a_row_promises_one_sentence_and_cites_the_lesson(entry):
    assert re.fullmatch(r"[A-Z][^!?]*\.", entry.promise)
    lesson = (ROOT / "docs" / "lesson.md").read_text("utf-8")
    assert all(f"**{row}**" in lesson for row in entry.rows)
    assert entry.rows or entry.name == "start"


@pytest.mark.parametrize("place", range(len(CONTENTS)))
def test_a_page_asks_its_question_and_leads_to_its_neighbours(place):
    app = opened(CONTENTS[place].name)
    assert app.title[0].value == CONTENTS[place].title
    ways = [link.proto.label for link in app.get("page_link")]
    before = [f"Previous: {entry.short}" for entry in CONTENTS[:place][-1:]]
    after = [f"Next: {entry.short}" for entry in CONTENTS[place + 1 :][:1]]
    assert ways[-len(before + after) :] == before + after


def test_the_chapters_stand_together():
    chapters = [entry.chapter for entry in CONTENTS]
    assert [c for c, last in zip(chapters, [None, *chapters], strict=False) if c != last] == list(
        dict.fromkeys(chapters)
    )
    assert set(BY_NAME) == set(FILES)


@pytest.mark.parametrize("entry", CONTENTS, ids=lambda entry: entry.name)
def test_every_page_has_a_picture_and_a_card(entry):
    for path, size in ((entry.picture, (400, 210)), (entry.card, (1200, 630))):
        with Image.open(path) as image:
            assert image.size == size
    assert entry.card.stat().st_size < 300_000
