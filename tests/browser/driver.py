"""A real headless Chromium, spoken to in the WebDriver protocol: just what these tests use of it."""

import base64
import json
import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from tests.patience import PATIENCE_MS

ARGUMENTS: Final = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
KEYS: Final = {
    "Backspace": "\ue003", "Tab": "\ue004", "Enter": "\ue007", "Shift": "\ue008", "Ctrl": "\ue009", "Pause": "\ue00b",
    "Esc": "\ue00c", "PgUp": "\ue00e", "PgDn": "\ue00f", "End": "\ue010", "Home": "\ue011", "Left": "\ue012",
    "Up": "\ue013", "Right": "\ue014", "Down": "\ue015", "F1": "\ue031", "F5": "\ue035", "F6": "\ue036", "Space": " ",
}  # fmt: skip
STARTED: Final = re.compile(r"started successfully on port (\d+)")


class Chromium:
    """One browser with its windows, for a whole suite; `profile` is an empty folder for it."""

    def __init__(self, profile: Path) -> None:
        self._server = subprocess.Popen(
            ["chromedriver", "--port=0", "--log-level=SEVERE"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._server.stdout is not None
        port = next(found[1] for line in self._server.stdout if (found := STARTED.search(line)))
        self._root = f"http://127.0.0.1:{port}/session"
        wishes = {"args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        made = self._send("POST", "", {"capabilities": {"alwaysMatch": {"goog:chromeOptions": wishes}}})
        self._root += f"/{made['sessionId']}"
        self._new = True  # the page has just come, so it may not stand there yet
        self._send("POST", "/timeouts", {"script": PATIENCE_MS})

    def quit(self) -> None:
        """Close every window and the server."""
        self._send("DELETE", "")
        self._server.terminate()
        self._server.wait()
        if self._server.stdout is not None:
            self._server.stdout.close()

    def _send(self, method: str, path: str, content: object = None) -> Any:
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(
            self._root + path, data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(json.load(error)["value"]["message"]) from None

    def open(self, address: str) -> None:
        """Go to an address in this window."""
        self._new = True
        self._send("POST", "/url", {"url": address})

    def reload(self) -> None:
        """As the browser's own button does."""
        self._new = True
        self._send("POST", "/refresh", {})

    def fresh(self) -> str:
        """Leave one new empty window, and return its handle."""
        made: str = self._send("POST", "/window/new", {"type": "window"})["handle"]
        for one in self.windows():
            if one != made:
                self.switch(one)
                self._send("DELETE", "/window")
        self.switch(made)
        return made

    def windows(self) -> list[str]:
        """Handles of all windows."""
        found: list[str] = self._send("GET", "/window/handles")
        return found

    def switch(self, window: str) -> None:
        """Speak to this window from now on."""
        self._new = True
        self._send("POST", "/window", {"handle": window})

    def close(self) -> None:
        """Close this window; another must be chosen next."""
        self._send("DELETE", "/window")

    def size(self, width: int, height: int) -> None:
        """Give the page this size in pixels."""
        extra = self.run("return [outerWidth - innerWidth, outerHeight - innerHeight]")
        self._send("POST", "/window/rect", {"width": width + extra[0], "height": height + extra[1]})

    def run(self, script: str, *values: object) -> Any:
        """What a piece of JavaScript returns."""
        return self._send("POST", "/execute/sync", {"script": script, "args": list(values)})

    def until(self, condition: str) -> None:
        """Wait until an expression is true: looked at again with every picture that the browser draws."""
        script = (
            "const done = arguments[arguments.length - 1];"
            f"const look = () => {{ if ({condition}) done(); else setTimeout(look, 10); }}; look();"
        )
        self._send("POST", "/execute/async", {"script": script, "args": []})

    def drawn(self) -> None:
        """Wait until the page stands there with its letters, as it does for a person who prints or presses a key.

        Asked to print before that, a busy browser gives up or takes its own paper now and then, and a key may be lost.
        """
        script = (
            "const done = arguments[arguments.length - 1];"
            "if (document.hidden) done(true);"  # then it is not drawn at all
            "document.fonts.ready.then("
            "() => requestAnimationFrame(() => requestAnimationFrame(() => done(true))));"
        )
        self._send("POST", "/execute/async", {"script": script, "args": []})

    def press(self, *keys: str) -> None:
        """Press keys one after the other; `Shift+B` holds the first while pressing the second."""
        if self._new:
            self.drawn()
            self._new = False
        for key in keys:
            parts = [KEYS.get(part, part) for part in (key.split("+") if len(key) > 1 else [key])]
            steps: list[dict[str, object]] = [{"type": "keyDown", "value": part} for part in parts]
            steps += [{"type": "keyUp", "value": part} for part in reversed(parts)]
            steps.append({"type": "pause", "duration": 0})
            actions = {"actions": [{"type": "key", "id": "keys", "actions": steps}]}
            self._send("POST", "/actions", actions)

    def picture(self, file: Path) -> None:
        """What the window shows, as a PNG file."""
        file.write_bytes(base64.b64decode(self._send("GET", "/screenshot")))

    def printed(self) -> bytes:
        """The page as it is printed, a PDF."""
        self.drawn()
        return base64.b64decode(self._send("POST", "/print", {"background": True}))

    def console(self) -> Sequence[str]:
        """Errors that the page has met since they were asked for last: the browser's own list."""
        entries = self._send("POST", "/se/log", {"type": "browser"})
        return [entry["message"] for entry in entries if entry["level"] == "SEVERE"]
