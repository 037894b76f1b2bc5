"""Validation accuracy after training, beside scikit-learn's MLPClassifier on the same examples.

Both take the defaults of `Settings`: hidden layers, mini-batches, Adam with the same α, as many
epochs. MLPClassifier has no batch norm. Averages over 100 seeds, each with examples of its own.
"""

import warnings
from collections.abc import Iterator

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from benchmarks.side_by_side import Row
from core import training
from core.training import Run, replay
from core.training.data import DATA_SETS
from core.training.settings import Settings

SEEDS = 100


def rows() -> Iterator[Row]:
    """Yield the mean accuracies on every data set, and how sure their difference is."""
    for name in DATA_SETS:
        group = [Settings(data=name, seed=seed) for seed in range(SEEDS)]
        runs = training.train_together(group, np.array([0, group[0].steps]))
        ours = np.array([replay.curves(run).validation_accuracy[-1] for run in runs])
        theirs = np.array([scikit_learn(run) for run in runs])
        error = (ours - theirs).std(ddof=1) / np.sqrt(SEEDS)
        yield Row(
            f"validation accuracy on {name} / scikit-learn",
            f"{ours.mean():.1%}",
            f"{theirs.mean():.1%}",
            f"{ours.mean() / theirs.mean():.3f} (difference {ours.mean() - theirs.mean():+.1%} "
            f"± {error:.1%})",
        )


def scikit_learn(run: Run) -> float:
    """Return the validation accuracy of an MLPClassifier trained on the same examples."""
    settings, data = run.settings, run.data
    epochs = round(settings.steps / np.ceil(data.labels.size / settings.batch_size))
    classifier = MLPClassifier(
        settings.hidden,
        activation=settings.activation,
        alpha=settings.l2,
        batch_size=settings.batch_size,
        learning_rate_init=settings.learning_rate,
        max_iter=epochs,
        n_iter_no_change=epochs,
        random_state=settings.seed,
        solver=settings.optimizer,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        classifier.fit(data.X.T, data.labels)
    return float(classifier.score(data.X_validation.T, data.labels_validation))
