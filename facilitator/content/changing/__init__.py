"""A lesson while it is changed: its texts, its steps, and how they are written back."""
