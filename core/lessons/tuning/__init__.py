"""What the pages on tuning hyperparameters need: scales to sample on, and searches."""
