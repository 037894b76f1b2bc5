"""The page on scales: the answer waits for the guess, and every kind has its own picture."""

import pytest

from core.lessons.tuning import sampling_scales as model
from tests.support import alts, live, opened, said


@pytest.mark.parametrize(
    ("kind", "key", "answers"),
    [
        ("learning rate α", "below", ("0.09", "25", "90%", "1,120")),
        ("momentum’s β", "over", ("9.09", "9.1%", "each part gets 50%")),
    ],
)
def test_the_answer_waits_for_the_guess(kind, key, answers):
    app = opened("sampling_scales", sampled=kind)
    assert "Nothing is drawn yet" in live(app)[0]
    assert not [answer for answer in answers if answer in said(app)]
    app = opened("sampling_scales", sampled=kind, **{key: "about 25"})
    assert "Draw 100: u" in live(app)[0]
    assert f"You said about 25. Of 100 draws expect **{answers[0]}** on the linear" in said(app)


def test_what_came_is_counted():
    drawn = model.draw(model.learning_rates(-4, 0), 100, seed=0)
    found = (drawn.values[0] < 0.001).sum()
    text = said(opened("sampling_scales", below="none or one"))
    assert f"Here it was {found} of 100 on the linear scale" in text


@pytest.mark.parametrize(("kind", "name"), [("hidden units", "units"), ("layers", "layers")])
def test_whole_numbers_are_shown_at_once(kind, name):
    app = opened("sampling_scales", sampled=kind)
    assert f"along the range of {name}" in alts(app)
    assert "Draw 100" in live(app)[0]
    assert "So the linear scale will do" in said(app)


def test_draws_until_every_part_has_one_are_told_after_a_guess():
    assert "with 20 seeds" not in said(opened("sampling_scales"))
    app = opened("sampling_scales", until="300 to 3,000")
    assert "Yes. It takes 300 to 3,000" in app.success[0].value
    assert "expect **1,120** draws; with 20 seeds it took 184 to 4,902" in said(app)
    assert "expect **8.33** draws; with 20 seeds it took 4 to 18" in said(app)


def test_the_windows_of_beta_are_compared():
    text = said(opened("sampling_scales"))
    assert "on a linear scale 9.1% have a window of over 100 steps" in text
    assert "log scale of 1 - β 50%" in text
    assert "9.5% lie over 100 steps" in text


def test_equal_exponents_are_a_decade_apart():
    assert not opened("sampling_scales", powers="0").exception
    app = opened("sampling_scales")
    app.slider(key="powers").set_value((1, 1)).run()
    assert not app.exception
