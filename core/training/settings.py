"""Everything that decides a training run: the same settings, the same run, to the last bit."""

import math
from collections.abc import Collection
from dataclasses import asdict, dataclass, fields, replace
from itertools import pairwise
from typing import Any, Self

from core.activations import ACTIVATIONS
from core.optimizers import OPTIMIZERS
from core.text.written import quoted
from core.training.data import DATA_SETS
from core.training.network import INITIALIZATIONS, Network

MOST_WORK = 8e9  # multiply-adds in one run, a second or so on one core
CALLS_PER_STEP = 1.5e5  # what the NumPy calls of one step cost, in multiply-adds
FARTHEST_POINT, FEWEST_POINTS = 1e6, 4  # of a visitor's own points; the fewest alone

CHOICES: dict[str, Collection[str]] = {
    "data": DATA_SETS,
    "activation": ACTIVATIONS,
    "initialization": INITIALIZATIONS,
    "optimizer": OPTIMIZERS,
}
BOUNDS: dict[str, tuple[float, float]] = {
    "classes": (2, 6),
    "examples": (10, 1000),
    "noise": (0, 1),
    "validation_share": (0, 0.5),
    "learning_rate": (1e-6, 100),
    "decay": (0, 10),
    "beta1": (0, 0.9999),
    "beta2": (0, 0.99999),
    "epsilon": (1e-12, 1),
    "l2": (0, 1),
    "batch_size": (1, 1000),
    "steps": (1, 5000),
    "seed": (0, 2**31 - 1),
}
MOST_LAYERS, MOST_UNITS, MOST_LEGS = 4, 64, 5


class SettingError(ValueError):
    """A field of the settings, or of a leg that is counted from 1, is what it must not be."""

    def __init__(self, field: str, value: Any, rule: str, leg: int = 0) -> None:
        shown = quoted(value) if isinstance(value, str) else repr(value)
        where = f" of leg {leg}" if leg else ""
        super().__init__(f"{field}{where} is {shown}; {rule}")
        self.field, self.value, self.rule, self.leg = field, value, rule, leg


@dataclass(frozen=True)
class Leg:
    """A further stretch of a run, trained on with other hyperparameters."""

    steps: int
    learning_rate: float
    optimizer: str
    batch_size: int


