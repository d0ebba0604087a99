"""Logs that stand in for one that cannot be opened, and how what they hold comes into it."""
