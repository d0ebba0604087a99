"""Slides of paper, pen, body and story."""
