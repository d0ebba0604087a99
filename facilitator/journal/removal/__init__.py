"""Removal by decision (gallring): what falls under it, its record, and that no byte is left."""
