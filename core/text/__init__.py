"""Numbers and words as people read, type and paste them."""
