"""Known vulnerabilities in what is locked: `make audit`, with the Python of an environment that has pip-audit.

It fails where one is known, and where a package could not be audited. Where the advisory data is out of reach it
says so, and lists what is locked with the day of its release, so that somebody can look it up.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from pathlib import Path

from pip._internal.models.index import PyPI  # whoever is asked for packages knows when they were released

LOCKS = [Path(__file__).parent.parent / f"requirements{part}.txt" for part in ("", "-ocr")]
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.M)
OUT_OF_REACH = re.compile(r"could not be audited|[Cc]onnection|[Tt]imed? ?out|ServiceError")
AS_JSON = {"Accept": "application/vnd.pypi.simple.v1+json"}


def main() -> int:
    files = [word for lock in LOCKS for word in ("-r", str(lock))]
    audited = subprocess.run(
        [sys.executable, "-m", "pip_audit", "--strict", "--require-hashes", "--disable-pip", *files],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(audited.stderr, end="", file=sys.stderr)
    if audited.returncode == 0 or not OUT_OF_REACH.search(audited.stderr):
        return audited.returncode
    pinned = sorted({pin for lock in LOCKS for pin in PINNED.findall(lock.read_text("utf-8"))})
    print(f"\nThe advisory data could not be reached: nothing is known of these {len(pinned)}, good or bad.")
    for name, version in pinned:
        print(f"{name:<32} {version:<16} {released(name, version)}")
    return 1


def released(name: str, version: str) -> str:
    """The day on which a version was released; a word where that cannot be asked."""
    asked = urllib.request.Request(f"{PyPI.simple_url}/{name}/", headers=AS_JSON)  # noqa: S310 - the index of pip itself
    try:
        with urllib.request.urlopen(asked, timeout=20) as answer:  # noqa: S310
            files = json.load(answer)["files"]
    except (OSError, ValueError, KeyError):
        return "unknown"
    spelt = (f"-{version}.", f"-{version}-", f"-{version.replace('.post', '-post')}.")
    days = [file.get("upload-time", "")[:10] for file in files if any(way in file["filename"] for way in spelt)]
    return min(filter(None, days), default="unknown")


if __name__ == "__main__":
    sys.exit(main())
