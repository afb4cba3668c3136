"""What is logged is an event and a few fields; nothing that anybody wrote, and no secret, whatever goes wrong."""

from __future__ import annotations

import ast
import asyncio
import io
import json
import logging
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bot import log

ROOT = Path(__file__).parent.parent
TOKEN = "123456789:" + "AAbb-_cc" * 5
CANARY = "金丝雀"


@pytest.fixture
def lines() -> io.StringIO:
    """What comes out at the only way out."""
    log.set_up(logging.DEBUG)
    out = io.StringIO()
    (handler,) = logging.getLogger().handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(out)
    return out


def read(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_holds_the_event_the_class_and_the_place(lines: io.StringIO) -> None:
    try:
        raise ValueError(f"{CANARY} {TOKEN}")
    except ValueError as fault:
        log.error("update_failed", fault)
    (line,) = read(lines)
    assert line.keys() == {"time", "level", "event", "error", "at"}
    assert (line["event"], line["error"]) == ("update_failed", "ValueError")
    assert str(line["at"]).startswith("test_log.py:")


@pytest.mark.parametrize("name", ["httpx", "httpcore.http11", "telegram.Bot", "aiosqlite", "asyncio"])
def test_of_other_libraries_only_warnings_come_out_and_only_their_name(lines: io.StringIO, name: str) -> None:
    logging.getLogger(name).debug("%s %s", CANARY, TOKEN)
    logging.getLogger(name).info("POST https://api.telegram.org/bot%s/sendMessage", TOKEN)
    assert read(lines) == []
    logging.getLogger(name).warning("%s\n{%s}", CANARY, TOKEN, exc_info=ValueError(CANARY))
    (line,) = read(lines)
    assert (line["event"], line["at"]) == ("library", name)
    assert CANARY not in lines.getvalue()


def test_every_handler_is_ours(lines: io.StringIO) -> None:
    known = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    handlers = [handler for logger in known for handler in logger.handlers]
    ours = [handler for handler in handlers if isinstance(handler.formatter, log.Lines)]
    strange = [handler for handler in handlers if handler not in ours and type(handler).__module__ != "_pytest.logging"]
    assert ours
    assert [handler for handler in strange if not isinstance(handler, logging.NullHandler)] == []


@pytest.mark.parametrize(
    "secret", [TOKEN, "socks5://me:pass@host:1", "7315904266", "6222021234567890123", "13800138000"]
)
def test_secrets_and_numbers_are_taken_out_of_every_line(lines: io.StringIO, secret: str) -> None:
    log.warn("letter_failed", code=f"x {secret} y")
    for part in (secret, "pass", "7315904266", "13800138000"):
        assert part not in lines.getvalue()
    assert read(lines)


@pytest.mark.parametrize("said", ['a\n{"event": "forged"}', "\x1b[31m", "%s %d", "x" * 50, "\ud800"])
def test_no_line_can_be_forged(lines: io.StringIO, said: str) -> None:
    log.warn("letter_failed", code=said)
    assert len(read(lines)) == 1
    assert lines.getvalue().isascii()


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match="text"):
        log.info("running", text=CANARY)


def test_every_call_names_its_event_and_allowed_fields() -> None:
    """An event is a word of ours, or chosen between words of ours; never composed."""
    for file in (ROOT / "bot").rglob("*.py"):
        if file.name in ("log.py", "repeated.py"):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("log.info", "log.warn", "log.error"):
                event = node.args[0]
                words = [event.body, event.orelse] if isinstance(event, ast.IfExp) else [event]
                named = all(isinstance(word, ast.Constant | ast.Call | ast.Name) for word in words)
                assert named, f"{file.name}:{node.lineno}"
                assert {key.arg for key in node.keywords} <= set(log.FIELDS), f"{file.name}:{node.lineno}"


def test_what_ends_a_thread_or_a_task_is_one_line_without_its_words(
    lines: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    log.catch_the_rest()
    logging.captureWarnings(False)

    def fail() -> None:
        raise ValueError(CANARY)

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()

    async def forgotten() -> None:
        asyncio.get_running_loop().call_exception_handler({"message": CANARY, "exception": ValueError(CANARY)})

    asyncio.run(forgotten())
    assert [line["event"] for line in read(lines)] == ["thread_crashed", "library"]
    assert CANARY not in lines.getvalue()


def test_what_ends_the_program_is_one_line_without_its_words() -> None:
    program = f"from bot import log; log.set_up(); log.catch_the_rest(); raise RuntimeError('{CANARY} {TOKEN}')"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 1
    (line,) = done.stderr.decode().splitlines()
    assert json.loads(line)["event"] == "crashed"
    assert TOKEN not in line
