"""The further legs of a run as a line of text, short enough for a link."""

from collections.abc import Sequence

from core.text.written import quoted
from core.training.settings import Leg


def to_text(legs: Sequence[Leg]) -> str:
    """Return the legs as text that `from_text` understands.

    >>> to_text([Leg(500, 0.001, "adam", 64)])
    '500 adam 0.001 64'
    """
    return "; ".join(
        f"{g.steps} {g.optimizer} {repr(g.learning_rate).removesuffix('.0')} {g.batch_size}"
        for g in legs
    )


def from_text(text: str) -> tuple[Leg, ...]:
    """Return the legs in `text`, steps, optimizer, learning rate and mini-batch size each.

    Raises ValueError naming the leg that cannot be read.

    >>> from_text("500 adam 0.001 64; 100 sgd 0.1 32")[1].optimizer
    'sgd'
    """
    parts = [part.split() for part in text.split(";") if part.strip()]
    return tuple(_read_leg(number, words) for number, words in enumerate(parts, start=1))


def _read_leg(number: int, words: list[str]) -> Leg:
    try:
        steps, optimizer, learning_rate, batch_size = words
        return Leg(int(steps[:9]), float(learning_rate[:30]), optimizer[:20], int(batch_size[:9]))
    except ValueError:
        raise ValueError(
            f"leg {number} is {quoted(' '.join(words))}; it must be steps, optimizer, learning "
            "rate and mini-batch size, such as 500 adam 0.001 64"
        ) from None
