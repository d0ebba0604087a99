"""Passledaren leads a lesson on violence prevention step by step and records each session locally."""

__version__ = "0.1.0"
