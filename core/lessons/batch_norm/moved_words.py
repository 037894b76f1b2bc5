"""What becomes of a network's answers when its inputs change, in words."""

from core.lessons.batch_norm.moved_inputs import EXAMPLES, Change, Moved
from core.text import written


def labels(n_frames: int) -> list[str]:
    """Write how far on the way each frame is.

    >>> labels(3)
    ['as trained', '50% of the change', '100% of the change']
    """
    return ["as trained", *(f"{i / (n_frames - 1):.0%} of the change" for i in range(1, n_frames))]


def at_every_frame(moved: Moved) -> list[str]:
    """Say how many of the inputs each of the three answers gets right, frame by frame."""
    shares = [
        [written.share(each) for each in answers.accuracy.tolist()]
        for answers in (moved.without, moved.running, moved.anew)
    ]
    return [
        f"Of {EXAMPLES} new points are right: **{off}** without batch norm, **{running}** with it "
        f"and the μ and σ² of training, **{anew}** with μ and σ² taken anew from these points."
        for off, running, anew in zip(*shares, strict=True)
    ]


def what_is_undone(change: Change, moved: Moved) -> str:
    """Say whether new statistics undo this change, and how many answers it changes."""
    if change == Change():
        return "Nothing is changed yet: pull a slider above."
    before = written.share(float(moved.anew.accuracy[0]))
    differ = int((moved.anew.right[0] != moved.anew.right[-1]).sum())
    if change.stretch == 1 and change.turn % 360 == 0:
        return (
            "Moving and scaling the inputs only shifts and scales every z of the first layer. "
            "Batch norm removes exactly that, but for ε. "
            f"With μ and σ² of these points {before} were right before the change, too. Points "
            f"that change from right to wrong or back: **{differ}**."
        )
    return (
        "Stretching and turning mix x₁ and x₂ in another proportion in every z. New μ and σ² "
        f"cannot undo that: **{differ}** points change from right to wrong or back."
    )
