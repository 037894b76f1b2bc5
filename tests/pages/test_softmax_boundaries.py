"""Boundaries on the page: how many, of what, and with whose points."""

import re

import pytest

from tests.support import opened, said
from tests.text.test_written import FROM_SUPERSCRIPT


@pytest.mark.parametrize(("classes", "pairs"), [("3", 3), ("4", 6), ("6", 15)])
def test_every_pair_of_classes_has_its_line(classes: str, pairs: int) -> None:
    app = opened("softmax_boundaries", classes=classes)
    assert f"Pairs of classes: {pairs}, each" in said(app)
    assert len(app.table[0].value) == pairs


def test_as_many_lines_are_borders_as_the_table_says() -> None:
    app = opened("softmax_boundaries", classes="5", data="blobs")
    borders = (app.table[0].value["border"] == "yes").sum()
    assert f"Borders: **{borders}**" in said(app)
    assert borders >= 5


def test_straight_borders_tell_the_first_points_apart() -> None:
    words = said(opened("softmax_boundaries"))
    assert int(re.findall(r"\*\*(\d+)%\*\* with straight", words)[0]) > 90


def test_two_classes_have_one_line_and_no_third() -> None:
    app = opened("softmax_boundaries", classes="2")
    assert "One pair of classes: one line" in said(app)
    assert "a third class is ahead" not in said(app)
    assert app.table[0].value["border"].tolist() == ["yes"]


def test_with_the_hidden_layer_the_words_are_about_what_is_dashed() -> None:
    words = said(opened("softmax_boundaries", bend="true"))
    assert "Dashed: the **" in words
    assert "drawn strong" not in words


def test_a_line_is_written_with_each_sign_once() -> None:
    for line in opened("softmax_boundaries").table[0].value["tie where"]:
        assert re.fullmatch(r"-?[\d.]+ x₁ [+-] [\d.]+ x₂ [+-] [\d.]+ = 0", line)


def test_a_hidden_layer_gets_more_points_right() -> None:
    words = said(opened("softmax_boundaries", data="spirals", bend="true"))
    straight, bent = map(int, re.findall(r"\*\*(\d+)%\*\*", words))
    assert bent > straight + 30


def test_two_classes_agree_to_rounding() -> None:
    words = said(opened("softmax_boundaries"))
    text = words.split("differ by more than **")[1].split("**")[0]
    assert float(text.replace(" × 10", "e").translate(FROM_SUPERSCRIPT)) < 1e-12


def test_a_visitors_points_are_learned_too() -> None:
    one = opened("softmax_boundaries", data="blobs", classes="2")
    flipped = "\n".join(f"{x / 10}, {x / 10}, 2" for x in range(3, 9))
    other = opened("softmax_boundaries", data="blobs", classes="2", own=flipped)
    assert one.table[0].value["tie where"].tolist() != other.table[0].value["tie where"].tolist()
    assert not other.error


@pytest.mark.parametrize(
    ("own", "answer"),
    [
        ("0.5, 0.5", "line 1 has 2 items: write x, y, class, such as 0.5, -1, 2."),
        ("0, 0, 1\n0, x, 1", "line 2, item 2, “`x`”, is not a number."),
        ("0, 0, 5", "line 1, class “`5`”: write a class from 1 to 4."),
        ("0, 11, 1", "line 1 lies outside the picture: keep x and y within ±10."),
    ],
)
def test_points_that_do_not_fit_are_answered_and_the_rest_goes_on(own: str, answer: str) -> None:
    app = opened("softmax_boundaries", own=own)
    assert answer in app.error[0].value
    assert "Pairs of classes: 6" in said(app)


def test_points_of_another_page_stay_there():
    app = opened("training", own="0.5, 0.5, 1")
    app.switch_page("softmax_boundaries.py").run()
    app.text_area(key="own").set_value("not a point").run()
    assert "keeps your points from before" in app.error[0].value
    assert app.session_state["training own points"] == ((0.5, 0.5, 0),)
    assert app.session_state["boundaries own points"] == ()
