"""One training step on [2, 16, 16, 3], 64 examples a mini-batch, in float64.

Ours is `Trainer.advance`, which also reshuffles the examples every epoch and copies each mini-batch
to its place. PyTorch is given tensors that are ready; scikit-learn's `fit` shuffles too.
"""

import warnings
from collections.abc import Callable, Iterator
from itertools import cycle, islice

from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from benchmarks import pytorch
from benchmarks.side_by_side import Row, race
from core.training import examples
from core.training.gradient_descent import Trainer, first_state
from core.training.settings import Settings

# five full mini-batches an epoch
NORMED = Settings(examples=320, validation_share=0, decay=0, steps=5000)
PLAIN = Settings(
    examples=320,
    validation_share=0,
    decay=0,
    steps=5000,
    batch_norm=False,
    optimizer="sgd",
    learning_rate=0.1,
)


def rows() -> Iterator[Row]:
    """Yield a row for each opponent."""
    yield against_pytorch("step, batch norm + Adam / PyTorch", NORMED)
    yield against_pytorch("step, batch norm + Adam / PyTorch, fused Adam", NORMED, fused=True)
    yield against_pytorch("step, SGD / PyTorch", PLAIN)
    yield against_scikit_learn("step, SGD / scikit-learn's fit", PLAIN)


def against_pytorch(name: str, settings: Settings, **options: bool) -> Row:
    """Time the same step of ours and of PyTorch's, eager."""
    network = pytorch.model(settings.network)
    optimizer = pytorch.optimizer(settings, network, **options)
    data = examples.of(settings)
    X, labels = pytorch.examples(data.X, data.labels)
    size = settings.batch_size
    batches = cycle(list(zip(X.split(size), labels.split(size), strict=True)))

    def theirs() -> None:
        for batch in islice(batches, 50):
            pytorch.step(network, optimizer, *batch)

    return race(name, _ours(settings, 50), theirs, rounds=99, units=50)


def against_scikit_learn(name: str, settings: Settings) -> Row:
    """Time the same step of ours and of `MLPClassifier.fit`, 50 epochs of 5 steps at a time."""
    X, labels, *_ = examples.of(settings)
    classifier = MLPClassifier(
        settings.hidden,
        alpha=0,
        batch_size=settings.batch_size,
        learning_rate_init=settings.learning_rate,
        max_iter=50,
        momentum=0,
        n_iter_no_change=50,
        nesterovs_momentum=False,
        solver="sgd",
    )

    def theirs() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            classifier.fit(X.T, labels)

    return race(name, _ours(settings, 250), theirs, rounds=19, units=250)


def _ours(settings: Settings, steps: int) -> Callable[[], None]:
    trainer = Trainer(settings, start=first_state(settings))
    return lambda: trainer.advance(steps)
