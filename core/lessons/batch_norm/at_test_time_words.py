"""Test time in words: what is said of one example, how often it is right, what folding keeps."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from core import averages, batch_norm
from core.lessons.batch_norm.running import Gathered, left_of_the_start
from core.text import written
from core.training.network import BatchNormed, Linear
from core.types import Array

SAME, AS_RUNNING, AT_RANDOM = (
    "the same of every example",
    "what it says with the running averages",
    "another class each time",
)
GUESSES = (AS_RUNNING, SAME, AT_RANDOM)
LIBRARIES = """\
| | new running average | variance |
|---|---|---|
| Ioffe and Szegedy (2015), algorithm 2 | mean over many mini-batches | unbiased |
| PyTorch, ε 1e-5, momentum 0.1 | 0.9 · old + 0.1 · new | unbiased |
| Keras 3, ε 1e-3, momentum 0.99 | 0.99 · old + 0.01 · new | biased |
| Flax, ε 1e-5, momentum 0.99 | 0.99 · old + 0.01 · new | biased |"""


def conventions(beta: float, epsilon: float) -> str:
    """Return a table in Markdown of what libraries keep at training, and what is kept here."""
    here = f"{beta:g} · old + {round(1 - beta, 9):g} · new"
    return f"{LIBRARIES}\n| here, ε {epsilon:.0e} | {here} | biased |".replace("e-0", "e-")


def alone(probabilities: Array) -> tuple[str, bool]:
    """Say what the network says of examples `(n, C)` that are normalized alone, and that it is so.

    Returned with whether it is the same of all of them, as it must be: z_norm is 0.
    """
    spread = float(np.ptp(probabilities, axis=0).max())
    best = probabilities[0].argmax()
    found = (
        f"Alone, μ is the example's own z, so z_norm is 0 and z̃ = β in every unit. The network "
        f"says class {best + 1} with probability {probabilities[0, best]:.3f} of each of the "
        f"{len(probabilities)} validation examples; no probability differs by more than "
        f"{written.rounded(spread, 2)}"
    )
    return found, spread < 1e-9


def at_every_draw(said: Array, by_running: Array, label: int, size: int) -> list[str]:
    """Say for each draw what the network says of the chosen example, `(F, C)`, and what it should.

    `by_running` `(C,)` is what it says with the running averages, `label` its class from 0.
    """
    plain = by_running.argmax()
    should = (
        f"By the running averages it says class **{plain + 1}**, {by_running[plain]:.2f}. The "
        f"point is of class {label + 1}."
    )
    company = (
        "All alone"
        if size == 1
        else f"Among {written.counted(size - 1, 'neighbour', 'neighbours')}"
    )
    return [
        f"{company} the network says class **{each.argmax() + 1}** of the point in the diamond, "
        f"with probability {each.max():.2f}. {should}"
        for each in said
    ]


def over_the_draws(said: Array) -> str:
    """Count what the network says of one example over the draws, `(F, C)`.

    >>> over_the_draws(np.array([[0.9, 0.1], [0.2, 0.8], [0.7, 0.3]]))
    'Over 3 draws of neighbours it says class 1 in 2, class 2 in 1.'
    """
    counts = Counter((said.argmax(axis=1) + 1).tolist())
    told = ", ".join(f"class {name} in {times}" for name, times in counts.most_common())
    return f"Over {len(said)} draws of neighbours it says {told}."


def labels_of_betas(betas: Sequence[float]) -> list[str]:
    """Return what the player shows at each β."""
    return [
        f"β = {written.rounded(beta, 5)} · looks back "
        f"{written.counted(round(averages.memory(beta)), 'step', 'steps')}"
        for beta in betas
    ]


def at_every_beta(found: Gathered, betas: Array) -> list[str]:
    """Say for each β how much of the start is left at the end, and what the averages hold."""
    steps = len(found.own)
    return [
        f"After {steps} steps the running average at β = {written.rounded(beta, 5)} is "
        f"**{running:.3f}**. Of the {found.first:g} with which it started "
        f"**{written.share(left_of_the_start(beta, steps))}** is left in it. With bias "
        f"correction, which leaves the start out, it is {corrected:.3f}."
        for beta, running, corrected in zip(
            betas.tolist(), found.running[:, -1], found.corrected[:, -1], strict=True
        )
    ]


def folded(layer: BatchNormed, plain: Linear, mean: Array, variance: Array, unit: int) -> str:
    """Work out the folding of a unit's first weight and its bias, with their numbers.

    `mean` and `variance` are the running averages of the layer, `(n, 1)`; units count from 0.
    """
    gamma, beta = layer.gamma[unit, 0], layer.beta[unit, 0]
    mu, sigma2 = mean[unit, 0], variance[unit, 0]
    w, b = plain.W[unit, 0], plain.b[unit, 0]
    root = f"√({sigma2:.3f} + {batch_norm.EPSILON:g})"
    return (
        f"Its first weight: {layer.W[unit, 0]:.3f} · {gamma:.3f} / {root} = **{w:.3f}**. Its bias: "
        f"{beta:.3f} - {gamma:.3f} · {mu:.3f} / {root} = **{b:.3f}**."
    )


def rescued(table: dict[int, dict[str, list[float]]]) -> str:
    """Return a table in Markdown: percent right, a row a way of testing, the median over seeds.

    `table` holds the accuracies over seeds, by the size of mini-batches in training and the way.

    >>> print(rescued({2: {"8": [0.3, 0.4, 0.9]}, 64: {"8": [0.5, 0.5, 0.6]}}))
    | tested with | 2 | 64 |
    |---|---|---|
    | 8 | 40 | 50 |
    """
    ways = next(iter(table.values()))
    rows = [["tested with", *map(str, table)], ["---"] * (1 + len(table))]
    rows += [
        [way, *(f"{100 * np.median(found[way]):.0f}" for found in table.values())] for way in ways
    ]
    head, rule, *rest = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, rule.replace(" ", ""), *rest])
