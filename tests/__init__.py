"""The tests; `core` comes first, so that NumPy computes in one thread here as in the app."""

import core as core
