"""wenzhu facts: the list of what has to be read again."""

from __future__ import annotations

from pathlib import Path

from test_commands import wenzhu

from conversations.facts import FACTS


def test_facts_lists_what_is_due_by_date_and_ends_with_1_when_something_is_past(tmp_path: Path) -> None:
    fresh = wenzhu("facts", "--on", "2026-11-25", home=tmp_path)
    assert (fresh.returncode, fresh.stdout) == (
        0,
        f"{len(FACTS)} 条依据，都没到期；最早的一条要在 2027-02-22 前重读。\n",
    )
    soon = wenzhu("facts", "--on", "2027-02-22", home=tmp_path)
    assert soon.returncode == 0
    assert "private-4lpr" in soon.stdout
    assert "已过期" not in soon.stdout
    late = wenzhu("facts", "--on", "2031-01-01", home=tmp_path)
    lines = late.stdout.splitlines()
    assert late.returncode == 1
    assert len(lines) == len(FACTS)
    assert lines == sorted(lines)
    assert [line for line in lines if "emergency-110" in line and "照说，写上核对日期" in line]
    assert [line for line in lines if "court-12368" in line and "都收回了" in line]


def test_facts_lists_every_fact_when_asked(tmp_path: Path) -> None:
    done = wenzhu("facts", "--all", "--on", "2026-11-25", home=tmp_path)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == len(FACTS)


def test_a_date_that_is_none_ends_with_2(tmp_path: Path) -> None:
    assert wenzhu("facts", "--on", "soon", home=tmp_path).returncode == 2
