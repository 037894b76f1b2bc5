"""A visitor who tries one control after another: every page stays sound in any order of clicks."""

import random
from itertools import chain
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_every_page import NUMBERS, TEXTS, TRAINS, assert_sound
from tests.support import PAGES, opened

VECTORS = ["1, 2", "1,5; 2,5; 7", "12,5\n13,1", "1 000\n2 000", "3", "5, 2, -1, 3, 0, 0, 0, 9"]


def try_one(app: AppTest, chance: random.Random) -> str:
    """Give one of the controls of the page another value, and say which."""
    kinds = ["button_group", "selectbox", "select_slider", "slider", "number_input", "toggle"]
    kinds += ["text_input", "text_area", "button"]
    controls = list(chain.from_iterable(app.get(kind) for kind in kinds))
    control = chance.choice([each for each in controls if not each.proto.disabled])
    match control.type:
        case "toggle":
            control.set_value(not control.value)
        case "button":
            control.click()
        case "slider" if isinstance(control.value, tuple):
            low, _, between = map(type(control.value[0]), ends(control))
            control.set_value((low, between))
        case "slider" | "number_input":
            control.set_value(type(control.value or 1.0)(chance.choice(ends(control))))
        case "text_input" | "text_area":
            control.set_value(chance.choice([*NUMBERS, *TEXTS, *VECTORS]))
        case _:
            control.set_value(option(control, chance))
    app.run()
    return f"{control.type} {control.label} = {getattr(control, 'value', '')!r}"


def ends(control: Any) -> list[float]:
    low, high = control.min, control.max
    return [low, high, low + (high - low) / 3]


def option(control: Any, chance: random.Random) -> Any:
    chosen = chance.choice(control.options)
    many = isinstance(control.value, list)
    chosen = typed(chosen, control.value)
    return [chosen] if many else chosen


def typed(text: str, like: Any) -> Any:
    """An option as the value that it stands for: AppTest knows its words alone."""
    return type(like)(float(text)) if isinstance(like, int | float) else text


WALKS = [(page, seed) for page in PAGES for seed in ((1,) if page in TRAINS else (1, 2, 3))]


@pytest.mark.parametrize(("page", "seed"), WALKS)
def test_a_page_is_sound_in_any_order_of_clicks(page, seed):
    if page == "start":
        pytest.skip("no controls")
    app, tried = opened(page), []
    chance = random.Random(seed)  # noqa: S311
    for _ in range(8 if page in TRAINS else 20):
        tried.append(try_one(app, chance))
        assert not app.exception, f"{tried}: {app.exception[0].message}"
        assert_sound(app)


def test_a_series_can_be_changed_and_changed_back():
    app = opened("averages")
    series = next(each for each in app.button_group if each.key == "series")
    for name in ["your own", "temperatures", "a step", "your own", "training loss", "your own"]:
        series.set_value(name).run()
        assert_sound(app)
    for count in (400, 600, 2):
        app.text_area(key="numbers").set_value("1\n" * count).run()
        assert_sound(app)
