"""Who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent
STANDARD = {
    "__future__",
    "collections",
    "dataclasses",
    "decimal",
    "datetime",
    "difflib",
    "enum",
    "functools",
    "itertools",
    "json",
    "math",
    "re",
    "typing",
    "unicodedata",
    "zoneinfo",
}
"""The modules of the standard library that the core may use: nothing that waits, opens or looks at the clock."""

CORE_ONLY_IN = {
    "workdays.py": {"chinese_calendar"},
    "normalise.py": {"opencc"},
    "facts.py": {"pathlib", "tomllib"},
    "questions.py": {"pathlib", "tomllib"},
    "weighing.py": {"pathlib"},
}
"""The files of the core that may name more. Two compute and do none of that; three open the table beside them."""

ONLY_IN = {
    "telegram": {"client.py", "telegram.py", "updates.py", "polling.py", "webhook.py", "downloads.py"},
    "httpx": {"client.py", "telegram.py", "downloads.py"},
    "h11": {"door.py"},
    "aiosqlite": {
        *(
            "store.py",
            "schema",
            "people.py",
            "ledger.py",
            "doing.py",
            "reminders.py",
            "leaving.py",
            "expiry.py",
            "trust.py",
            "restore.py",
        ),
        *("desk.py", "post.py", "clock.py", "errands.py", "terminal.py", "outage.py", "unfinished.py", "status.py"),
        *("attached.py", "keeping.py", "fetching.py", "picturing.py", "contacts.py", "meaning.py"),
    },
    "cryptography": {"secrets.py", "chunks.py", "backup.py", "restore.py"},
    "babel": {"words.py", "workshop.py", "derived.py"},
    "opencc": {"traditional.py"},
    **{library: {"ocr"} for library in ("PIL", "numpy", "cv2", "rapidocr")},
}
"""The files of the shell in which each library may be named."""


def imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: import from the top"
            found.add(node.module or "")
    return found


def test_the_core_imports_itself_and_a_little_of_the_standard_library() -> None:
    for file in (ROOT / "conversations").rglob("*.py"):
        for name in imports(file):
            allowed = STANDARD | CORE_ONLY_IN.get(file.name, set()) | {"conversations"}
            assert name.split(".")[0] in allowed, f"{file.name} imports {name}"


def test_flows_know_nothing_of_the_engine() -> None:
    allowed = {
        "flow",
        "answers",
        "effects",
        "scene",
        "times",
        "lateness",
        "flows",
        "questions",
        *("money", "bookkeeping", "telling", "court_days", "ladder"),
        *("dealing", "dealings", "headway", "telling_cost", "telling_rows", "answers_of_deals"),
        *("in_hand", "ring_times", "telling_reminders", "hours", "zones", "nudging"),
    }
    for file in (ROOT / "conversations" / "flows").glob("*.py"):
        for name in imports(file):
            if name.startswith("conversations."):
                assert name.split(".")[1] in allowed, f"{file.name} imports {name}"


def test_each_library_is_named_in_its_own_files_only() -> None:
    for file in (ROOT / "bot").rglob("*.py"):
        part = file.relative_to(ROOT / "bot").parts[0]
        for name in imports(file):
            top = name.split(".")[0]
            assert part in ONLY_IN.get(top, {part}), f"{file.name} imports {name}"


def test_nothing_imports_the_commands() -> None:
    for file in [*(ROOT / "bot").glob("*.py"), *(ROOT / "conversations").rglob("*.py")]:
        assert "bot.__main__" not in imports(file), file.name


def test_the_core_never_asks_the_time() -> None:
    for file in (ROOT / "conversations").rglob("*.py"):
        assert ".now()" not in (text := file.read_text("utf-8")), file.name
        assert "today()" not in text, file.name
        assert "await " not in text, file.name
