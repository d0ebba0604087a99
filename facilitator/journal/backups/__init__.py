"""Verified copies of the log, and how one is brought back."""
