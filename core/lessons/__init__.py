"""What only the pages of one chapter need, a folder a chapter of the menu."""
