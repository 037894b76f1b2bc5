"""The mathematics of the lesson, the charts that show it, and what the pages share."""
