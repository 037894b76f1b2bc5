"""The start page: its links open what they promise."""

import re
from urllib.parse import parse_qsl

from core import training
from core.training import replay
from core.training.settings import Settings
from core.ui.live_words import unfold
from tests.pages.test_every_page import bound_controls, elements, opened, opened_plainly
from tests.support import PAGES, live_data


def test_every_experiment_is_a_setting_that_its_page_takes():
    links = [e.proto for e in elements("start") if e.type == "page_link"]
    experiments = [(p.page, dict(parse_qsl(p.query_string))) for p in links if p.query_string]
    assert len(experiments) >= 3
    for page, setting in experiments:
        plain = opened_plainly(page).session_state
        usual = {key: plain[key] for key in bound_controls(page)}
        there = opened(page, **setting)
        assert not there.error
        changed = {key for key in usual if there.session_state[key] != usual[key]}
        assert changed == set(setting)


def test_it_links_to_every_other_page(app):
    assert {link.proto.page for link in app.get("page_link")} == set(PAGES) - {"start"}


def test_the_text_says_what_the_run_came_to(app):
    words = live_data(app)[0]
    first, last = (unfold(words, frame) for frame in (0, -1))
    guessed, learned = (map(int, re.findall(r"(\d+)%", text)) for text in (first, last))
    assert max(guessed) < 60 < 85 < min(learned)


def test_without_batch_norm_the_run_is_slower_then_better():
    runs = [training.train(Settings(batch_norm=on)) for on in (True, False)]
    with_it, without = (replay.curves(run).training_loss for run in runs)
    early = abs(runs[0].steps - 200).argmin()
    assert without[early] > with_it[early]
    assert without[-1] < with_it[-1]
