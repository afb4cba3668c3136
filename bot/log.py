"""Logging: JSON lines of an event name and a few allowed fields. Never a text, a name, an id or a token.

What other libraries log goes through the same formatter, which says no more than which library it was; whatever
looks like a token or a long number is taken out of every line at the very end.
"""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path

LOGGER = logging.getLogger("wenzhu")
QUIET = ("httpx", "httpcore", "telegram", "telegram.ext", "aiosqlite", "asyncio", "PIL")
FIELDS = ("event", "error", "at", "count", "seconds", "code")
SECRETS = (
    re.compile(r"\d{6,20}:[A-Za-z0-9_-]{30,100}"),  # a token of Telegram's
    re.compile(r"://[^/\s\"@]{1,200}@"),  # a password in an address
    re.compile(r"\d{7,}"),  # an id, a telephone, a card
)


class Lines(logging.Formatter):
    """One JSON object a line, of allowed fields only. What another library wanted to say is left out."""

    def format(self, record: logging.LogRecord) -> str:
        own = record.name == LOGGER.name
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="seconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if own else "library",
            **({name: value for name in FIELDS if (value := getattr(record, f"w_{name}", None)) is not None}),
        }
        if not own:
            said["at"] = record.name
        return scrubbed(json.dumps(said))


def scrubbed(line: str) -> str:
    """The line without anything that could be a secret, or somebody's number."""
    for pattern in SECRETS:
        line = pattern.sub("***", line)
    return line


def set_up(level: int = logging.INFO) -> None:
    """Send all logging to standard error, as lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def catch_the_rest() -> None:
    """What nobody caught goes the same way: what ends the program or a thread, and warnings."""
    logging.captureWarnings(True)
    sys.excepthook = lambda kind, fault, trace: error("crashed", fault)
    sys.unraisablehook = lambda it: error("unraisable", it.exc_value) if it.exc_value else None
    threading.excepthook = lambda it: error("thread_crashed", it.exc_value) if it.exc_value else None
    without_core()


def without_core() -> None:
    """No memory image of this process is ever written to a disk."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def info(event: str, **fields: object) -> None:
    LOGGER.info(event, extra=allowed(fields))


def warn(event: str, **fields: object) -> None:
    LOGGER.warning(event, extra=allowed(fields))


def error(event: str, fault: BaseException) -> None:
    """A fault by its class and place: its text may hold what somebody wrote."""
    LOGGER.error(event, extra=allowed({"error": type(fault).__name__, "at": place(fault)}))


def allowed(fields: dict[str, object]) -> dict[str, object]:
    """Raises ValueError for a field that is not on the list: it would be a place to write anything into."""
    if unknown := fields.keys() - set(FIELDS):
        raise ValueError(f"{sorted(unknown)} cannot be logged; the fields are in bot/log.py")
    return {f"w_{name}": value for name, value in fields.items()}


def place(fault: BaseException) -> str:
    """File and line at which a fault was raised."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
