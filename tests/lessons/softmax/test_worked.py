"""The worked example reads like the lesson, whatever the scores."""

import numpy as np
import pytest

from core.lessons.softmax.worked import work_out

LESSON = np.array([[5.0, 2.0, -1.0, 3.0]])


def test_the_lessons_example_is_written_as_in_the_lesson() -> None:
    example = work_out(LESSON)
    assert example.z_text.tolist() == [["5", "2", "-1", "3"]]
    assert example.power_text.tolist() == [["148.4", "7.4", "0.4", "20.1"]]
    assert example.total_text.tolist() == [["176.3"] * 4]
    assert example.share_text.tolist() == [["0.842", "0.042", "0.002", "0.114"]]
    assert example.hard.tolist() == [[1, 0, 0, 0]]


def test_digits_stay_the_same_from_row_to_row() -> None:
    example = work_out(np.array([[0.0, 0.0], [5.0, 0.0]]), at=1)
    assert example.power_text.tolist() == [["1.0", "1.0"], ["148.4", "1.0"]]


def test_what_no_float_holds_is_written_all_the_same() -> None:
    example = work_out(np.array([[1000.0, 999.0, 0.0]]))
    assert example.power_text.tolist() == [["1.97 × 10⁴³⁴", "7.25 × 10⁴³³", "1.0"]]
    assert example.total_text[0, 0] == "2.69 × 10⁴³⁴"
    assert example.share_text.tolist() == [["0.731", "0.269", "3.71 × 10⁻⁴³⁵"]]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("z", [[1e308, -1e308], [1e308, 1e308], [-1e308, -1e308], [0, -1e308]])
def test_the_ends_of_float64_work_out_to_what_softmax_says(z: list[float]) -> None:
    example = work_out(np.array([z]))
    np.testing.assert_allclose(example.share, np.equal([z], max(z)) / z.count(max(z)))
    assert not {"nan", "inf", "-inf"} & set(example.power_text.ravel())


@pytest.mark.parametrize("scores", [[1e5, 1e5], [1e300, 1e300], [-1e5, -1e5], [3e7, 3e7]])
def test_powers_too_great_to_write_out_still_add_up(scores: list[float]) -> None:
    example = work_out(np.array([scores]))
    assert example.power_text[0, 0] == f"e^{scores[0]:.15g}"
    assert example.total_text[0, 0] == f"2.000 · e^{scores[0]:.15g}"
    assert example.share_text.tolist() == [["0.500", "0.500"]]
