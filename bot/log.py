"""Logging: JSON lines of an event name and a few allowed fields. Never a text, a name, an id or a token."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

LOGGER = logging.getLogger("wenzhu")
QUIET = ("httpx", "httpcore", "telegram", "telegram.ext", "aiosqlite", "asyncio")
FIELDS = ("event", "error", "at", "count", "seconds", "code")


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
        return json.dumps(said, ensure_ascii=False)


def set_up(level: int = logging.INFO) -> None:
    """Send all logging to standard error, as lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def info(event: str, **fields: object) -> None:
    LOGGER.info(event, extra={f"w_{name}": value for name, value in fields.items()})


def warn(event: str, **fields: object) -> None:
    LOGGER.warning(event, extra={f"w_{name}": value for name, value in fields.items()})


def error(event: str, fault: BaseException) -> None:
    """A fault by its class and place: its text may hold what somebody wrote."""
    LOGGER.error(event, extra={"w_error": type(fault).__name__, "w_at": place(fault)})


def place(fault: BaseException) -> str:
    """File and line at which a fault was raised."""
    frames = traceback.extract_tb(fault.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
