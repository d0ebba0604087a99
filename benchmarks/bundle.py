"""Process start to the first painted frame, from the source and from the bundle: `python benchmarks/bundle.py FOLDER`.

FOLDER is what `tools/bundle.py` built. Runs A B A B on an X server of its own (Xvfb), whose picture lies in a file: the
first frame is the first change of that picture.
"""

import mmap
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROUNDS = 9
LONGEST_S = 30.0
AIM = 1.3


def first_frame(command: list[str], picture: mmap.mmap, environment: dict[str, str]) -> float:
    """Milliseconds from the start of the process to the first change of the picture."""
    before = picture[4096::499]
    begun = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while picture[4096::499] == before:
            if time.perf_counter() - begun > LONGEST_S:
                raise SystemExit(f"no frame came: {command}")
        return (time.perf_counter() - begun) * 1000
    finally:
        program.terminate()
        program.wait()
        settle(picture)


def settle(picture: mmap.mmap) -> None:
    """Wait until the window is gone and the picture has stood still for a quarter of a second."""
    still, last = time.perf_counter(), picture[4096::499]
    while time.perf_counter() - still < 0.25:
        if (now := picture[4096::499]) != last:
            still, last = time.perf_counter(), now


def main() -> None:
    """Measure and print."""
    bundle = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder) / "data")
        demo = [sys.executable, "-m", "facilitator", "--data", data, "demo"]
        subprocess.run(demo, cwd=ROOT, capture_output=True, check=True)
        read, write = os.pipe()
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-noreset", "-fbdir", folder],
            pass_fds=[write], stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            number = os.read(read, 16).decode().strip()
            environment = {**os.environ, "DISPLAY": f":{number}", "PYTHONPATH": str(ROOT)}
            environment.pop("QT_QPA_PLATFORM", None)
            ways = {
                "from source": [sys.executable, "-m", "facilitator", "--data", data],
                "bundle": [str(bundle / "Passledaren"), "--data", data],
            }
            with (
                (Path(folder) / "Xvfb_screen0").open("rb") as file,
                mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ) as picture,
            ):
                measure(ways, picture, environment)
        finally:
            server.terminate()
            server.wait()


def measure(ways: dict[str, list[str]], picture: mmap.mmap, environment: dict[str, str]) -> None:
    """Start each way in turn, once to warm up and then `ROUNDS` times; print the medians."""
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(ROUNDS + 1):
        for name, command in ways.items():
            taken = first_frame(command, picture, environment)
            if turn:
                found[name].append(taken)
    floor = statistics.median(found["from source"])
    for name, values in found.items():
        middle = statistics.median(values)
        print(
            f"{name:<12} {middle:6.0f} ms [{min(values):.0f}–{max(values):.0f}]  {middle / floor:4.2f} × source"
        )
    print(f"aim: at most {AIM} ×")


if __name__ == "__main__":
    main()
