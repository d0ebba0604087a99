"""A running lesson: its orders, its screens, its keys and its clock, joined to console and stage."""
