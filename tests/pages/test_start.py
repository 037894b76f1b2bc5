"""The start page: its links open what they promise."""

from dataclasses import replace
from urllib.parse import parse_qsl

from core import training
from core.training import replay
from core.training.settings import Settings
from core.ui.contents import CONTENTS
from core.ui.tour import TOUR_KEY
from tests.pages.test_every_page import bound_controls, elements, opened, opened_plainly
from tests.support import PAGES, said

DEEP = Settings(
    hidden=(16, 16, 16, 16), activation="sigmoid", optimizer="momentum", learning_rate=0.2, decay=0
)


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
        assert changed == set(setting) - {TOUR_KEY}


def test_it_links_to_every_other_page(app):
    assert {link.proto.page for link in app.get("page_link")} == set(PAGES) - {"start"}


def test_its_film_is_of_two_networks_that_differ_in_batch_norm(app):
    runs = [training.train(replace(DEEP, batch_norm=on)) for on in (False, True)]
    without, with_it = (replay.curves(run).training_loss[-1] for run in runs)
    text = said(app)
    assert f"the loss is **{with_it:.2f}** with batch norm and **{without:.2f}** without" in text


def test_every_other_page_has_a_card_with_its_picture_and_its_question(app):
    assert len(app.get("image")) == len(CONTENTS) - 1
    for entry in CONTENTS[1:]:
        assert f"**{entry.title}**" in said(app)
