"""Förbered: a quarter of an hour with a lesson before it is held."""
