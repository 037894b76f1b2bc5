"""Print one line per comparison: name, ours, theirs, ratio."""

import logging
import os
import platform
from importlib.metadata import version
from pathlib import Path

import torch

from benchmarks import (
    THREADS,
    accuracy,
    gradients,
    importances,
    recorded_run,
    reruns,
    steps,
    together,
)

LIBRARIES = ("numpy", "torch", "scikit-learn", "optuna")
SUITES = (steps, together, recorded_run, reruns, gradients, accuracy, importances)


def main() -> None:
    """Print a line that says what ran where, then the comparisons as they are made."""
    logging.disable(logging.WARNING)  # Streamlit's, that it runs without a server
    torch.set_num_threads(THREADS)
    torch.set_num_interop_threads(THREADS)
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    where = f"Python {platform.python_version()} on {os.cpu_count()} × {processor()}"
    print(f"Threads for BLAS, OpenMP, PyTorch: {THREADS} each. {versions}, {where}.")
    print("Times are processor times, the shortest of many rounds in turns.")
    print(f"{'':66}{'ours':>10}{'theirs':>12}   ratio")
    for suite in SUITES:
        for name, ours, theirs, ratio in suite.rows():
            print(f"{name:66}{ours:>10}{theirs:>12}   {ratio}".rstrip(), flush=True)


def processor() -> str:
    """Return the name of the processor as Linux knows it, elsewhere its kind."""
    description = Path("/proc/cpuinfo")
    lines = description.read_text().splitlines() if description.exists() else []
    names = [line.split(": ")[1] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


if __name__ == "__main__":
    main()
