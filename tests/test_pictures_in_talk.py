"""Pictures that somebody sends are read and answered, over HTTP: as one message, or thirty of them as one summary."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from itertools import takewhile
from pathlib import Path
from random import Random
from typing import Any

import aiosqlite
import pytest
from conftest import at, running, said
from fake_reader import pictured
from fake_telegram import FakeTelegram, Fault, Person, Sent
from retell import STORIES
from test_picture_reader import ROOT
from test_received import FAKE_COURT, PAPER, REMINDER, THREAT
from what_is_kept import kept

from bot import fetching
from bot.house import open_house
from bot.settings import Settings
from bot.story import read_story
from bot.terminal import Hands, Talk

CHAT = "李经理\n10月3日 22:41\n对方：陈某欠款8600元，今晚不还我们通知他单位\n我：请不要找别人"
LEFT = re.compile(r"还剩 (\d+) 张")
MESSAGES = (FAKE_COURT, CHAT, PAPER, REMINDER, "把验证码发给我，今天就帮你销案", THREAT)


@pytest.fixture(autouse=True)
def _in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "QUIET", 0.2)
    monkeypatch.setattr(fetching, "SHOW_EVERY", 0.1)
    monkeypatch.setattr(fetching, "LOOK_EVERY", 0.05)


def shots(count: int, seconds: float = 0.02) -> list[bytes]:
    """Screenshots, each of another message."""
    return [pictured(f"{MESSAGES[at % len(MESSAGES)]}（{at}）", seconds=seconds) for at in range(count)]


async def answer(person: Person, n: int = 1) -> str:
    return "\n".join(bubble.text for bubble in await heard(person, n))


async def heard(person: Person, n: int = 1) -> list[Sent]:
    """The next bubbles but for the one that shows how far it is, which comes where that takes a while."""
    found: list[Sent] = []
    while len(found) < n:
        found += [bubble for bubble in await person.hears(timeout=30) if not shows_progress(bubble)]
    return found


def shows_progress(bubble: Sent) -> bool:
    return "收到" in bubble.text and "存好" in bubble.text


def progress(person: Person) -> list[Sent]:
    return [bubble for bubble in person.bubbles if shows_progress(bubble)]


def edits(fake: FakeTelegram) -> list[str]:
    return [call.params["text"] for call in fake.journal if call.method == "editMessageText"]


async def until_left(person: Person, number: int) -> None:
    """Wait until no more than so many pictures are left to be read."""
    async with asyncio.timeout(30):
        while number_left(person) > number:  # noqa: ASYNC110 - nobody tells when the bubble is edited
            await asyncio.sleep(0.02)


def number_left(person: Person) -> int:
    """How many pictures are left to be read, as far as the bubble says."""
    return min((int(left) for bubble in progress(person) for left in LEFT.findall(bubble.text)), default=99)


async def messages(settings: Settings, clock: Hands) -> list[str]:
    """The texts that are kept, when no bot runs."""
    async with open_house(settings, clock) as house:

        async def body(db: aiosqlite.Connection) -> list[tuple[Any, ...]]:
            sql = "SELECT person, key, kept_message.id, body FROM kept_message JOIN person ON person.id = person"
            return [tuple(row) for row in await db.execute_fetchall(sql)]

        rows = await house.store.tx(body)
        keys = house.keys
        return [keys.of_person(person, key).open(text, "kept_message", "body", id) for person, key, id, text in rows]


async def test_thirty_in_three_albums_are_one_bubble_and_one_summary_and_nothing_is_lost_or_kept_twice(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    """Shuffled, eight of them sent twice, and a whole batch delivered twice."""
    person, content = fake.user(7), shots(22)
    every = [*content, *content[3:11]]
    for first in (0, 10, 20):
        person.sends_album(every[first : first + 10])
    lost = [Fault.accept_then_drop()]
    fake.faults = lambda method, params: lost.pop() if lost and method == "getUpdates" and fake.pending else None
    fake.shuffle(Random(2))
    async with running(fake, settings, clock):
        text = await answer(person)
        await fake.settle(quiet=0.5)
        assert len(person.bubbles) == 2
        (bubble,) = progress(person)
        assert bubble.text.endswith("结果在下面。")
        assert bubble.buttons == []
        told = [line for said in edits(fake) for line in said.splitlines()]
        assert any(line.startswith("正在读图，还剩 ") for line in told)
        assert any(line.startswith("先别付钱：有 ") for line in told), "frauds are told before the rest is read"
        assert len({line for line in told if "还剩" in line}) > 3
        assert "30 张看完了：疑似诈骗 7，可能越界 7，像文书 4。\n正常催款 4。\n重复 8。" in text
        seen = []
        person.presses("先看诈骗的")
        for onward in ["下一张"] * 6 + ["看越界的"] + ["下一张"] * 6 + ["看文书"]:
            found, todo = await heard(person, 2)
            seen.append(found.text.partition("张，共 7 张")[0])
            person.presses(onward, bubble=todo)
        assert seen == [f"第 {n} " for n in range(1, 8)] * 2
    assert sorted(found for _, found, _ in await kept(settings, clock)) == sorted(content)
    assert len(await messages(settings, clock)) == len(set(await messages(settings, clock))) == 22


async def test_the_story_of_thirty_screenshots_is_told_over_http_word_for_word(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    """Up to where paths are typed, as one does at a terminal only."""
    _, album, *rest = read_story((STORIES / "3.5.txt").read_text("utf-8"))
    folder, *again = (ROOT / path for path in album.said.split()[1:])
    every = [path.read_bytes() for path in (*sorted(folder.iterdir()), *again)]
    person = fake.user(7)
    async with running(fake, settings, clock):
        for first in (0, 10, 20):
            person.sends_album(every[first : first + 10])
        (summary,) = await heard(person)
        assert printed(summary) == album.answer
        for exchange in takewhile(lambda one: not one.said.endswith(".png"), rest):
            bubbles = exchange.answer.count("\n\n") + 1
            labels = {label for bubble in person.bubbles[-2:] for label, _ in bubble.buttons}
            (person.presses if exchange.said in labels else person.says)(exchange.said)
            assert "\n\n".join(map(printed, await heard(person, bubbles))) == exchange.answer


def printed(bubble: Sent) -> str:
    """A bubble as stories write it."""
    return "\n".join(filter(None, (bubble.text, " ".join(f"[{label}]" for label, _ in bubble.buttons))))


async def test_a_button_of_an_earlier_summary_is_not_answered_for_another(fake: FakeTelegram, bot: None) -> None:
    person = fake.user(7)
    summaries = []
    for first in (0, 2):
        person.sends_album(shots(4)[first : first + 2])
        summaries += await heard(person)
    person.presses("先看诈骗的", bubble=summaries[0])
    assert "那是之前的一条" in await answer(person, 2)
    person.presses("看文书", bubble=summaries[1])
    assert "第 1 张，共 1 张。" in await answer(person, 2)


async def test_halted_it_reads_no_more_and_tells_what_it_saw(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    async with running(fake, settings, clock):
        person.sends_album([*shots(2), *[pictured(f"{THREAT}（{n}）", seconds=30) for n in range(4)]])
        await until_left(person, 4)
        person.presses("停下")
        text = await answer(person, 2)
        assert "4 张没读出字来：停下 4。" in text
        assert "停下了，看了的：疑似诈骗 1，可能越界 1。" in text
    assert len(await kept(settings, clock)) == 6
    assert len(await messages(settings, clock)) == 2


async def test_stopped_in_the_middle_it_goes_on_after_the_next_start(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    async with running(fake, settings, clock):
        person.sends_album(shots(6, seconds=0.3))
        await until_left(person, 4)
    async with running(fake, settings, clock):
        assert "6 张看完了：疑似诈骗 2，可能越界 2，像文书 1。\n正常催款 1。" in await answer(person)
        assert len(progress(person)) == 1
    assert len(await messages(settings, clock)) == 6


async def test_one_picture_is_answered_as_a_message_and_what_was_read_can_be_put_right(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person = fake.user(7)
    async with running(fake, settings, clock):
        person.sends_document("截图.png", "image/png", pictured(CHAT))
        text = await answer(person, 2)
        assert text.startswith("留好了。李经理，10月3日 周六 22:41。\n可能越界 3 处：牵扯单位，时间太晚。")
        person.presses("读到的字")
        assert CHAT in await answer(person)
        person.presses("字读错了")
        await heard(person)
        person.says(f"对方：{THREAT}")
        assert (await answer(person, 2)).startswith("改好了，又读了一遍。\n可能越界 2 处：说要找亲友，时间太晚。")
        assert "会联系你的家人" in "".join(await texts_behind(person))
    assert await messages(settings, clock) == [f"对方：{THREAT}"]


async def texts_behind(person: Person) -> Sequence[str]:
    person.presses("读到的字")
    return [bubble.text for bubble in await heard(person)]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (THREAT, "留好了。王催收，10月4日 周日 23:05。\n可能越界 2 处：说要找亲友，时间太晚。"),
        (CHAT.replace("22:41", "12:41"), "留好了。李经理，10月3日 周六 12:41。\n可能越界 2 处：牵扯单位，没说是哪家。"),
        ("李经理\n12:41\n对方：再不还就联系你的家人\n我：请找我", "留好了。李经理，没写几点。\n可能越界 2 处"),
    ],
)
async def test_of_a_screenshot_its_own_name_and_time_count_and_not_who_passed_it_on(
    text: str, lead: str, fake: FakeTelegram, bot: None
) -> None:
    origin = {"type": "hidden_user", "date": at("2026-10-04T23:05"), "sender_user_name": "王催收"}
    fake.user(7).sends_photo(pictured(text), forward_origin=origin)
    assert (await answer(fake.user(7), 2)).startswith(lead)


async def test_the_same_picture_under_another_id_is_kept_once_and_answered_again(
    fake: FakeTelegram, settings: Settings, clock: Hands
) -> None:
    person, shot = fake.user(7), pictured(REMINDER)
    async with running(fake, settings, clock):
        person.sends_photo(shot)
        assert "正常催款" in await answer(person, 2)
        update = person.sends_photo(shot)
        for size in update["message"]["photo"]:
            size["file_unique_id"] += "again"
        assert (await answer(person, 2)).startswith("这 1 个早就留着了，没存两份。\n正常催款")
    assert len(await kept(settings, clock)) == 1
    assert len(await messages(settings, clock)) == 1


async def test_what_can_hardly_be_read_is_shown_at_once(fake: FakeTelegram, bot: None) -> None:
    person = fake.user(7)
    person.sends_photo(pictured(REMINDER, score=0.7))
    first, _ = await heard(person, 2)
    assert f"字不大清楚，我读到的是：\n{REMINDER}" in first.text
    assert first.buttons[0][0] == "字读错了"


# --- whose words they are -----------------------------------------------------------------------------------------


async def test_despair_below_a_picture_does_not_wait_for_its_reading(fake: FakeTelegram, bot: None) -> None:
    person = fake.user(7)
    person.sends_photo(pictured(THREAT, seconds=30), caption="我不想活了")
    assert "钱的事先放下" in await answer(person)


@pytest.mark.parametrize(
    ("text", "opens"),
    [
        ("王经理\n对方：今天不还就让你全家难堪\n我：我不想活了，你们别逼我了", True),
        ("今天的日记\n撑不下去了，真的不想活了", True),
        ("王经理\n对方：不还钱你就别活了，去死吧\n我：请不要骂人", False),
        ("【某某金融】再不还款，让你活不下去，你怎么不去死", False),
    ],
)
async def test_only_the_persons_own_despair_in_a_picture_opens_the_crisis_path(
    talk: Talk, tmp_path: Path, text: str, opens: bool
) -> None:
    (tmp_path / "a.png").write_bytes(pictured(text))
    await talk.begin()
    answer = await said(talk, f"@photo {tmp_path}/a.png")
    assert ("钱的事先放下" in answer) == opens
    assert ("图都看完了，不急" in answer) == opens
    if opens:
        assert "1 张看完了" in await said(talk, "看结果")


async def test_nothing_in_a_picture_is_a_command_or_a_link(talk: Talk, tmp_path: Path) -> None:
    for number, text in enumerate(("/delete", "全部删除", "/start", "停下")):
        (tmp_path / f"{number}.png").write_bytes(pictured(text))
    (tmp_path / "link.png").write_bytes(pictured(f"*{FAKE_COURT}* [看](tg://x)"))
    await talk.begin()
    await said(talk, "正在通话", "开始")
    for number in range(4):
        answer = await said(talk, f"{tmp_path}/{number}.png")
        assert "照着念" in answer
        assert "删" not in answer
    answer = await said(talk, f"{tmp_path}/link.png", "读到的字")
    assert "hxxp://court-gov[.]top" in answer
    assert "tg[:]//x" in answer
