"""A search: many candidates, each a network that is really trained, and its validation loss.

Candidates of one form train side by side. Equal candidates are the same network, trained once.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.training import runs, trials
from core.training.settings import CALLS_PER_STEP, MOST_WORK, Settings
from core.types import Array

MOST_SLICE_WORK = MOST_WORK / 2  # multiply-adds trained in one go: about half a second
ONE_NETWORK = 1.2e6  # what it costs to set up one more network, in multiply-adds
SLOWER_ABREAST = 1.5  # times: networks side by side do not fit the cache as well as one


class Plan(NamedTuple):
    """The different candidates of a search in slices, each a short training.

    `order` `(N,)` is where among the losses of all slices that of each candidate stands.
    """

    slices: list[list[Settings]]
    order: NDArray[np.intp]


def plan(candidates: Sequence[Settings]) -> Plan:
    """Return how to train candidates: in slices, those of one form together.

    >>> found = plan([Settings(), Settings(hidden=(4,)), Settings(), Settings(seed=1)])
    >>> [len(each) for each in found.slices], found.order.tolist()
    ([3], [0, 2, 0, 1])
    """
    slices: list[list[Settings]] = []
    left = 0.0
    for block in blocks(candidates):
        needed = work(block)
        if needed > left:
            slices.append([])
            left = MOST_SLICE_WORK
        slices[-1] += block
        left -= needed
    place = {each: i for i, each in enumerate(chain.from_iterable(slices))}
    return Plan(slices, np.array([place[each] for each in candidates], dtype=np.intp))


def work(block: Sequence[Settings]) -> float:
    """Return about how many multiply-adds it takes to train candidates of one form in one call."""
    more = SLOWER_ABREAST * (block[0].step_work - CALLS_PER_STEP)
    each = block[0].total_steps * more + ONE_NETWORK
    return block[0].total_steps * CALLS_PER_STEP + len(block) * each


def validation_losses(candidates: Sequence[Settings]) -> Array:
    """Train candidates of any forms; return the validation loss of each after its last step `(N,)`.

    It is infinite where a run diverged: worse than any other. Raises ValueError without validation
    examples.
    """
    found: dict[Settings, float] = {}
    for block in blocks(candidates):
        if not block[0].validation_share:
            raise ValueError("validation_share is 0; a search needs validation examples")
        last = np.array([block[0].total_steps])
        losses = trials.losses(block, last, validation=True)[:, -1]
        found |= zip(block, losses.tolist(), strict=True)
    return np.array([found[each] for each in candidates])


def best_so_far(losses: Array) -> Array:
    """Return the lowest loss among the first 1, 2, … trials; the trials are the last axis.

    >>> best_so_far(np.array([3.0, np.inf, 1.0, 2.0]))
    array([3., 3., 1., 1.])
    """
    return np.minimum.accumulate(losses, axis=-1)


def blocks(candidates: Iterable[Settings]) -> Iterator[list[Settings]]:
    """Yield the different candidates, as many of one form at once as are trained in one call."""
    forms: dict[Settings, list[Settings]] = {}
    for each in dict.fromkeys(candidates):
        forms.setdefault(runs.form_of(each), []).append(each)
    for group in forms.values():
        size = max(1, runs.MOST_ABREAST // group[0].batch_size)
        for first in range(0, len(group), size):
            yield group[first : first + size]
