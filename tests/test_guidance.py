"""The guidance, row by row: each has exactly one target that is there, and what waits is what is still to be built."""

from __future__ import annotations

import re
from pathlib import Path

from bot.guidance import PAGE, TESTED, Row, guidance_faults, page_of, rows
from bot.words import LOCALES, SOURCE, entries
from conversations.flow import Branch
from conversations.flows import PLAYBOOK

ROOT = Path(__file__).parent.parent
EVERY = [*(f"S0-{n:02}" for n in range(1, 31)), *(f"S1-{n:02}" for n in range(1, 25))]
EVERY += [f"S2-{n:02}" for n in range(1, 34)]

STILL_TO_BUILD = re.compile(r"E\d\d|O\d\d|F09|L14|A09|A16|A20|N05|N09")
"""Evidence and complaints, the operator's side, the family's link, rehearsal; amounts compared with the ledger, an
answer that did not help, moments of a recording; the four numbers of a contract before borrowing, letters."""


def test_every_row_is_there_once_in_order() -> None:
    assert [row.id for row in rows()] == EVERY
    assert len(EVERY) == 87


def test_every_row_has_exactly_one_target_that_is_there() -> None:
    assert not list(guidance_faults(PLAYBOOK, rows()))
    for row in rows():
        file, _, test = row.does.partition(TESTED)
        assert bool(row.does) != bool(row.waits), row.id
        if test:
            assert re.search(rf"def {test}\(", (ROOT / file).read_text("utf-8")), row.id
        elif row.does:
            flow, step = row.does.split(".")
            assert not isinstance(PLAYBOOK.flows[flow].get(step), Branch | None), row.id


def test_what_waits_is_what_is_still_to_be_built() -> None:
    for row in rows():
        for feature in filter(None, (row.waits, row.rest)):
            assert STILL_TO_BUILD.fullmatch(feature), row.id


def test_a_row_without_a_target_or_with_a_wrong_one_is_named() -> None:
    wrong = (Row("a", "甲"), Row("b", "乙", does="live_call.nothing"), Row("c", "丙", does="x.y", waits="E01"))
    named = list(guidance_faults(PLAYBOOK, wrong))
    assert named[0] == "guidance.toml a: say either what does it or what it waits for"
    assert named[1] == "guidance.toml b: live_call.nothing does not exist; name the step that does it now"
    assert named[2] == "guidance.toml c: say either what does it or what it waits for"


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text("utf-8") == page_of(rows()), "run wenzhu pages"


def test_the_rule_for_p2p_is_quoted_nowhere() -> None:
    """It binds none of those who lend online today."""
    for file in (LOCALES / SOURCE / "LC_MESSAGES").glob("*.po"):
        assert not [entry.id for entry in entries(file).values() if "p2p-2016" in entry.facts], file.name
