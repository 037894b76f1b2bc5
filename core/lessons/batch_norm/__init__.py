"""Batch norm: the same network with and without it, and one unit worked out."""
