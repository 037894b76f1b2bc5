"""Arrays in, Altair charts out: nothing here computes what it draws."""
