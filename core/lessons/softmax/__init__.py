"""Softmax: scores worked out, pulled, walked down the loss, and the lines where classes tie."""
