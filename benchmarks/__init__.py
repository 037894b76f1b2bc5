"""How fast it is, how exact, and beside what.

`python -m benchmarks` compares with PyTorch and scikit-learn, a line each, in two minutes;
`python -m benchmarks.film_fps` counts the frames a browser draws. `requirements.txt` says what is
needed. Everything runs on one thread, which must be said before NumPy is imported.
"""

import os

THREADS = 1
for library in ("OMP", "OPENBLAS", "MKL"):
    os.environ[f"{library}_NUM_THREADS"] = str(THREADS)
