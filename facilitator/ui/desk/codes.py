"""Small help with writing a group's code; what a code may be is decided in planning."""


def tidy(text: str) -> str:
    """The code as it is kept: 6b becomes 6B, 6b-H1 becomes 6B-h1."""
    group, dash, part = text.strip().partition("-")
    return f"{group.upper()}{dash}{part.lower()}"
