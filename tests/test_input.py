"""Whatever somebody types or forwards: nothing raises, what others wrote is kept as it came, and no link is alive."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import aiosqlite
import pytest
from conftest import said
from hypothesis import given
from hypothesis import strategies as st

from bot.desk import Arrival, Desk, House
from bot.letters import Letter
from bot.people import meet, person, save
from bot.post import Outcome, Post, Sent
from bot.store import one
from bot.terminal import Talk
from bot.updates import read
from bot.words import defanged, quoted
from conversations.danger import asks_for_money_or_codes
from conversations.flow import Ask
from conversations.flows import PLAYBOOK
from conversations.session import Place, Session

NO_BOT: Any = None
NUMBERS = (
    "²", "³点", "٣", "٣点", "①", "④月⑤日", "Ⅷ", "一万二", "nan", "inf", "1e400", "-0", "12,34.5", "９" * 20, "9" * 5000,
    "9" * 4000 + "天后",
    "十" * 300, "零月零日", "0月0日", "99月99日", "25点99分", "二二二点", "1_000", "0x10", "+5", "½小时后",
    "半" * 50 + "小时后", "\u0661\u0662点", "𝟛点", "㊂点", "㍙", "⒈", "１２：９９", "明天" * 200, "周",
    "下周", "星期八",
)  # fmt: skip
"""Numbers that are none, or more than any."""

MARKS = "\u202e\u202a\u2066\u2069\u200b\u200d\ufeff\u061c"


def message(**content: Any) -> dict[str, Any]:
    user = {"id": 7, "is_bot": False, "first_name": "某"}
    chat = {"id": 7, "type": "private", "first_name": "某"}
    raw = {"update_id": 1, "message": {"message_id": 1, "date": 1, "chat": chat, "from": user, **content}}
    found: dict[str, Any] = json.loads(json.dumps(raw))  # as it comes over the line, lone surrogates and all
    return found


def forward(text: str, sender: str = "某某金融") -> dict[str, Any]:
    origin = {"type": "hidden_user", "date": 1_790_000_000, "sender_user_name": sender}
    return message(text=text, forward_origin=origin)


def arrival(raw: dict[str, Any]) -> Arrival:
    found = read(raw, NO_BOT)
    assert isinstance(found, Arrival)
    return found


def what(raw: dict[str, Any]) -> Any:
    return arrival(raw).what


async def shown(house: House) -> str:
    """Everything that waits to be sent, in one."""
    heard = []

    async def deliver(chat: int, letter: Letter) -> Outcome:
        heard.append(letter.shown)
        return Sent(1)

    await Post(house, deliver).send_waiting()
    return "\n".join(heard)


ASKING = [(flow.id, step.id) for flow in PLAYBOOK.flows.values() for step in flow.steps if isinstance(step, Ask)]


@pytest.mark.parametrize("flow", sorted({flow for flow, _ in ASKING}))
async def test_numbers_that_are_none_are_asked_for_again_or_taken_for_words(flow: str, talk: Talk) -> None:
    """At every question in words that a flow asks, and before any."""
    for step in [step for name, step in ASKING if name == flow]:
        for number in NUMBERS:
            await stand_at(talk.desk.house, flow, step)
            answer = await said(talk, number)
            assert answer, (step, number[:20])
            assert "出了点问题" not in answer, (step, number[:20])


async def stand_at(house: House, flow: str, step: str) -> None:
    """Put the person at the terminal before a question."""

    async def body(db: aiosqlite.Connection) -> None:
        who = await meet(db, house.keys, 0, "zh_Hans", house.now())
        await save(db, who, replace(Session(), places=(Place(flow, step),), turn=who.session.turn + 1, keyed=True))

    await house.store.tx(body)


@pytest.mark.parametrize(
    ("typed", "heard"),
    [
        ("你\x00好\x07", "你\ufffd好"),
        ("不想\u202e活\u200b了", "不想活了"),
        ("\ud800嗯", "\ufffd嗯"),
        ("一\t二\n三", "一 二\n三"),
        ("\u2066\u2069", ""),
        ("x" * 9000, "x" * 4096),
    ],
)
def test_what_a_person_types_is_heard_without_what_is_not_for_reading(typed: str, heard: str) -> None:
    assert what(message(text=typed)).text == heard


def test_what_others_wrote_is_kept_as_it_came_and_read_without_the_tricks() -> None:
    text = f"把验{MARKS}证\u202e码发\u200b给我"
    assert what(forward(text)).text == text
    assert what(forward("a\ud800b\x00c")).text == "a\ufffdb\ufffdc"
    assert what(forward("好", f"某{MARKS}某\x00")).sender == "某某\ufffd"
    assert len(what(forward("好", "长" * 5000)).sender) == 129


async def test_hidden_marks_do_not_hide_that_a_code_is_asked_for(house: House) -> None:
    text = f"把验{MARKS}证\u202e码发\u200b给我，马上给你停催"
    assert not asks_for_money_or_codes(text)
    await Desk(house).take([arrival(forward(text))])
    assert "停" in await shown(house)

    async def kept(db: aiosqlite.Connection) -> str:
        (id,) = await one(db, "SELECT id FROM person")
        who = await person(db, house.keys, id)
        row, body = await one(db, "SELECT id, body FROM kept_message")
        return who.key.open(body, "kept_message", "body", row)

    assert await house.store.tx(kept) == text


def test_a_button_that_nobody_made_is_read_all_the_same() -> None:
    user = {"id": 7, "is_bot": False, "first_name": "某"}
    for data in ("\ud800.\udfff.x", "²." * 400, "", "\x00", "٣.yes.abc"):
        query = {"id": "1", "from": user, "chat_instance": "1", "data": data}
        chat = {"id": 7, "type": "private", "first_name": "某"}
        query["message"] = {"message_id": 1, "date": 1, "chat": chat, "text": "?"}
        found = arrival({"update_id": 1, "callback_query": query}).what
        assert len(found.data.encode()) <= 256  # type: ignore[union-attr]  # a button, that is


@pytest.mark.parametrize(
    ("alive", "dead"),
    [
        ("https://ex.com/a?b=1", "hxxps://ex[.]com/a?b=1"),
        ("HTTP://EX.COM", "hxxp://EX[.]COM"),
        ("t.me/abc", "t[.]me/abc"),
        ("a.b.example.org", "a.b[.]example[.]org"),
        ("tg://resolve?domain=abc", "tg[:]//resolve?domain=abc"),
        ("例子.中国", "例子[.]中国"),
        ("x@ex.com", "x@ex[.]com"),
        ("1.5万元，3.14", "1.5万元，3.14"),
        ("还了12.50元。", "还了12.50元。"),
        ("好的...", "好的..."),
        ("某某公司", "某某公司"),
    ],
)
def test_a_link_that_is_repeated_leads_nowhere(alive: str, dead: str) -> None:
    assert defanged(alive) == dead


async def test_a_link_in_what_somebody_wrote_is_shown_dead(house: House) -> None:
    await Desk(house).take([arrival(forward("请看", "t.me/abc"))])
    said = await shown(house)
    assert "t[.]me/abc" in said
    assert "t.me" not in said


@given(st.text(max_size=300))
def test_no_text_at_all_breaks_a_quote(text: str) -> None:
    assert "http" not in quoted(text).lower()
    assert len(quoted(text)) <= 12
    assert defanged(defanged(text)) == defanged(text)
