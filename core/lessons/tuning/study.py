"""A study of what matters: trials with every knob drawn at random on its scale, all with Adam.

The knobs are those of the lesson's order, and one that nothing reads, to tell chance by.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from core.lessons.tuning import designs
from core.lessons.tuning.space import ALPHA, BASE, BETA, IDLE, REAL, Hyperparameter, settings_at
from core.training.settings import DEFAULTS, Settings
from core.types import Array

TRIALS = 300
STEPS = 100
AGAIN = 150  # of the trials, which are trained again with a knob at its default
LESSON = "first", "second", "third", "almost never"  # when the lesson tunes a knob


class Knob(NamedTuple):
    """A hyperparameter, when the lesson tunes it, and the number that it has by default."""

    searched: Hyperparameter
    lesson: str
    default: float

    @property
    def name(self) -> str:
        """What charts and tables call it."""
        return self.searched.name

    @property
    def place(self) -> float:
        """Where the default lies along the scale."""
        return self.searched.place(self.default)


_REAL = {each.name: each for each in REAL}
_EPSILON, _BETA2, _NOTHING = IDLE
KNOBS = (
    Knob(
        ALPHA._replace(high=1.0, marks=(1e-4, 1e-3, 1e-2, 0.1, 1)), "first", DEFAULTS.learning_rate
    ),
    Knob(
        BETA._replace(name="β₁", about="momentum's β, which Adam calls β₁"),
        "second",
        DEFAULTS.beta1,
    ),
    Knob(_REAL["units"]._replace(about="the units of a hidden layer"), "second", 16),
    Knob(_REAL["batch"], "second", 6),  # 2⁶ = 64
    Knob(
        Hyperparameter(
            *("layers", "the hidden layers", "whole numbers", 1, 3),
            marks=(1, 2, 3),
        ),
        "third",
        2,
    ),
    Knob(_REAL["decay"], "third", DEFAULTS.decay),
    Knob(
        _BETA2._replace(about="Adam's share of the squared past", field="beta2"),
        "almost never",
        DEFAULTS.beta2,
    ),
    Knob(
        _EPSILON._replace(about="what Adam adds to the root", field="epsilon"),
        "almost never",
        DEFAULTS.epsilon,
    ),
    Knob(_NOTHING._replace(name="nothing"), "", 0.5),
)
NAMES = tuple(each.name for each in KNOBS)
TUNED = NAMES[:-1]  # without the knob that nothing reads
LAYERS = NAMES.index("layers")


@dataclass(frozen=True)
class Study:
    """So many random trials of all knobs on these data; the seed draws trials, data and weights."""

    data: str = BASE.data
    seed: int = 0
    trials: int = TRIALS

    @property
    def base(self) -> Settings:
        """What all trials have in common."""
        return replace(
            BASE,
            data=self.data,
            validation_share=0.35,  # the page of a run can be set to that
            optimizer="adam",
            steps=STEPS,
            seed=self.seed,
        )

    def places(self) -> Array:
        """Return where each trial lies along the scale of each knob, `(trials, knobs)`."""
        return designs.random(self.trials, len(KNOBS), self.seed)

    def settings(self) -> list[Settings]:
        """Return what is trained.

        >>> len(Study().settings()), sorted({len(each.hidden) for each in Study().settings()})
        (300, [1, 2, 3])
        """
        return self.settings_at(self.places())

    def settings_at(self, places: Array) -> list[Settings]:
        """Return the networks at places `(n, knobs)`; the hidden layers of one have equal units."""
        layers = KNOBS[LAYERS].searched.at(places[:, LAYERS]).astype(int).tolist()
        shallow = settings_at(self.base, [each.searched for each in KNOBS], places)
        return [
            replace(each, hidden=each.hidden * n) for each, n in zip(shallow, layers, strict=True)
        ]

    @property
    def n_again(self) -> int:
        """How many of the trials, the first ones, are trained again."""
        return min(AGAIN, self.trials)

    def at_defaults(self) -> list[Settings]:
        """Return the first trials again for each of `TUNED`, that knob at its default."""
        places = np.repeat(self.places()[None, : self.n_again], len(TUNED), axis=0)
        for i, knob in enumerate(KNOBS[: len(TUNED)]):
            places[i, :, i] = knob.place
        return self.settings_at(places.reshape(-1, len(KNOBS)))
