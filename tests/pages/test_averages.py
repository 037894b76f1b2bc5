"""What `/averages` says, for settings at the ends of what is allowed and beyond."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.support import opened, said


def own(numbers: str, **parameters: str) -> AppTest:
    return opened("averages", series="your own", numbers=numbers, **parameters)


def choose(app: AppTest, key: str, option: str) -> None:
    next(each for each in app.button_group if each.key == key).set_value(option).run()
    assert not app.exception


def test_the_update_stands_there_with_this_days_numbers():  # 0.9·2.9 + 0.1·30, as in A1
    assert "v₃ = 0.9 · 2.9 + 0.1 · 30 = 5.61" in said(own("10\n20\n30", beta="0.9", day="3"))


def test_the_first_update_starts_from_zero():
    assert "v₁ = 0.75 · 0 + 0.25 · 8 = 2" in said(own("8\n8", beta="0.75", day="1"))


@pytest.mark.parametrize(
    ("beta", "window", "cold"), [("0.9", "10 days", "44"), ("0.98", "50 days", "228")]
)
def test_window_and_cold_start_are_said(beta, window, cold):
    words = said(opened("averages", beta=beta))
    assert f"looks back over about {window}" in words
    assert f"From day {cold} on the two differ by less than 1 %" in words


def test_a_cold_start_beyond_the_data_is_called_so():
    assert "From day 4,603 on, after these data end," in said(opened("averages", beta="0.999"))


def test_no_memory_and_nearly_endless_memory_are_read_out():
    assert "looks back over about 1 day," in said(opened("averages", beta="0"))
    assert "looks back over about 1 billion days" in said(opened("averages", beta="0.999999999"))


def test_the_point_of_1_over_e_is_where_the_picture_has_it():
    assert "at the red diamond" in said(opened("averages", beta="0.9"))
    words = said(opened("averages", beta="0.9999", day="100"))
    assert "red diamond" not in words
    assert "The point of 1/e, 10,000 days back, lies before the first day" in words
    assert "hold only 0.995 % of all weight" in words  # 1 - 0.9999¹⁰⁰
    assert "the blue band, cut at the first day" in words


def test_one_value_is_a_series():
    app = own("12.5", beta="0.9")
    assert "v₁ = 0.9 · 0 + 0.1 · 12.5 = 1.25" in said(app)
    assert len(app.get("vega_lite_chart")) == 2


def test_a_constant_is_its_own_average_in_the_end():
    words = said(own("\n".join(["7"] * 400), beta="0.5", day="400"))
    assert "v₄₀₀ = 0.5 · 7 + 0.5 · 7 = 7" in words


def test_five_thousand_values_are_all_averaged_and_thinned_to_draw():
    words = said(own("\n".join(["1,5"] * 4999 + ["1"]), day="5000"))
    assert "Read: 5,000 numbers: decimal comma." in words
    assert "400 of the 5,000 days are drawn; the averages use them all." in words


@pytest.mark.parametrize(
    ("numbers", "answer"),
    [
        ("12\nx1\n13", "line 2: “`x1`” is not a number"),
        ("day;temp\n1;12\n2;", "line 3 has no value"),
        ("1\n" * 5001, "5,001 values are too many: at most 5,000"),
        ("12\n**bold**", "line 2: “`**bold**`” is not a number"),
    ],
)
def test_numbers_that_cannot_be_read_are_answered_and_the_page_goes_on(numbers, answer):
    app = own(numbers)
    assert len(app.error) == 1
    assert answer in app.error[0].value
    assert len(app.get("vega_lite_chart")) == 2


def test_a_day_after_the_end_of_the_series_is_moved_to_the_end_and_that_is_said():
    app = own("1\n2\n3", day="200")
    assert "on day 3, the red line" in said(app)
    assert [t.value for t in app.toast] == [
        "Today is day: 200 is not possible here. 3 is the nearest."
    ]


def test_the_chosen_day_comes_back_with_a_series_that_has_it():
    app = opened("averages")
    app.number_input(key="day").set_value(150).run()
    for name, day in [("your own", 12), ("a step", 150), ("your own", 12), ("temperatures", 150)]:
        choose(app, "series", name)
        assert app.number_input(key="day").value == day
    app.number_input(key="day").set_value(7).run()
    choose(app, "series", "your own")
    assert app.number_input(key="day").value == 7
    assert not app.toast


def test_after_a_bad_paste_the_last_good_numbers_stay():
    app = own("20\n30\n40", beta="0.5", day="3")
    assert "v₃ = 0.5 · 20 + 0.5 · 40 = 30" in said(app)
    app.text_area(key="numbers").set_value("20\nx\n40").run()
    assert "line 2: “`x`” is not a number. The picture shows the numbers" in app.error[0].value
    assert "· 40 = " in said(app)


def test_numbers_that_can_be_read_in_two_ways_are_asked_about():
    app = own("12,5\n13,1", beta="0.5", day="1")
    assert "line 1, “`12,5`” can be read as 12.5 (decimal comma) or as 5" in app.error[0].value
    choose(app, "written", "decimal comma")
    assert not app.error
    assert "v₁ = 0.5 · 0 + 0.5 · 12.5 = 6.25" in said(app)
    assert "Read: 2 numbers: decimal comma." in said(app)


def test_a_second_average_brings_its_own_beta():
    assert not [box for box in opened("averages").number_input if box.key == "beta_b"]
    app = opened("averages", also="B", beta_b="0.5")
    assert [box.value for box in app.number_input if box.key == "beta_b"] == [0.5]
    assert "as lines A, B." in app.get("vega_lite_chart")[0].proto.alt


def test_at_beta_1_nothing_would_move():
    app = opened("averages", beta="1")
    assert "At β = 1 no new value would ever count" in app.error[0].value
    assert "**At β = 0.999999999**" in said(app)


def test_long_numbers_stay_out_of_the_link():
    app = opened("averages", series="your own")
    box = app.text_area(key="numbers")
    assert box.proto.query_param_key == "numbers"
    box.set_value("1\n" * 2000).run()
    assert app.text_area(key="numbers").proto.query_param_key == ""
    assert "Read: 2,000 numbers." in said(app)
