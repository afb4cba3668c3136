"""Backup, restore, and the change of the key file: what is kept comes back, who left does not, and a kill at any
point leaves one key that opens everything."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from pathlib import Path

import aiosqlite
import pytest
from conftest import at, said
from loopback import PYTHONPATH
from what_is_kept import kept

from bot import rotation
from bot.backup import back_up
from bot.desk import Arrival, Desk
from bot.hearing import Said
from bot.house import open_house
from bot.keyfile import next_key
from bot.restore import restore
from bot.settings import BadSetting, Settings
from bot.store import AlreadyRunning, Store, one
from bot.terminal import Hands, Talk

NOW = at("2026-11-25T10:00")
KEPT = (
    "正在通话",
    "开始",
    "他说了",
    "金丝雀公司",
    "我借的",
    "念完了",
    "挂断了",
    "可以",
    "好",
    "说清了",
    "好",
    "@forward 甲 | - | 金丝雀消息",
)
OTHER = 77


async def live(settings: Settings, clock: Hands, *lines: str) -> str:
    """A visit of the person at the terminal; gives what was said last."""
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        return await said(talk, *lines)


async def people(settings: Settings, clock: Hands) -> int:
    async with open_house(settings, clock) as house:
        return await count(house.store, "SELECT count(*) FROM person")


async def count(store: Store, sql: str) -> int:
    async def body(db: aiosqlite.Connection) -> int:
        return int((await one(db, sql))[0])

    return await store.tx(body)


def let_go(settings: Settings) -> None:
    """A lock that a command of this process still holds: a new process would begin without it."""
    settings.database.with_suffix(".lock").unlink()


async def test_a_backup_made_while_running_comes_back_whole(settings: Settings, clock: Hands, tmp_path: Path) -> None:
    picture = tmp_path / "1.png"
    picture.write_bytes(b"picture")
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, *KEPT, f"@photo {picture}")
        (settings.files / f"{'a' * 32}.part").write_bytes(b"on its way")
        made = back_up(settings, NOW)
        assert "消息 1" in await said(talk, "/mydata")
    settings.database.unlink()
    shutil.rmtree(settings.files)
    assert await restore(settings, made, NOW) == 0
    let_go(settings)
    assert "通话 1、上门 0、消息 1、文件 1、提醒 1" in await live(settings, clock, "/mydata")
    assert [content for _, content, _ in await kept(settings, clock)] == [b"picture"]


async def test_a_backup_tells_nothing_without_the_key(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    made = back_up(settings, NOW)
    content = made.read_bytes()
    assert b"SQLite format" not in content
    assert b"person" not in content
    assert made.stat().st_mode & 0o077 == 0
    assert [file.name for file in settings.backups.iterdir()] == [made.name], "nothing else is left lying about"
    settings.key_file.write_bytes(bytes(32))
    with pytest.raises(BadSetting, match="另一把密钥"):
        await restore(settings, made, NOW, replace=True)


@pytest.mark.parametrize("damage", ["cut", "flipped", "swapped", "empty", "other"])
async def test_a_spoilt_backup_changes_nothing(settings: Settings, clock: Hands, damage: str) -> None:
    await live(settings, clock, *KEPT)
    made = back_up(settings, NOW)
    content = made.read_bytes()
    half = len(content) // 2
    made.write_bytes(
        {
            "cut": content[:half],
            "flipped": content[:half] + bytes((content[half] ^ 1,)) + content[half + 1 :],
            "swapped": content[:100] + content[half:] + content[100:half],
            "empty": b"",
            "other": b"SQLite format 3\0" * 9,
        }[damage]
    )
    with pytest.raises(BadSetting, match=str(made)):
        await restore(settings, made, NOW, replace=True)
    let_go(settings)
    assert "消息 1" in await live(settings, clock, "/mydata")


async def test_who_left_after_the_backup_does_not_come_back(settings: Settings, clock: Hands) -> None:
    """Not even when the database that knew of it is lost: the list beside the backups knows."""
    async with open_house(settings, clock) as house:
        talk = Talk(house)
        await talk.begin()
        await said(talk, *KEPT)
        await Desk(house).take([Arrival((1,), OTHER, Said("可以"))])
        made = back_up(settings, NOW)
        await said(talk, "删除", "全部删除", "确定，全部删除")
    assert await restore(settings, made, NOW, replace=True) == 1
    let_go(settings)
    assert await people(settings, clock) == 1
    settings.database.unlink()
    assert await restore(settings, made, NOW) == 1
    let_go(settings)
    assert await people(settings, clock) == 1
    assert "消息 0" in await live(settings, clock, "/mydata")


async def test_who_left_and_came_again_stays(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT, "删除", "全部删除", "确定，全部删除")
    clock.set(NOW + 60)
    await live(settings, clock, *KEPT)
    made = back_up(settings, NOW + 120)
    assert await restore(settings, made, NOW + 180, replace=True) == 0
    let_go(settings)
    assert "消息 1" in await live(settings, clock, "/mydata")


async def test_nothing_that_waited_in_a_backup_is_sent_again(settings: Settings, clock: Hands) -> None:
    async with open_house(settings, clock) as house:
        await Desk(house).take([Arrival((1,), OTHER, Said("正在通话"))])
        made = back_up(settings, NOW)
    await restore(settings, made, NOW, replace=True)
    let_go(settings)
    async with open_house(settings, clock) as house:
        assert await count(house.store, "SELECT count(*) FROM letter WHERE state = 'queued'") == 0
        assert await count(house.store, "SELECT count(*) FROM letter WHERE reason = 'restored'") == 1


async def test_data_is_replaced_only_when_asked_and_kept_as_a_backup(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    made = back_up(settings, NOW)
    await live(settings, clock, "@forward 乙 | - | 后来的一条")
    with pytest.raises(BadSetting, match="--replace"):
        await restore(settings, made, NOW + 60)
    let_go(settings)
    await restore(settings, made, NOW + 60, replace=True)
    let_go(settings)
    assert "消息 1" in await live(settings, clock, "/mydata")
    newest = max(settings.backups.glob("*.backup"))
    assert newest != made
    await restore(settings, newest, NOW + 120, replace=True)
    let_go(settings)
    assert "消息 2" in await live(settings, clock, "/mydata")


async def test_a_running_bot_is_not_replaced_under_its_feet(settings: Settings, clock: Hands) -> None:
    async with open_house(settings, clock):
        made = back_up(settings, NOW)
        with pytest.raises(AlreadyRunning):
            await restore(settings, made, NOW, replace=True)
        with pytest.raises(AlreadyRunning):
            rotation.change_key(settings, NOW)


async def test_backups_go_when_their_days_are_over(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    made = [back_up(settings, NOW + day * 86400) for day in (0, 3, 8)]
    assert [file.exists() for file in made] == [False, True, True]
    async with open_house(settings, clock) as house:
        assert await count(house.store, "SELECT count(*) FROM backup") == 2


async def test_no_new_key_is_made_where_only_backups_are_left(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    back_up(settings, NOW)
    settings.database.unlink()
    settings.key_file.unlink()
    with pytest.raises(BadSetting, match="找不到密钥"):
        await live(settings, clock)


# --- another key file ------------------------------------------------------------------------------------------


async def test_after_a_change_only_the_new_key_opens(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    old = settings.key_file.read_bytes()
    before = back_up(settings, NOW)
    assert rotation.change_key(settings, NOW + 60) == 1
    let_go(settings)
    assert "消息 1" in await live(settings, clock, "/mydata")
    assert not before.exists(), "it could not be opened any more"
    assert len(list(settings.backups.glob("*.backup"))) == 1
    rotation.key_fits(settings)
    new = settings.key_file.read_bytes()
    settings.key_file.write_bytes(old)
    with pytest.raises(BadSetting, match="不是这份数据的密钥"):
        await live(settings, clock)
    settings.key_file.write_bytes(new)
    await restore(settings, next(settings.backups.glob("*.backup")), NOW + 120, replace=True)


KILLER = """
import os, signal, sys
from bot.rotation import change_key
from bot.settings import read_settings
count, point = 0, int(sys.argv[1])
def trace(frame, event, argument):
    global count
    if event == "line" and frame.f_code.co_filename.endswith(("rotation.py", "keyfile.py")):
        count += 1
        if count == point:
            os.kill(os.getpid(), signal.SIGKILL)
    return trace
sys.settrace(trace)
change_key(read_settings(), 1795600000)
"""


async def kill_at(settings: Settings, clock: Hands, point: int) -> bool:
    """A change of the key, killed at one line of it. Afterwards everything has to open; False where it was over."""
    home = settings.key_file.parents[2]
    done = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", KILLER, str(point)),
        env={"HOME": str(home), "PATH": os.environ["PATH"], "PYTHONPATH": PYTHONPATH},
        stderr=asyncio.subprocess.PIPE,
    )
    _, complaint = await done.communicate()
    assert "消息 1" in await live(settings, clock, "/mydata"), point
    assert not next_key(settings.key_file).exists()
    assert done.returncode in (0, -signal.SIGKILL), complaint.decode()
    return done.returncode == -signal.SIGKILL


async def test_killed_while_the_key_is_changed_one_key_opens_everything(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    killed = [await kill_at(settings, clock, point) for point in range(5, 80, 8)]
    assert sum(killed) >= 7


@pytest.mark.soak
async def test_killed_at_every_line_while_the_key_is_changed(settings: Settings, clock: Hands) -> None:
    await live(settings, clock, *KEPT)
    point = 1
    while await kill_at(settings, clock, point):
        point += 1
    assert point > 50
