"""How much is kept of what somebody sends, of whom nothing is, and how it goes again."""

from __future__ import annotations

import shutil
from datetime import datetime
from itertools import combinations
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import labels, said

from bot import attached
from bot.terminal import Talk
from bot.words import Words
from conversations.events import FATES, Fetched
from conversations.files import told
from conversations.scene import Consent, Scene
from conversations.times import BEIJING

CALL = ("正在通话", "开始", "他说了", "某某", "我借的", "念完了", "挂断了")


@pytest.fixture
def album(tmp_path: Path) -> list[str]:
    """Some pictures; their paths hold a blank."""
    folder = tmp_path / "my pictures"
    folder.mkdir()
    files = [folder / f"{number}.png" for number in range(5)]
    for number, file in enumerate(files):
        file.write_bytes(b"%d" % number * 100)
    return [str(file) for file in files]


def sent(files: list[str]) -> str:
    return "@album " + " ".join(f"'{file}'" for file in files)


def on_disk(talk: Talk) -> int:
    return len(list(talk.house.settings.files.glob("*")))


async def test_a_picture_alone_and_an_album_are_one_answer_each_and_nothing_is_kept_twice(
    talk: Talk, album: list[str]
) -> None:
    await talk.begin()
    assert (await said(talk, f"@photo {album[0]}")).startswith("先留着了，1 个。\n这个文件不是图片")
    assert "先留着了，2 个；1 个早就有，没存两份。" in await said(talk, sent(album[:3]))
    assert "这 3 个早就留着了，没存两份。" in await said(talk, sent(album[:3]))
    assert on_disk(talk) == 3
    assert "文件 3" in await said(talk, "/mydata")


async def test_one_goes_on_where_one_stood(talk: Talk, album: list[str]) -> None:
    await talk.begin()
    await said(talk, "收到催款消息")
    assert "还有要发的吗" in await said(talk, f"@photo {album[0]}")
    assert "照着念" in await said(talk, "正在通话", "开始", f"@photo {album[1]}")
    assert labels(talk)[0] == "他说了"


async def test_who_agreed_hears_that_it_is_kept(talk: Talk, album: list[str]) -> None:
    await talk.begin()
    assert "留好了，1 个。" in await said(talk, *CALL, "可以", f"@voice {album[0]}")


@pytest.mark.parametrize(("choice", "why"), [("不保存", "你选了不保存"), ("未满 18", "未满 18 岁的，我不存东西")])
async def test_of_who_refused_or_is_young_nothing_is_kept(talk: Talk, album: list[str], choice: str, why: str) -> None:
    await talk.begin()
    assert f"3 个没存：{why}。\n要紧的几句，打给我就行。" in await said(talk, *CALL, choice, sent(album[:3]))
    assert on_disk(talk) == 0


@pytest.mark.parametrize(("limit", "value"), [("MOST_FILES", 3), ("MOST_BYTES", 300)])
async def test_where_the_share_of_one_person_ends_it_is_said_and_what_is_there_stays(
    talk: Talk, album: list[str], monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(attached, limit, value)
    await talk.begin()
    answer = await said(talk, sent(album[:2]), sent(album[1:]))
    assert "1 个；1 个早就有" in answer
    assert "2 个没存：满了，每人 200 个、500 MB。\n原来的都在。要腾地方，打「删除」。" in answer
    assert on_disk(talk) == 3
    await said(talk, "删除", "只删一部分", "消息和文件", "确定，删掉")
    assert "3 个" in await said(talk, sent(album[:3]))


async def test_on_a_nearly_full_disk_no_file_is_taken_in_and_the_talk_goes_on(
    talk: Talk, album: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await talk.begin()
    await said(talk, f"@photo {album[0]}")
    disk = SimpleNamespace(total=10**11, free=7 * 10**9)
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: disk)
    answer = await said(talk, f"@photo {album[1]}")
    assert answer.startswith("1 个没存：我这边快放不下了。\n原来的都在。")
    assert on_disk(talk) == 1
    assert "慢慢呼一口气" in await said(talk, "正在通话")
    disk.free = 10**10
    assert "先留着了，1 个" in await said(talk, f"@photo {album[1]}")


async def test_when_the_disk_is_full_in_the_middle_of_a_file_nothing_of_it_stays(
    talk: Talk, album: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "no space left")

    await talk.begin()
    monkeypatch.setattr("bot.sealed_file.onto_disk", full)
    assert "1 个没存：我这边快放不下了" in await said(talk, f"@photo {album[0]}")
    assert on_disk(talk) == 0


@pytest.mark.parametrize(
    "lines",
    [
        ("删除", "只删一部分", "消息和文件", "确定，删掉"),
        ("删除", "全部删除", "确定，全部删除"),
        (*CALL, "不保存"),
        ("我才16岁", "是我"),
        ("@wait 25h",),
    ],
)
async def test_what_is_deleted_or_has_had_its_time_leaves_the_disk(
    talk: Talk, album: list[str], lines: tuple[str, ...]
) -> None:
    await talk.begin()
    await said(talk, sent(album))
    assert on_disk(talk) == 5
    await said(talk, *lines)
    assert on_disk(talk) == 0


@pytest.mark.parametrize("consent", Consent)
def test_whatever_became_of_them_three_short_lines_tell(consent: Consent) -> None:
    words, scene = Words(), Scene(datetime(2026, 11, 25, 10, tzinfo=BEIJING), consent)
    for size in range(1, 5):
        for fates in combinations(FATES, size):
            lines = words.say(told(Fetched(dict.fromkeys(fates, 9)), scene).text).splitlines()
            assert 1 <= len(lines) <= 3
            assert max(map(len, lines)) <= 32, lines
