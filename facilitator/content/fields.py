"""How a field of the model is declared: its meaning and its limits."""

from dataclasses import field
from typing import Any, Final

from facilitator.i18n import _

ID: Final = r"[a-z0-9]+(-[a-z0-9]+)*"
ONE_LINE: Final = 170  # texts of at most this many characters stand on one line


def spec(
    doc: str,
    *,
    chars: int | None = None,
    low: int | None = None,
    high: int | None = None,
    pattern: str = "",
    each: tuple[int, int] | None = None,
    point: bool = False,
    default: Any = ...,
) -> Any:
    """Declare a model field: its meaning, at most `chars` characters a text, `low`…`high` for a number or a count.

    `each` gives the lowest and the highest number in a list of numbers; a `point` is a line among others on the
    projector and may hold half as many words as a question or a text.
    """
    rules: dict[str, Any] = {"doc": doc, "chars": chars, "low": low, "high": high, "pattern": pattern}
    rules |= {"each": each, "point": point, "empty": default == ""}
    if default is ...:
        return field(metadata=rules)
    if default is dict:
        return field(default_factory=dict, metadata=rules)
    return field(default=default, metadata=rules)


def ident(doc: str) -> Any:
    """Declare a stable identifier: lower-case letters, digits and single hyphens."""
    return spec(doc, chars=48, pattern=ID)


def span(low: object, high: object) -> str:
    """The numbers from `low` to `high` in words; a single one stands by itself."""
    return str(low) if low == high else _("{low} to {high}").format(low=low, high=high)
