"""The playground and the loss: what they say is what softmax says."""

import math
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.support import opened, said
from tests.text.test_written import FROM_SUPERSCRIPT

LESSON = "148.4 / 176.3 = 0.842"


def typed(app: AppTest, text: str) -> AppTest:
    app.text_input(key="z").set_value(text).run()
    assert not app.exception
    return app


def test_the_lessons_example_comes_first() -> None:
    assert LESSON in said(opened("softmax"))


def test_a_link_opens_on_its_scores() -> None:
    app = opened("softmax", z="1, 1")
    assert "2.718 / 5.437 = 0.500" in said(app)
    assert "Hardmax gives it 0.5" in said(app)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5, 2, x7", "Item 3, “`x7`”, is not a number."),
        ("5, **2**", "Item 2, “`**2**`”, is not a number."),
        ("5, ``2", "Item 2, “`′′2`”, is not a number."),
        ("nan, 2", "Item 1, “`nan`”, stands for a missing number"),
        ("inf, 2", "Item 1, “`inf`”, is not finite"),
        ("1e400, 2", "Item 1, “`1e400`”, is too large: write a number within"),
        ("7 " * 21, "21 numbers are too many: write 2 to 20"),
        ("7" * 10_000, "10,000 characters are too many"),
    ],
)
def test_what_cannot_be_read_is_answered_and_the_last_picture_stays(text, answer) -> None:
    app = typed(opened("softmax"), "1, 1")
    assert typed(app, text).error[0].value.startswith(answer)
    assert app.error[0].value.endswith("The picture shows 2 scores: 1, 1.")
    assert "2.718 / 5.437 = 0.500" in said(app)
    assert not typed(app, "5, 2, -1, 3").error
    assert LESSON in said(app)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("5, 2, -1, 3, -", "item 5 is not a number yet"),
        ("5, −", "item 2 is not a number yet"),
        ("5, .", "item 2 is not a number yet"),
        ("5, 1e", "item 2 is not a number yet"),
        ("5, 1e-", "item 2 is not a number yet"),
        ("7 " * 19 + "-", "item 20 is not a number yet"),
        ("5,", "item 2 is not a number yet"),
        ("7", "at least 2 numbers are needed"),
        ("", "at least 2 numbers are needed"),
    ],
)
def test_the_beginning_of_a_number_alarms_nobody(text: str, answer: str) -> None:
    app = typed(opened("softmax", z="1, 1, 1"), text)
    assert not app.error
    assert f"3 scores are shown. Go on typing: {answer}." in said(app)


def test_scores_that_can_be_read_in_two_ways_are_refused_with_both() -> None:
    app = typed(opened("softmax", z="1, 1, 1"), "1,5 2,5")
    assert "can be read as 1, 5, 2, … (commas between numbers) or as 1.5, 2.5 (decimal comma)" in (
        app.error[0].value
    )
    assert "The picture shows 3 scores" in app.error[0].value


def test_how_many_scores_were_read_is_said() -> None:
    assert "Read: 4 numbers: commas between numbers." in said(opened("softmax"))
    assert "Read: 2 numbers: decimal comma." in said(opened("softmax", z="1,5; 1"))


def test_a_bad_link_falls_back_to_the_lesson_and_says_so() -> None:
    app = opened("softmax", z="5, 2, x7")
    assert app.error[0].value.endswith("The picture shows 4 scores: 5, 2, -1, 3.")
    assert LESSON in said(app)


def test_the_two_forms_stand_side_by_side_at_1000_and_999() -> None:
    table = opened("softmax").table[2].value
    assert table.index.tolist() == ["1000", "999"]
    assert table.iloc[:, 0].tolist() == ["not a number", "not a number"]
    assert table.iloc[:, 1].tolist() == ["0.7310585786300049", "0.2689414213699951"]


@pytest.mark.parametrize("c", ["-1000", "17", "1000"])
def test_adding_a_whole_number_to_whole_scores_changes_not_one_bit(c: str) -> None:
    app = opened("softmax", c=c)
    assert f"adding c = {c} changes no share by one bit. " in said(app)
    safe = app.table[1].value
    assert safe["before"].tolist() == safe[f"with c = {c}"].tolist()


def test_a_shift_is_there_to_be_seen_from_the_start() -> None:
    plain = opened("softmax").table[0].value
    assert plain.columns.tolist() == ["before", "with c = 100"]
    before, after = (plain[name].astype(float) for name in plain)
    assert before.tolist() == pytest.approx(after.tolist(), rel=1e-14)


def test_adding_to_scores_that_round_says_what_rounding_does() -> None:
    assert "because numbers are rounded to 64 bits" in said(
        opened("softmax", z="0.1, 0.7", c="999")
    )


def test_temperature_moves_the_share_of_the_winner() -> None:
    assert "0.842 at T = 1, 0.397 at T = 5, " in said(opened("softmax", t="5"))


def test_no_temperature_is_said_twice() -> None:
    assert said(opened("softmax")).count(" at T = 1,") == 1
    assert said(opened("softmax", t="100")).count(" at T = 100") == 1


def test_presets_are_links_that_can_be_shared() -> None:
    links = opened("softmax").get("page_link")
    queries = [link.proto.query_string for link in links if link.proto.query_string]
    assert len(queries) == 6
    assert all(query.startswith("z=") for query in queries)


def test_the_loss_of_the_lessons_scores() -> None:
    assert "ŷ = 0.042: L = −log 0.041922 = **3.172**" in said(opened("softmax_loss"))
    assert "L = −log 0.84203 = **0.172**" in said(opened("softmax_loss", true="1"))


@pytest.mark.parametrize("scores", ["5, 2, -1, 3", "9.5, 0", "3.7, 1.3", "700, 0", "0, 0.3"])
def test_a_calculator_gets_the_loss_from_the_share_that_is_shown(scores: str) -> None:
    found = re.search(
        r"−log (\S+)( × 10(\S+))? = \*\*(.*?)\*\*", said(opened("softmax_loss", scores=scores))
    )
    assert found
    power = int((found[3] or "0").translate(FROM_SUPERSCRIPT))
    loss = -math.log(float(found[1])) - power * math.log(10)
    assert loss == pytest.approx(float(found[4]), abs=0.0006)


def test_two_classes_leave_nothing_to_predict() -> None:
    assert "Predict" in [header.value for header in opened("softmax_loss").header]
    assert "Predict" not in [h.value for h in opened("softmax_loss", scores="5, 2").header]


def test_a_walk_down_ends_at_the_true_class() -> None:
    app = opened("softmax_loss", pace="2.0")
    assert "the share of class 2 goes from 0.042 to **0.99" in said(app)


def test_two_classes_are_the_sigmoid() -> None:
    words = said(opened("softmax_loss", z1="3.0", z2="1.0"))
    assert "gives class 1 0.880797, and σ(2) = 0.880797" in words


def test_scores_that_the_loss_cannot_draw_are_answered() -> None:
    app = opened("softmax_loss", scores="1, -1001")
    assert "Item 2, “`-1001`”, is too large: write a number within ±1000." in app.error[0].value


def test_a_prediction_is_answered_by_the_model_only_after_it_is_made() -> None:
    assert "loses most" not in said(opened("softmax_loss"))
    assert (
        opened("softmax_loss", loser="1")
        .success[0]
        .value.startswith("Yes. Class 1 loses most, 0.057:")
    )
    wrong = opened("softmax_loss", loser="4").info[0].value
    assert wrong.startswith("You said class 4, which loses 0.008. Class 1 loses most, 0.057:")
