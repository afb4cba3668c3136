"""Nothing here talks to anybody but this machine: whatever tries is stopped, and named at the end of the test.

`tests/guarded` on PYTHONPATH does the same for the programs that tests start: they end at once, with 99.
"""

from __future__ import annotations

import ipaddress
import os
import sys
from pathlib import Path
from typing import NoReturn

HERE = Path(__file__).parent
PYTHONPATH = os.pathsep.join((str(HERE / "guarded"), str(HERE.parent)))
"""For the programs that tests start."""

FOUND: list[str] = []
"""What was tried since the last look, in this process."""

CONNECTS = ("socket.connect", "socket.sendto", "socket.sendmsg")


class Outside(ConnectionRefusedError):
    """A connection to another machine."""


def guard(ends: bool = False) -> None:
    """Watch every connection of this process from now on, whichever library makes it."""

    def look(event: str, details: tuple[object, ...]) -> None:
        if event in CONNECTS:
            address = details[1]
            host = address[0] if isinstance(address, tuple) else None  # others have a path, or are connected already
        elif event == "socket.getaddrinfo":
            host = details[0]
        else:
            return
        if host is not None and not is_here(host):
            refuse(f"{event} {host!r}", ends)

    sys.addaudithook(look)


def is_here(host: object) -> bool:
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def refuse(what: str, ends: bool) -> NoReturn:
    if ends:
        print(f"tried to leave this machine: {what}", file=sys.stderr, flush=True)
        os._exit(99)
    FOUND.append(what)
    raise Outside(what)
