"""The mathematics of the lesson, the charts that show it, and what the pages share.

NumPy's matrix products run in one thread here. These matrices are so small that threads gain
nothing, and on a busy server threads that wait for each other cost ten times the work itself.
"""

import os

for library in ("OPENBLAS", "MKL", "OMP"):
    os.environ.setdefault(f"{library}_NUM_THREADS", "1")  # heard only before NumPy is imported