@dataclass(frozen=True)
class Settings:
    """All that a run depends on, each with a default that works.

    Raises SettingError, a ValueError, naming the field, what came and what is allowed.

    >>> Settings(classes=7)
    Traceback (most recent call last):
    core.training.settings.SettingError: classes is 7; it must be a whole number from 2 to 6
    """

    data: str = "spirals"
    classes: int = 3
    examples: int = 300
    noise: float = 0.1
    validation_share: float = 0.2
    points: tuple[tuple[float, float, int], ...] = ()  # x, y, class: besides the data set
    alone: bool = False  # the points without the data set
    hidden: tuple[int, ...] = (16, 16)
    activation: str = "relu"
    batch_norm: bool = True
    initialization: str = "he"
    optimizer: str = "adam"
    learning_rate: float = 0.01
    decay: float = 0.01  # α of epoch e is learning_rate / (1 + decay · e)
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    l2: float = 0.0  # adds l2/2 · Σ W² to the loss
    batch_size: int = 64
    steps: int = 1000
    seed: int = 0
    legs: tuple[Leg, ...] = ()

    def __post_init__(self) -> None:
        _check_choices_and_numbers(self)
        _check_hidden(self.hidden)
        _check_points(self)
        for field in ("batch_norm", "alone"):
            if not isinstance(getattr(self, field), bool):
                raise SettingError(field, getattr(self, field), "it must be True or False")
        if len(self.legs) > MOST_LEGS:
            raise SettingError("legs", len(self.legs), f"at most {MOST_LEGS} can follow")
        for number, leg in enumerate(self.legs, start=1):
            _check_choices_and_numbers(leg, number)
        if self.work > MOST_WORK:
            raise SettingError(
                "steps",
                self.total_steps,
                "with a network and mini-batches this large at most "
                f"{self.most_steps} can be trained here",
            )

    @property
    def network(self) -> Network:
        """The form of the network that these settings describe."""
        return Network((2, *self.hidden, self.classes), self.activation, self.batch_norm)

    @property
    def total_steps(self) -> int:
        """The steps of all legs together."""
        return self.steps + sum(leg.steps for leg in self.legs)

    @property
    def plan(self) -> tuple[Self, ...]:
        """The settings of each leg of the run, the first leg first."""
        if not self.legs:
            return (self,)
        first = replace(self, legs=())
        return first, *(replace(first, **asdict(leg)) for leg in self.legs)

    def leg_of(self, t: int) -> tuple[Self, int]:
        """Return the settings of the leg that takes step t, 1 for the first, and its step there."""
        for leg in self.plan:
            if t <= leg.steps:
                break
            t -= leg.steps
        return leg, t

    @property
    def step_work(self) -> float:
        """The cost of one step in multiply-adds: three products a layer, and what each call costs.

        The constants were fitted to measured times; they need to be right within a factor of two.
        """
        sizes = self.network.sizes
        products = 3 * sum(n * n_prev for n_prev, n in pairwise(sizes))
        passes = (60 if self.batch_norm else 30) * sum(sizes[1:])
        update = 60 * self.network.n_parameters
        m = min(self.batch_size, len(self.points) + (0 if self.alone else self.examples))
        return CALLS_PER_STEP + update + m * (products + passes)

    @property
    def work(self) -> float:
        """The cost of the whole run, all legs, in multiply-adds."""
        return sum(leg.steps * leg.step_work for leg in self.plan)

    @property
    def most_steps(self) -> int:
        """The most steps of this network on these mini-batches that one run may take."""
        return min(int(BOUNDS["steps"][1]), int(MOST_WORK / self.step_work))


def _check_choices_and_numbers(part: Settings | Leg, leg: int = 0) -> None:
    for field in fields(part):
        value = getattr(part, field.name)
        if field.name in CHOICES and value not in CHOICES[field.name]:
            rule = f"it must be one of {', '.join(CHOICES[field.name])}"
            raise SettingError(field.name, value, rule, leg)
        if field.name in BOUNDS:
            _check_number(field.name, value, field.type is int, leg)


def _check_number(name: str, value: Any, whole: bool, leg: int) -> None:
    low, high = BOUNDS[name]
    kind = "a whole number" if whole else "a number"
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not low <= value <= high or (whole and not isinstance(value, int)):
        raise SettingError(name, value, f"it must be {kind} from {low:g} to {high:g}", leg)


def _check_hidden(hidden: Any) -> None:
    fits = isinstance(hidden, tuple) and len(hidden) <= MOST_LAYERS
    if not fits or not all(type(n) is int and 1 <= n <= MOST_UNITS for n in hidden):
        rule = f"there may be at most {MOST_LAYERS} layers, each of 1 to {MOST_UNITS} units"
        raise SettingError("hidden", hidden, rule)


def _check_points(settings: Settings) -> None:
    points, classes = settings.points, settings.classes
    for point in points:
        x, y, label = point if len(point) == 3 else (math.nan,) * 3
        if not (abs(x) <= FARTHEST_POINT and abs(y) <= FARTHEST_POINT and label in range(classes)):
            within = f"x, y within ±{FARTHEST_POINT:g} and a class from 0 to {classes - 1}"
            raise SettingError("points", point, f"each must be {within}")
    low, high = FEWEST_POINTS if settings.alone else 0, int(BOUNDS["examples"][1])
    if not low <= len(points) <= high:
        raise SettingError("points", len(points), f"there must be {low} to {high} of them")


DEFAULTS = Settings()
