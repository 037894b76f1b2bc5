"""A training run on the screen, one step taken apart, and two runs compared."""
