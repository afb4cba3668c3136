"""Pictures in which nothing can be read, or not any more: one line says why, and what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import said
from fake_reader import pictured
from test_picture_reader import bomb
from test_pictures_in_talk import shots
from test_received import REMINDER

from bot.ocr import reader
from bot.terminal import Talk


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (bomb(13_000, 13_000), "这张图太大，打不开。\n请分成几张截，或把字打出来。"),
        (pictured(REMINDER)[:40], "这张图没有传完整，打不开。\n请再发一次，或把字打出来。"),
        (b"%PDF-1.7", "这个文件不是图片，或者不是我认得的格式。\n请发截图，或把字打出来。"),
        (pictured(""), "这张图里，没有看到字。\n要是有，请把要紧的几句打出来。"),
    ],
)
async def test_what_cannot_be_read_is_kept_and_one_line_says_why_and_what_to_do(
    talk: Talk, tmp_path: Path, content: bytes, line: str
) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    await talk.begin()
    assert (await said(talk, f"{tmp_path}/a.jpg")).startswith(f"先留着了，1 个。\n{line}")


async def test_where_nothing_can_be_read_here_it_says_so_once_and_asks_for_the_words(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "IT_IS_HERE", False)
    for number, shot in enumerate(shots(3)):
        (tmp_path / f"{number}.png").write_bytes(shot)
    await talk.begin()
    answer = await said(talk, f"@album {tmp_path}")
    assert answer.startswith("先留着了，3 个。\n这里还读不了图片里的字。\n请把要紧的几句打出来。")
    monkeypatch.setattr(reader, "IT_IS_HERE", True)
    assert "3 张看完了：疑似诈骗 1，可能越界 1，像文书 1。" in await said(talk, f"@album {tmp_path}")


async def test_what_is_deleted_is_shown_no_more(talk: Talk, tmp_path: Path) -> None:
    for number, shot in enumerate(shots(3)):
        (tmp_path / f"{number}.png").write_bytes(shot)
    await talk.begin()
    await said(talk, f"@album {tmp_path}", "先看诈骗的", "删除", "只删一部分", "消息和文件", "确定，删掉")
    for button in ("4 看结果", "5 读到的字"):
        assert "那张图已经不在这里了" in await said(talk, f"@old {button}")
    assert "3 张看完了" in await said(talk, f"@album {tmp_path}")


async def test_a_dragged_path_is_a_picture_and_other_words_are_not(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "我的 截图.png").write_bytes(pictured(REMINDER))
    await talk.begin()
    for line in (f"'{tmp_path}/我的 截图.png' ", f"file://{tmp_path}/我的\\ 截图.png"):
        assert "正常催款" in await said(talk, line)
    assert "这句我没听懂" in await said(talk, "没有.png")
