"""How far the loss falls along the gradient, in words."""

from core.lessons.batch_norm.slope import Slope
from core.text import written

WITHOUT, WITH = "without batch norm", "with batch norm"


def longer(without: Slope, with_norm: Slope) -> tuple[int, int]:
    """Return at how many of the steps one may walk farther without batch norm, and with it."""
    return (
        int((without.longest > with_norm.longest).sum()),
        int((with_norm.longest > without.longest).sum()),
    )


def farther(without: Slope, with_norm: Slope) -> str | None:
    """Return the side on which one may walk farther at more of the steps, if there is one."""
    off, on = longer(without, with_norm)
    return None if off == on else (WITHOUT if off > on else WITH)


def answer(without: Slope, with_norm: Slope) -> str:
    """Say at how many of the recorded steps one may walk farther on each side."""
    off, on = longer(without, with_norm)
    n = len(without.steps)
    return (
        f"Of {n} recorded steps one may walk farther **with** batch norm at **{on}**, and farther "
        f"**without** it at **{off}**, before the loss rises above where it began"
    )


def at_every_frame(without: Slope, with_norm: Slope) -> list[str]:
    """Say at every recorded step how far the loss falls, and how far one may walk."""
    return [
        f"Step {step:,}. Without batch norm the loss falls by at most **{_fall(without, frame)}**, "
        f"and rises above its beginning after a length of **{_length(without, frame)}**. With it: "
        f"**{_fall(with_norm, frame)}** and **{_length(with_norm, frame)}**."
        for frame, step in enumerate(without.steps.tolist())
    ]


def _fall(slope: Slope, frame: int) -> str:
    return written.rounded(max(-float(slope.changes[frame].min()), 0.0), 2)


def _length(slope: Slope, frame: int) -> str:
    length = float(slope.longest[frame])
    if length == 0:
        return f"less-than-{slope.lengths[0]:g}".replace("-", " ")
    return written.rounded(length, 2)
