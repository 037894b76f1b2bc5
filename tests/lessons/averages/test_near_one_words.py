"""What is said of a nudge follows from the nudge, and what is shown adds up."""

import numpy as np
import pytest

from core import averages
from core.lessons.averages import near_one_words as words

NUDGES = np.arange(1, 10) / 10_000


def shown(text: str) -> list[float]:
    return [float(part.replace(",", "")) for part in text.removesuffix(" days").split(" → ")]


@pytest.mark.parametrize("nudge", NUDGES)
@pytest.mark.parametrize("beta", [0.9, 0.999])
def test_the_growth_is_the_difference_of_what_is_shown(beta, nudge):
    windows, change = words.grown(*averages.memory(np.array([beta, beta + nudge])))
    before, after = shown(windows)
    assert shown(change.removeprefix("+")) == [pytest.approx(after - before, abs=1e-9)]


def test_twice_as_far_is_said_of_half_the_gap_alone():
    said = [words.as_far(0.999, nudge) for nudge in NUDGES]
    assert said == [
        *("1.11 times as far", "1.25 times as far", "1.43 times as far", "1.67 times as far"),
        *("twice as far", "2.5 times as far", "3.33 times as far", "5 times as far"),
        "10 times as far",
    ]
