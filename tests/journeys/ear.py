"""Reads the program as a screen reader does, over AT-SPI; run by a Python that has `gi`. Orders and answers are JSON lines.

`tree`: all that can be seen; `press` and a name: the first control of this name is pressed; `heard`: what was announced.
"""

import json
import sys
from collections.abc import Iterator
from typing import Any

import gi  # type: ignore[import-not-found,unused-ignore]

gi.require_version("Atspi", "2.0")

from gi.repository import Atspi, GLib  # type: ignore[import-not-found,unused-ignore]  # noqa: E402

PROGRAM = "Passledaren"
TOLD = ("focusable", "focused", "checked", "checkable", "enabled", "editable", "modal")
heard: list[str] = []


def program() -> Any | None:
    """The program's own root; None while it is not there."""
    desktop = Atspi.get_desktop(0)
    found = (desktop.get_child_at_index(place) for place in range(desktop.get_child_count()))
    return next((one for one in found if one is not None and one.get_name() == PROGRAM), None)


def nodes(node: Any, depth: int = 0) -> Iterator[tuple[int, Any]]:
    """A node and all below it that can be seen, in the order they are read."""
    yield depth, node
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is None:
            continue
        child.clear_cache()  # what was read before may be old
        if child.get_state_set().contains(Atspi.StateType.VISIBLE):
            yield from nodes(child, depth + 1)


def told(depth: int, node: Any) -> dict[str, Any]:
    """What is said of a node."""
    states = [one.value_nick for one in node.get_state_set().get_states()]
    return {
        "depth": depth,
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "states": [one for one in states if one in TOLD],
    }


def press(name: str) -> bool:
    """Do what a press does; False when there is no such control."""
    root = program()
    for _depth, node in nodes(root) if root is not None else ():
        deed = node.get_action_iface()
        if node.get_name() == name and deed is not None and deed.get_n_actions():
            return bool(deed.do_action(0))
    return False


def answer(order: dict[str, str]) -> object:
    """Carry out an order."""
    root = program()
    match order["do"]:
        case "tree":
            return [told(*one) for one in nodes(root)] if root is not None else []
        case "press":
            return press(order["name"])
        case _:
            return heard


def hear(event: Any) -> None:
    """Keep what was announced."""
    heard.append(str(event.any_data))


def read(_source: object, _condition: object) -> bool:
    """Answer one order; the end of the orders is the end."""
    line = sys.stdin.readline()
    if not line:
        Atspi.event_quit()
        return False
    try:
        said = answer(json.loads(line))
    except GLib.Error:  # something went away while it was read
        said = None
    print(json.dumps(said), flush=True)
    return True


listener = Atspi.EventListener.new(hear)
listener.register("object:announcement")
GLib.io_add_watch(sys.stdin, GLib.IO_IN | GLib.IO_HUP, read)
Atspi.event_main()
