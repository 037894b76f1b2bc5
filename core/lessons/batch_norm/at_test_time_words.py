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
    return f"{LIBRARIES}\n| here, ε {_short(epsilon)} | {here} | biased |"


def _short(epsilon: float) -> str:
    return f"{epsilon:.0e}".replace("e-0", "e-")


def alone(probabilities: Array) -> tuple[str, bool]:
    """Say what the network says of examples `(n, C)` that are normalized alone, and that it is so.

    Returned with whether it is the same of all of them, as it must be: z_norm is 0.
    """
    spread = float(np.ptp(probabilities, axis=0).max())
    best = probabilities[0].argmax()
    found = (
        f"Alone, μ is the example's own z. So z_norm is 0 and z̃ = β in every unit. Of each of the "
        f"{len(probabilities)} validation examples the network says class {best + 1} with "
        f"probability {probabilities[0, best]:.3f}. No probability differs by more than "
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
        f"**{running:.3f}**. Its start, {found.first:g}, still has a weight of "
        f"**{written.share(left_of_the_start(beta, steps))}** in it. With bias correction, which "
        f"leaves the start out, it is {corrected:.3f}."
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
    root = f"√({sigma2:.3f} + {_short(batch_norm.EPSILON)})"
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


def better_without(table: dict[int, dict[str, list[float]]], without: str) -> str:
    """Count the seeds that are better without batch norm than in the best way of testing with it.

    `table` is as in `rescued`; `without` names its row of networks trained without batch norm.

    >>> better_without({2: {"8": [0.3, 0.6], "64": [0.4, 0.5], "none": [0.5, 0.5]}}, "none")
    'Better without batch norm, however tested with it: 1 of 2 seeds with mini-batches of 2.'
    """
    told: list[str] = []
    for size, ways in table.items():
        best = np.max([found for way, found in ways.items() if way != without], axis=0)
        count = int((np.array(ways[without]) > best).sum())
        seeds, batches = ("", "") if told else (" seeds", "mini-batches of ")
        told.append(f"{count} of {best.size}{seeds} with {batches}{size}")
    return f"Better without batch norm, however tested with it: {', '.join(told)}."


def cold(shares: Array, slow: float, quick: float) -> str:
    """Return a table in Markdown of the shares that are right after a cold start, and a count.

    `shares` `(seeds, 3)` are those of running averages at β = `slow`, of the same bias-corrected,
    and at β = `quick`; their mean over seeds is told.

    >>> print(cold(np.array([[0.5, 0.7, 0.8], [0.6, 0.6, 0.9]]), 0.99, 0.9))
    | running averages | right |
    |---|---|
    | β = 0.99 | 55% |
    | β = 0.99, bias-corrected | 65% |
    | β = 0.9 | 85% |
    <BLANKLINE>
    The corrected ones are better than the plain ones with 1 of 2 seeds.
    """
    names = [f"β = {slow:g}", f"β = {slow:g}, bias-corrected", f"β = {quick:g}"]
    rows = [
        f"| {name} | {written.share(each)} |"
        for name, each in zip(names, shares.mean(axis=0).tolist(), strict=True)
    ]
    better = int((shares[:, 1] > shares[:, 0]).sum())
    head = ["| running averages | right |", "|---|---|"]
    count = (
        f"The corrected ones are better than the plain ones with {better} of {len(shares)} seeds."
    )
    return "\n".join([*head, *rows, "", count])


def kept_unbiased(
    sizes: Sequence[int], growth: Array, right: tuple[float, float], most: float
) -> str:
    """Say what the unbiased variance changes: σ² by shares `growth`, and the shares that are right.

    `sizes` are those of the mini-batches of the run, `most` the largest change of a probability.
    """
    both = " or ".join(str(size) for size in sorted(set(sizes), reverse=True))
    low, high = (f"{100 * each:.2f}" for each in (growth.min(), growth.max()))
    grown = f"{low}%" if low == high else f"{low} to {high}%"
    before, now = map(written.share, right)
    return (
        f"In this training m is {both}. So σ² grows by {grown}. Then **{now}** of the "
        f"validation examples are right, {before} before. No probability changes by more than "
        f"{most:.3f}."
    )
