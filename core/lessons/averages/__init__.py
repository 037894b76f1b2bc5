"""Averages that forget: what to average, the film over β, and its words."""
