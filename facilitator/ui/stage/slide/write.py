"""Slides of boxes, mind map, places and own scenarios."""
