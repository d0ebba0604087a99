"""Läsår: the plan of a school year, as a wheel and as a list, and what changes it."""
