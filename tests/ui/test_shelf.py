"""The shelf makes things once, for all, and never holds more bytes than it may."""

import threading

import numpy as np
import pytest

from core.ui.shelf import MOST_BYTES, SHELF, Shelf, kept, size_of

KILOBYTE = np.zeros(128)


def test_what_is_asked_for_twice_is_made_once():
    made = []
    shelf = Shelf(10_000)
    for _ in range(2):
        assert shelf.get("key", lambda: made.append(1) or "value") == "value"
    assert made == [1]


def test_what_stands_there_can_be_looked_for_without_making_it():
    shelf = Shelf(most_bytes=2 * size_of(KILOBYTE))
    assert shelf.find("a") is None
    shelf.get("a", lambda: shelf.find("a") is None and KILOBYTE)  # not there while it is made
    assert shelf.find("a") is KILOBYTE
    shelf.get("b", KILOBYTE.copy)
    shelf.find("a")  # used again
    shelf.get("c", KILOBYTE.copy)
    assert shelf.find("b") is None
    assert shelf.find("a") is KILOBYTE


def test_of_many_visitors_at_once_one_makes_it_and_the_others_wait():
    made, together = [], threading.Barrier(8)

    def make() -> str:
        made.append(threading.get_ident())
        return "value"

    def visit() -> None:
        together.wait()
        found.append(shelf.get("key", make))

    shelf, found = Shelf(10_000), []
    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join()
    assert found == ["value"] * 8
    assert len(made) == 1


def test_a_full_shelf_drops_what_was_longest_unused():
    shelf = Shelf(most_bytes=5 * size_of(KILOBYTE))
    for key in range(5):
        shelf.get(key, KILOBYTE.copy)
    shelf.get(0, KILOBYTE.copy)  # used again
    shelf.get(5, KILOBYTE.copy)
    made = []
    for key in (0, 2, 3, 4, 5, 1):
        shelf.get(key, lambda key=key: made.append(key))
    assert made == [1]


def test_the_app_s_shelf_stays_within_its_bound_however_much_it_is_given():
    million = np.zeros(2**17)
    for key in range(2 * MOST_BYTES // million.nbytes):
        SHELF.get(("filled by a test", key), million.copy)
        assert SHELF.bytes <= MOST_BYTES
    assert SHELF.bytes > 0.9 * MOST_BYTES


def test_what_is_too_large_for_the_shelf_is_still_given_out():
    shelf = Shelf(most_bytes=10)
    assert shelf.get("key", KILOBYTE.copy).nbytes == 1024
    assert shelf.bytes <= 10


def test_what_fails_is_tried_again():
    shelf = Shelf(10_000)
    with pytest.raises(ZeroDivisionError):
        shelf.get("key", lambda: 1 // 0)
    assert shelf.get("key", lambda: "value") == "value"


def test_a_place_that_somebody_else_took_meanwhile_is_counted_once():
    """Who waits goes on when the first one fails; by then another may have taken the place."""
    shelf = Shelf(most_bytes=3 * size_of(KILOBYTE))

    def make_late() -> np.ndarray:
        shelf._places.pop("key")
        shelf.get("key", KILOBYTE.copy)
        return KILOBYTE.copy()

    shelf.get("key", make_late)
    assert shelf.bytes == size_of(KILOBYTE)
    for key in range(3):
        shelf.get(key, KILOBYTE.copy)
    assert shelf.bytes == 3 * size_of(KILOBYTE)


@pytest.mark.parametrize("around", [lambda a: (a,), lambda a: [a], lambda a: {"name": a}])
def test_arrays_are_counted_wherever_they_stand(around):
    assert size_of(around(KILOBYTE)) - size_of(around(KILOBYTE[:0])) == KILOBYTE.nbytes


def double(x: int, *, extra: int = 0) -> int:
    calls.append(x)
    return 2 * x + extra


calls: list[int] = []


def test_a_kept_function_tells_its_arguments_apart():
    calls.clear()
    get = kept(double)
    assert [get(1), get(2), get(1), get(1, extra=1)] == [2, 4, 2, 3]
    assert calls == [1, 2, 1]


def test_a_function_without_a_name_is_refused():  # all of them would share one place
    with pytest.raises(ValueError, match="no name"):
        kept(lambda: 1)
