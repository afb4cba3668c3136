"""The whole bot over HTTP against the project's own Telegram: people press labels and read what arrives."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import telegram
from conftest import at
from fake_telegram import FakeTelegram, Fault, Person
from modes import MODES, connected

from bot.clock import Clock
from bot.letters import Letter
from bot.serving import serve
from bot.settings import Settings
from bot.story import language, read_story, story_clock
from bot.telegram import Stop, keyboard
from bot.terminal import Hands, beijing

STORIES = Path(__file__).parent / "stories"


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def hands() -> Hands:
    return story_clock()


@pytest.fixture(params=MODES)
async def bot(
    request: pytest.FixtureRequest, fake: FakeTelegram, settings: Settings, hands: Hands
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, running in this process against the fake server, which it polls or which knocks at its door."""
    running = asyncio.create_task(serve(connected(fake, settings, request.param), hands))
    yield running
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def answer(person: Person, n: int = 1) -> str:
    return "\n".join(bubble.text for bubble in await person.hears(n))


@pytest.mark.parametrize("name", ["3.0.txt", "3.1.txt", "3.4.txt", "3.6.txt", "3.7.txt", "hant-taiwan.txt"])
async def test_a_story_over_http_pressing_labels(
    name: str, fake: FakeTelegram, bot: asyncio.Task[None], hands: Hands
) -> None:
    """The same story files as in the terminal: what is a button there is pressed here."""
    text = (STORIES / name).read_text("utf-8")
    first, *rest = read_story(text)
    person = fake.user(7, language=language(text))
    person.says("/start")
    await compare(person, first.answer)
    for exchange in rest:
        line = exchange.said
        if line.startswith(("@at ", "@wait ")):
            hands.set(at(line[4:]) if line.startswith("@at ") else hands() + int(line[6:-1]) * SECONDS[line[-1]])
            WAKE[0].wake()
        else:
            try:
                person.presses(line.removeprefix("@old 0 ").strip("[]"))
            except LookupError:
                person.says(line.replace("\\n", "\n"))
        await compare(person, exchange.answer)


SECONDS = {"h": 3600, "d": 86400}


async def compare(person: Person, expected: str) -> None:
    bubbles = [block for block in expected.split("\n\n") if block.strip()]
    shown = []
    for bubble in await person.hears(len(bubbles)) if bubbles else []:
        lines = [bubble.text]
        lines += [" ".join(f"[{label}]" for label, _ in bubble.buttons)] if bubble.buttons else []
        lines += [" ".join(f"{{{key}}}" for key in bubble.keys)] if bubble.keys else []
        shown.append("\n".join(lines))
    assert shown == bubbles


WAKE: list[Any] = []
"""The clock of the bot that is running: a test that moves the hands has to tell it."""


@pytest.fixture(autouse=True)
def _remember_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Clock

    def remembered(*arguments: Any) -> Any:
        WAKE[:] = [made(*arguments)]
        return WAKE[0]

    monkeypatch.setattr("bot.serving.Clock", remembered)


