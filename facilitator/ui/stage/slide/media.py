"""Slides of pictures, films and sounds."""
