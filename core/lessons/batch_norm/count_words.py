"""With how many seeds networks end lower with batch norm, in words and as a table."""

from collections.abc import Sequence
from typing import NamedTuple

from core.text import written
from core.training import Settings, trials
from core.training.trials import Trials

GUESSES = ("Most", "About half", "Few")  # over two thirds of the seeds, in between, under one


class Count(NamedTuple):
    """For how many of so many seeds the training loss was lower without and with batch norm."""

    without: int
    with_norm: int
    seeds: int
    steps: int


def counted(found: Trials) -> Count:
    """Count in which runs the training loss ends lower, A without batch norm and B with it."""
    without, with_norm = trials.score(found.loss_a[:, -1], found.loss_b[:, -1])
    return Count(without, with_norm, len(found.seeds), int(found.steps[-1]))


def network(settings: Settings) -> str:
    """Say in a few words what is trained, and how.

    >>> network(Settings())
    '16, 16 relu, adam α = 0.01, mini-batches of 64, first weights he, spirals'
    """
    return (
        f"{written.units(settings.hidden)} {settings.activation}, {settings.optimizer} α = "
        f"{settings.learning_rate:g}, mini-batches of {settings.batch_size}, first weights "
        f"{settings.initialization}, {settings.data}"
    )


def in_a_table(rows: Sequence[tuple[Settings, Count | None]]) -> str:
    """Return a table in Markdown, a row a network; what is not counted yet says so."""
    lines = ["| Network | with | without |", "|---|---|---|"]
    for settings, count in rows:
        if count is None:
            lines.append(f"| {network(settings)} | ? | ? |")
        else:
            lines.append(
                f"| {network(settings)}; {count.steps:,} steps | **{count.with_norm}** of "
                f"{count.seeds} | **{count.without}** of {count.seeds} |"
            )
    return "\n".join(lines)


def answer(guess: str, count: Count) -> tuple[str, bool]:
    """Return what came out, in words, and whether the guess was right.

    >>> answer("Few", Count(without=20, with_norm=0, seeds=20, steps=640))
    ('It is lower with batch norm for 0 of 20 seeds', True)
    """
    share = count.with_norm / count.seeds
    right = GUESSES[0 if share > 2 / 3 else 1 if share >= 1 / 3 else 2]
    found = f"It is lower with batch norm for {count.with_norm} of {count.seeds} seeds"
    return found, guess == right
