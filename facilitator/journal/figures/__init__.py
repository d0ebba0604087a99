"""What the log can be counted for: the measures, their words, and what is too small to be shown."""
