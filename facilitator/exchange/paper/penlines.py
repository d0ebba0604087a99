"""What is left for a pen on a paper."""

from facilitator.exchange.paper.pieces import Gap, Piece, Row, Rule, Stack, Words


def write_line(name: str, *, wide: float = 4, scale: float = 1) -> list[Piece]:
    """A line to write on, with its name before it."""
    line = Stack((Gap(1.6 * scale), Rule("ink-3", write=True)))
    return [Gap(1.2 * scale), Row((Words(name, "body", token="ink-2", scale=scale), line), (1, wide))]
