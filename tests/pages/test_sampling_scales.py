"""The page on scales: the answer waits for the guess, and every kind has its own picture."""

import pytest

from core.lessons.tuning import sampling_scales as model
from tests.support import alts, live, opened, said


def test_the_film_opens_on_nothing_until_there_is_a_guess():
    app = opened("sampling_scales")
    assert "Nothing is drawn yet" in live(app)[0]
    assert "are to be expected below" not in said(app)
    app = opened("sampling_scales", below="about 10")
    drawn = model.draw(model.learning_rates(-4, 0), 100, seed=0)
    assert "Draw 100: u" in live(app)[0]
    assert "You said about 10. Of 100 draws 0.09 are to be expected below 0.001" in said(app)
    assert f"of these 100 there are {(drawn.values[0] < 0.001).sum()}" in said(app)


@pytest.mark.parametrize(
    ("kind", "name"), [("momentum’s β", "β"), ("hidden units", "units"), ("layers", "layers")]
)
def test_every_kind_has_its_pictures_and_its_words(kind, name):
    app = opened("sampling_scales", sampled=kind, below="about 25")
    assert f"along the range of {name}" in alts(app)
    assert "Draw 100" in live(app)[0]
    assert not app.exception


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
