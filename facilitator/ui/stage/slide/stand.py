"""Slides of hot chair, line and answers."""
