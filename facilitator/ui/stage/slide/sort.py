"""Slides of sorting."""
