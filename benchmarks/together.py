"""A hundred networks at once or one after the other: the same bits, the time of each."""

from collections.abc import Callable, Iterator

import numpy as np

from benchmarks.side_by_side import Row, race
from core.training import train, train_together
from core.training.gradient_descent import Trainer, first_state
from core.training.runs import MOST_ABREAST
from core.training.settings import Settings

K, STEPS = 100, 400
ENDS = np.array([0, STEPS])


def rows() -> Iterator[Row]:
    """Yield rows for large and small mini-batches, whole runs and steps alone."""
    for size in (64, 16):
        group = [
            Settings(examples=320, validation_share=0, batch_size=size, steps=STEPS, seed=seed)
            for seed in range(K)
        ]
        assert_same_bits(group)
        name = f"{K} networks at once / one by one, batch {size}"
        yield race(
            f"{name}, {STEPS} steps",
            lambda group=group: train_together(group, ENDS),
            lambda group=group: [train(each, ENDS) for each in group],
            rounds=3,
            units=K,
            unit="ms",
        )
        abreast = MOST_ABREAST // size
        groups = [group[first : first + abreast] for first in range(0, K, abreast)]
        yield race(
            f"{name}, a step",
            _advance(groups, steps := 20),
            _advance([[each] for each in group], steps),
            rounds=9,
            units=K * steps,
        )


def assert_same_bits(group: list[Settings]) -> None:
    """Raise AssertionError unless the runs of a group are those of its members alone."""
    for together, each in zip(train_together(group, ENDS), group, strict=True):
        alone = train(each, ENDS)
        np.testing.assert_array_equal(together.theta, alone.theta)
        np.testing.assert_array_equal(together.running, alone.running)


def _advance(groups: list[list[Settings]], steps: int) -> Callable[[], None]:
    trainers = [Trainer(*group, start=first_state(*group)) for group in groups]

    def advance() -> None:
        for trainer in trainers:
            trainer.advance(steps)

    return advance
