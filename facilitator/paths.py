"""Where the program finds its own files, and where it keeps what it records."""

import contextlib
import errno
import functools
import os
import sys
import threading
from pathlib import Path
from typing import IO

APP_NAME = "Passledaren"
PORTABLE = "portable.txt"
CONTENT = "content.json"
"""In the data folder: what need not be read again of the lessons."""
PACKS = "packs"
"""In the data folder: the packs of lessons that have been added."""
MOVED = "passledaren.moved"
"""In the user's own folder: the path of the folder that is used in its place."""


def command_name() -> str:
    """Return what the user writes to start the program: the README's command says so in the environment."""
    return os.environ.get("PASSLEDAREN_COMMAND", "facilitator")


def bundle_root() -> Path:
    """Return the folder that holds `resources` and `scenarios`: unpacked bundle, checkout or installed wheel."""
    if getattr(sys, "frozen", False):
        return Path(str(getattr(sys, "_MEIPASS", Path(sys.executable).parent)))
    return _checkout_or_wheel()


@functools.cache
def _checkout_or_wheel() -> Path:
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "resources" / "fonts").is_dir() else package / "_bundle"


def resources_dir() -> Path:
    """Return the folder with fonts, icons, theme tokens and catalogues."""
    return bundle_root() / "resources"


_content: Path | None = None


def use_content(folder: Path | None) -> None:
    """Read the lessons from `folder` from now on; None: those that come with the program."""
    global _content
    _content = folder


def scenarios_dir() -> Path:
    """Return the folder with the lessons: those that come with the program, unless others are decided on."""
    return _content or bundle_root() / "scenarios"


def default_data_dir() -> Path:
    """Return the folder for sessions and settings: beside a portable program, where it was moved to, or the user's own.

    The folder is not created here.

    Raises:
        FileNotFoundError: the system names no folder of the user's own.
    """
    return portable_data_dir() or moved_to() or own_data_dir()


def is_default(folder: Path) -> bool:
    """Whether `folder` is the one that is used when none is named."""
    try:
        return folder == default_data_dir()
    except FileNotFoundError:
        return False


def own_data_dir() -> Path:
    """Return the user's own folder in the system's place for it; local to the computer, never roaming.

    Raises:
        FileNotFoundError: the system names none, as where HOME is empty.
    """
    import platformdirs  # not needed with --data

    try:
        return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False, roaming=False))
    except RuntimeError as error:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "~") from error


def portable_data_dir() -> Path | None:
    """Return the folder beside the built program when `portable.txt` lies there; it then keeps everything with it."""
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).parent
    return beside / "data" if is_there(beside / PORTABLE) else None


def moved_to() -> Path | None:
    """Return the folder that the user's own was moved to; None when it was not moved."""
    try:
        written = (own_data_dir() / MOVED).read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return None
    return Path(written) if written else None


def remember_moved(source: Path, target: Path) -> None:
    """Let the default be `target` when `source` was the default; any other folder is named with --data. Raises OSError."""
    if not is_default(source) or portable_data_dir() is not None:
        return
    if target == own_data_dir():
        (target / MOVED).unlink(missing_ok=True)
    else:
        write_whole(own_data_dir() / MOVED, str(target).encode("utf-8"))


def may_be_made(folder: Path) -> bool:
    """Whether the program makes `folder` with all that leads to it: one moved, or named, may be on a drive that is away."""
    try:
        return folder in (portable_data_dir(), own_data_dir())
    except FileNotFoundError:
        return False


def reserve_dir(data: Path) -> Path:
    """Return the folder where every lesson lies as a PDF, for the day when the program does not open."""
    return data / "reserv"


def is_there(path: Path) -> bool:
    """Whether something lies at `path`; also no when the way to it is closed or its name is too long."""
    try:
        path.stat()
    except (OSError, ValueError):
        return False
    return True


def is_folder(path: Path) -> bool:
    """Whether `path` is a folder; also no when the way to it is closed or its name is too long."""
    return is_there(path) and path.is_dir()


if sys.platform == "win32":
    import msvcrt

    def hold(file: IO[bytes]) -> bool:
        """Hold an open file until it is closed, or this program dies; False when another program holds it."""
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def hold(file: IO[bytes]) -> bool:
        """Hold an open file until it is closed, or this program dies; False when another program holds it."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader, also after a power cut, meets the old file or the new, never half.

    The folder is made when missing, but not the one it lies in: that may be a drive that is away. The file can be
    read by its owner only.

    Raises:
        OSError: the disk refused, or a device or a folder is in the way; what was there is untouched.
    """
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    path.parent.mkdir(exist_ok=True)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        with open(unfinished, "wb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
