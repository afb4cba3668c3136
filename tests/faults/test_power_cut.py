"""Simulated power cuts: whatever was acknowledged is there afterwards, whole, and nothing is corrupt."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from power_cut import MARK, PEOPLE, SYNCED, WROTE, Change, Disk, OneFile, read_tape

HERE = Path(__file__).parent


def record(folder: Path, batches: int) -> list[Change]:
    """Everything that a bot with people does to its files. It has to be the SQLite that Python itself is using."""
    library = folder / "recording_vfs.so"
    built = ["cc", "-O1", "-shared", "-fPIC", "-o", str(library), str(HERE / "recording_vfs.c"), "-l:libsqlite3.so.0"]
    subprocess.run(built, check=True)
    done = subprocess.run(
        [sys.executable, str(HERE / "power_cut.py"), str(library), str(folder / "tape"), str(folder), str(batches)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (HERE, HERE.parent, HERE.parent.parent)))},
        capture_output=True,
        check=False,
    )
    complaint = done.stderr.decode()
    if "no such vfs" in complaint:
        pytest.fail("this Python has SQLite built in (linked statically): power cuts cannot be simulated with it")
    assert done.returncode == 0, complaint
    return list(read_tape(folder / "tape"))


def lost(folder: Path, acknowledged: int) -> str:
    """What is wrong with the database that a power cut left; empty where nothing is."""
    database = folder / "wenzhu.sqlite"
    if not database.exists():
        return f"no database, {acknowledged} batches acknowledged" if acknowledged else ""
    with closing(sqlite3.connect(database)) as db:
        try:
            if (found := db.execute("PRAGMA integrity_check").fetchone()) != ("ok",):
                return f"corrupt: {found}"
            if not db.execute("SELECT count(*) FROM sqlite_master WHERE name = 'handled_update'").fetchone()[0]:
                return f"no tables, {acknowledged} batches acknowledged" if acknowledged else ""
            handled = {row[0] for row in db.execute("SELECT id FROM handled_update")}
        except sqlite3.DatabaseError as fault:
            return f"corrupt: {fault}"
    if missing := {number * 2 + at for number in range(1, acknowledged + 1) for at in (0, 1)} - handled:
        return f"{len(missing)} acknowledged updates are lost"
    halves = {number // 2 for number in handled} - {number // 2 for number in handled if number ^ 1 in handled}
    return f"half a batch: {sorted(halves)}" if halves else ""


def cut_everywhere(folder: Path, tape: list[Change], cuts: int, seed: int) -> tuple[int, list[str]]:
    """Cut the power at so many points of the tape. Gives how many were acknowledged at the end, and what was wrong."""
    chance = Random(seed)
    points = sorted(chance.choices(range(1, len(tape) + 1), k=cuts))
    left = folder / "left"
    left.mkdir()
    disk, wrong, run = Disk(), [], 0
    for point in points:
        for change in tape[run:point]:
            disk.run(change)
        run = point
        disk.cut(left, chance)
        if found := lost(left, disk.acknowledged):
            wrong.append(f"after {point} of {len(tape)} changes: {found}; seed {seed}")
    return disk.acknowledged, wrong


@pytest.mark.soak
def test_two_thousand_power_cuts_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    seed = int(os.environ.get("WENZHU_SEED") or 20261125)
    tape = record(tmp_path, batches=400)
    syncs = sum(change.kind == SYNCED for change in tape)
    assert sum(change.kind == MARK for change in tape) == 400
    assert syncs > 400, "FULL: one fsync a batch at the least"
    acknowledged, wrong = cut_everywhere(tmp_path, tape, 2000, seed)
    print(
        f"{len(tape)} changes, {syncs} fsyncs, 2000 power cuts,",
        f"{acknowledged} batches, {PEOPLE} people: {len(wrong)} wrong",
    )
    assert acknowledged > 390
    assert not wrong, wrong[:5]


@pytest.mark.soak
def test_the_same_judge_finds_what_a_lying_disk_loses(tmp_path: Path) -> None:
    """A disk that does not do what fsync promises: the judge has to see it."""
    tape = [change for change in record(tmp_path, batches=60) if change.kind != SYNCED]
    _, wrong = cut_everywhere(tmp_path, tape, 50, seed=1)
    assert len(wrong) > 10


def test_what_was_synced_stays_and_the_rest_may_be_missing() -> None:
    file = OneFile()
    file.since.append(Change(WROTE, "f", 0, b"a" * 600))
    file.sync()
    file.since.append(Change(WROTE, "f", 600, b"b" * 1024))
    found = {file.left(Random(seed)) for seed in range(60)}
    assert all(content is not None and content.startswith(b"a" * 600) for content in found)
    assert {len(content or b"") for content in found} >= {600, 1624}
    assert len(found) > 2, "torn in between, too"
