"""The leader's window while a lesson runs."""