async def test_every_message_has_previews_off_and_no_markup(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.says("/start")
    await person.hears(2)
    person.forwards("<b>看</b> *这里* http://example.org", "_某_[人](x)", 1_790_000_000)
    assert "_某_[人](x)" in await answer(person)
    for call in fake.journal:
        if call.method == "sendMessage":
            assert call.params["link_preview_options"] == {"is_disabled": True}
            assert "parse_mode" not in call.params


async def test_a_forward_keeps_its_original_date_and_sender(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.forwards("请尽快还款", "某某金融", int(at("2026-10-03T22:41")))
    assert (await answer(person)).startswith("留好了。某某金融，10月3日 周六 22:41。")


async def test_a_fake_notice_is_read_at_once_and_its_link_is_dead(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    notice = "【东城区人民法院】您涉嫌金融诈骗，请点击 http://court-gov.top/a 查看立案通知并缴纳保证金"
    person.forwards(notice, "法院通知", int(at("2026-11-24T15:20")))
    first, second = await person.hears(2)
    assert "疑似诈骗" in first.text
    assert "http" not in first.text
    assert "链接我没打开" in second.text
    person.presses("为什么这样判断")
    assert "治安管理处罚法" in await answer(person)
    person.presses("我已经转了")
    assert "110" in await answer(person)


async def test_a_pasted_message_that_is_edited_is_read_again_and_kept_once(
    fake: FakeTelegram, bot: asyncio.Task[None]
) -> None:
    person = fake.user(7)
    person.says("【橙借】陈某，您的借款已逾期3天，请于11月28日前归还1,260元，详询官方客服。")
    assert "正常催款" in await answer(person, 2)
    person.edits("【橙借】陈某，你的借款已逾期3天，再不还我们就联系你的家人和单位")
    assert "可能越界" in await answer(person, 2)
    person.edits("【橙借】陈某，你的借款已逾期3天，再不还我们就联系你的家人")
    assert "可能越界" in await answer(person, 2)
    person.says("/mydata")
    assert "消息 1" in await answer(person)


async def test_groups_and_channels_are_left_without_a_word(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    group = {"id": -100, "type": "supergroup", "title": "群"}
    user = {"id": 7, "is_bot": False, "first_name": "某"}
    message = {"message_id": 1, "date": 1_790_000_000, "chat": group, "from": user, "text": "/start"}
    fake.push_raw({"update_id": fake.next_update_id, "message": message})
    await fake.settle()
    assert [call.params["chat_id"] for call in fake.journal if call.method == "leaveChat"] == [-100]
    assert fake.sent == []


async def test_five_quick_taps_have_one_effect(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.says("/start")
    (start, _) = await person.hears(2)
    for _ in range(5):
        person.presses("正在通话", bubble=start)
    await fake.settle()
    assert len(person.bubbles) == 3
    answered = [call for call in fake.journal if call.method == "answerCallbackQuery"]
    assert len(answered) == 5


async def test_a_tap_is_answered_and_its_keyboard_taken_away(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.says("/start")
    (start, _) = await person.hears(2)
    person.presses("正在通话")
    await person.hears()
    await fake.settle()
    assert start.buttons == []


async def test_a_long_text_waits_for_its_continuation(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    """Two messages that were one are one answer; somebody else is not kept waiting meanwhile."""
    person, other = fake.user(7), fake.user(8)
    person.says("长" * 4096)
    other.says("/start")
    await other.hears(2, timeout=1.2)
    person.says("不想活了")
    await fake.settle(quiet=0.3)
    assert ["钱的事先放下" in bubble.text for bubble in person.bubbles] == [True]
    assert not fake.pending


async def test_a_long_text_alone_is_answered_after_a_moment(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.says("长" * 4096)
    await person.hears(1, timeout=4)
    await fake.settle()
    assert not fake.pending


async def test_an_edit_runs_no_step_again(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.says("正在通话")
    await person.hears()
    person.edits("开始")
    assert "改过的那条我不会重新算" in await answer(person, 2)


async def test_what_is_neither_words_nor_a_file_gets_one_line(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.sends_sticker()
    assert "看不懂，也没有保存" in await answer(person, 2)


async def test_who_is_not_invited_hears_so_once_and_is_not_stored(
    fake: FakeTelegram, settings: Settings, hands: Hands
) -> None:
    fake.token = settings.token
    running = asyncio.create_task(serve(replace(settings, api=fake.url, users=frozenset((8,))), hands))
    stranger, guest = fake.user(7), fake.user(8)
    stranger.says("/start")
    stranger.says("有人吗")
    guest.says("/start")
    await guest.hears(2)
    await fake.settle()
    assert [bubble.text for bubble in stranger.bubbles] == ["这个机器人目前只给约好的人用。"]
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_little_of_telegram_is_needed(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    needed = ("getMe", "getUpdates", "getWebhookInfo", "setWebhook", "sendMessage")
    fake.faults = lambda method, params: None if method in needed else Fault.refuse_502()
    person = fake.user(7)
    person.says("/start")
    await person.hears(2)
    person.presses("正在通话")
    assert "慢慢呼一口气" in await answer(person)


async def test_who_blocked_and_comes_back_is_served_again(fake: FakeTelegram, bot: asyncio.Task[None]) -> None:
    person = fake.user(7)
    person.says("/start")
    await person.hears(2)
    fake.faults = lambda method, params: Fault.blocked() if method == "sendMessage" else None
    person.says("正在通话")
    await fake.settle()
    fake.faults = lambda method, params: None
    person.says("/start")
    assert "上次在：接电话" in await answer(person)


def test_the_clock_of_a_story_is_beijings() -> None:
    assert story_clock()() == beijing("2026-11-25T10:00").timestamp()


@pytest.mark.parametrize("method", ["getMe", "getUpdates"])
async def test_who_hears_nothing_for_too_long_ends_with_70(
    method: str, fake: FakeTelegram, settings: Settings, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.telegram.DEAF_AFTER", 0.5)
    fake.token = settings.token
    fake.faults = lambda called, params: Fault.refuse_502() if called == method else None
    with pytest.raises(Stop) as stopped:
        await asyncio.wait_for(serve(replace(settings, api=fake.url), hands), 20)
    assert stopped.value.code == 70
    assert "五分钟" in str(stopped.value)


def test_a_marked_repeat_of_a_text_to_copy_copies_the_text_alone() -> None:
    letter = Letter("我想核对账单。", copy="复制", note="（可能与上一条重复）")
    markup = keyboard(letter)
    assert isinstance(markup, telegram.InlineKeyboardMarkup)
    button = markup.inline_keyboard[0][0]
    assert (button.text, button.copy_text and button.copy_text.text) == ("复制", "我想核对账单。")
    assert letter.shown == "我想核对账单。\n（可能与上一条重复）"


@pytest.mark.parametrize("mode", MODES)
async def test_a_text_that_waited_when_the_bot_was_stopped_is_answered_after_the_next_start(
    mode: str, fake: FakeTelegram, settings: Settings, hands: Hands
) -> None:
    person, there = fake.user(7), connected(fake, settings, mode)
    for life in range(2):
        running = asyncio.create_task(serve(there, hands))
        if not life:
            person.says("长" * 4096)
            await fake.settle(quiet=0.3)
            assert not person.bubbles
        else:
            await person.hears(1, timeout=4)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
