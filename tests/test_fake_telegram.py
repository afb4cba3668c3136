"""The fake Telegram behaves as Telegram does, and as its users would."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fake_telegram import FakeTelegram, Fault
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

BUTTONS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("好", callback_data="yes"),
            InlineKeyboardButton("网址", url="https://example.org"),
        ]
    ]
)


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(fake.token, base_url=f"{fake.url}/bot") as bot:
        yield bot


async def ask(fake: FakeTelegram, method: str, **request: Any) -> Any:
    async with httpx.AsyncClient(trust_env=False) as client:
        return (await client.post(f"{fake.url}/bot{fake.token}/{method}", **request)).json()


async def test_updates_are_handed_out_until_confirmed_by_a_higher_offset(fake: FakeTelegram, bot: Bot) -> None:
    lin = fake.user(7)
    lin.says("一")
    lin.says("二")
    first, second = await bot.get_updates()
    assert [first.update_id, second.update_id] == [1000, 1001]
    assert await bot.get_updates(limit=1) == (first,)
    assert await bot.get_updates(offset=1001) == (second,)
    assert fake.confirmed == {1000}
    assert [update["update_id"] for update in fake.pending] == [1001]
    assert [update["update_id"] for update in fake.delivered] == [1000, 1001]


async def test_an_offset_from_before_the_ids_began_anew_confirms_nothing(fake: FakeTelegram, bot: Bot) -> None:
    fake.next_update_id = 50
    fake.user(7).says("还在吗")
    assert [update.update_id for update in await bot.get_updates(offset=1000)] == [50]
    assert not fake.confirmed


async def test_a_long_poll_is_answered_as_soon_as_something_is_said(fake: FakeTelegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    assert not poll.done()
    fake.user(7).says("/start 1")
    [update] = await asyncio.wait_for(poll, 1)
    assert update.message
    assert update.message.parse_entities() == {update.message.entities[0]: "/start"}
    assert await asyncio.wait_for(bot.get_updates(offset=1001, timeout=1), 2) == ()


async def test_a_newer_poll_ends_the_earlier_one(fake: FakeTelegram, bot: Bot) -> None:
    earlier = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.sleep(0.1)
    await ask(fake, "getUpdates")
    with pytest.raises(Conflict, match="only one bot instance"):
        await earlier


async def test_polling_and_a_webhook_exclude_each_other(fake: FakeTelegram, bot: Bot) -> None:
    await bot.set_webhook("https://example.org/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    assert (await bot.get_webhook_info()).url == "https://example.org/hook"
    fake.user(7).says("旧的")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_a_killed_client_does_no_harm(fake: FakeTelegram, bot: Bot) -> None:
    polled = asyncio.Event()
    fake.faults = lambda method, params: polled.set()
    url = f"{fake.url}/bot{fake.token}/getUpdates?timeout=30"
    program = f"import urllib.request as r; r.build_opener(r.ProxyHandler({{}})).open({url!r})"
    client = await asyncio.create_subprocess_exec(sys.executable, "-c", program)
    await asyncio.wait_for(polled.wait(), 10)
    client.kill()
    await client.wait()
    await asyncio.sleep(0.05)
    assert fake.journal[-1].outcome == "499 Client Closed Request"
    fake.user(7).says("你好")
    assert not fake.delivered
    assert len(await bot.get_updates()) == 1


async def test_people_see_messages_and_press_labels(fake: FakeTelegram, bot: Bot) -> None:
    lin = fake.user(7)
    message = await bot.send_message(7, "123", reply_markup=BUTTONS)
    await bot.send_message(7, "再见", reply_markup=ReplyKeyboardMarkup([["菜单"]]))
    question, farewell = await lin.hears(2)
    assert (question.text, question.buttons, question.message_id) == (
        "123",
        [("好", "yes")],
        message.message_id,
    )
    assert (farewell.keys, farewell.buttons) == (["菜单"], [])
    assert fake.sent == lin.bubbles == [question, farewell]

    with pytest.raises(LookupError, match=r"'不好'.*'好'"):
        lin.presses("不好")
    lin.presses("好")
    [update] = await bot.get_updates()
    query = update.callback_query
    assert query
    assert (query.data, query.from_user.id, query.message) == ("yes", 7, message)
    await bot.answer_callback_query(query.id)
    await bot.edit_message_reply_markup(7, message.message_id)
    with pytest.raises(LookupError):
        lin.presses("好")
    with pytest.raises(TimeoutError, match="小林 waited for 1"):
        await lin.hears(timeout=0.05)


async def test_what_people_do_makes_valid_updates(fake: FakeTelegram, bot: Bot) -> None:
    lin = fake.user(7)
    lin.says("/help")
    lin.edits("改了")
    lin.forwards("广告", "客服", 1_600_000_000)
    lin.forwards("通知", "王五", 1_600_000_000, hidden=False)
    lin.sends_photo(caption="截图")
    lin.sends_voice()
    lin.sends_document("合同.pdf")
    said, edited, hidden, known, photo, voice, document = await bot.get_updates()
    assert said.message
    assert edited.edited_message
    assert edited.edited_message.message_id == said.message.message_id
    assert (edited.edited_message.text, edited.edited_message.entities) == ("改了", ())
    assert hidden.message
    assert hidden.message.forward_origin
    assert hidden.message.forward_origin.to_dict()["sender_user_name"] == "客服"
    assert known.message
    assert known.message.forward_origin
    assert known.message.forward_origin.to_dict()["sender_user"]["first_name"] == "王五"
    assert photo.message
    assert (len(photo.message.photo), photo.message.caption) == (2, "截图")
    assert voice.message
    assert voice.message.voice
    assert document.message
    assert document.message.document
    assert document.message.document.file_name == "合同.pdf"


@pytest.mark.parametrize(
    ("text", "data", "description"),
    [
        (" ", "x", "Message text is empty"),
        ("😀" * 2049, "x", "Message is too long"),
        ("好", "字" * 22, "Button_data_invalid"),
    ],
)
async def test_bad_messages_are_refused(fake: FakeTelegram, bot: Bot, text: str, data: str, description: str) -> None:
    buttons = InlineKeyboardMarkup([[InlineKeyboardButton("好", callback_data=data)]])
    with pytest.raises(BadRequest, match=description):
        await bot.send_message(7, text, reply_markup=buttons)
    assert not fake.sent
    assert fake.journal[-1].outcome.startswith("400 Bad Request: ")


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize(
    ("fault", "error", "accepted", "outcome"),
    [
        (Fault.drop(), NetworkError, False, "dropped"),
        (Fault.accept_then_drop(), NetworkError, True, "ok, dropped"),
        (Fault.refuse_502(), NetworkError, False, "502 Bad Gateway"),
        (Fault.accept_then_502(), NetworkError, True, "ok, 502 Bad Gateway"),
        (Fault.flood(3), RetryAfter, False, "429 Too Many Requests: retry after 3"),
        (Fault.blocked(), Forbidden, False, "403 Forbidden: bot was blocked by the user"),
        (Fault.bad_request("Bad Request: no"), BadRequest, False, "400 Bad Request: no"),
        (Fault.delay(5), TimedOut, False, ""),
        (Fault.accept_then_late(5), TimedOut, True, "ok, late"),
    ],
)
async def test_faults_befall_the_calls_they_are_meant_for(
    fake: FakeTelegram, bot: Bot, fault: Fault, error: type[Exception], accepted: bool, outcome: str
) -> None:
    fake.faults = lambda method, params: fault if params.get("text") == "一" else None
    with pytest.raises(error):
        await bot.send_message(7, "一", read_timeout=0.3)
    call = fake.journal[-1]
    assert (call.outcome, call.message is not None, len(fake.sent)) == (outcome, accepted, int(accepted))
    await bot.send_message(7, "二")
    assert fake.journal[-1].outcome == "ok"


async def test_a_short_delay_only_delays(fake: FakeTelegram, bot: Bot) -> None:
    fake.faults = lambda method, params: Fault.delay(0.1)
    await bot.send_message(7, "一")
    assert fake.journal[-1].outcome == "ok"


async def test_a_crash_in_a_fault_hook_fails_the_test_that_set_it() -> None:
    def broken(method: str, params: dict[str, Any]) -> None:
        raise ZeroDivisionError

    async def call_with_broken_hook() -> None:
        async with FakeTelegram() as fake:
            fake.faults = broken
            with pytest.raises(httpx.RemoteProtocolError):
                await ask(fake, "getMe")

    with pytest.raises(ZeroDivisionError):
        await call_with_broken_hook()


async def test_the_fake_is_settled_when_all_is_confirmed_and_quiet(fake: FakeTelegram, bot: Bot) -> None:
    async def serve() -> None:
        offset = 0
        while True:
            for update in await bot.get_updates(offset=offset, timeout=5):
                offset = update.update_id + 1
                await asyncio.sleep(0.05)
                await bot.send_message(7, "收到")

    fake.user(7).says("一")
    fake.user(7).says("二")
    with pytest.raises(TimeoutError, match=r"unconfirmed \[1000, 1001\]"):
        await fake.settle(timeout=0.05)
    serving = asyncio.create_task(serve())
    await fake.settle()
    assert [sent.text for sent in fake.user(7).bubbles] == ["收到", "收到"]
    assert (fake.pending, fake.confirmed) == ([], {1000, 1001})
    serving.cancel()


async def test_malformed_and_group_updates_pass_through_as_they_are(fake: FakeTelegram) -> None:
    group = {"update_id": 1005, "message": {"chat": {"id": -5, "type": "group"}}}
    for update in ("?", {"message": 1}, group):
        fake.push_raw(update)
    assert (await ask(fake, "getUpdates"))["result"] == ["?", {"message": 1}, group]
    assert (await ask(fake, "getUpdates", json={"offset": 1002}))["result"] == [group]
    assert (await ask(fake, "leaveChat", json={"chat_id": -5}))["result"] is True


@pytest.mark.parametrize("form", ["json", "data", "files"])
async def test_each_encoding_of_a_form_is_understood(fake: FakeTelegram, form: str) -> None:
    markup = {"inline_keyboard": [[{"text": "好", "callback_data": "1"}]]}
    fields = {"chat_id": "7", "text": "[1]\r\n二", "reply_markup": json.dumps(markup)}
    parts = {name: (None, value) for name, value in fields.items()}
    answer = await ask(fake, "sendMessage", **{form: parts if form == "files" else fields})
    assert answer["ok"]
    assert fake.journal[-1].params == {"chat_id": 7, "text": "[1]\r\n二", "reply_markup": markup}
    assert fake.user(7).bubbles[0].buttons == [("好", "1")]


async def test_wrong_tokens_and_unknown_methods_are_turned_away(fake: FakeTelegram) -> None:
    async with httpx.AsyncClient(base_url=fake.url, trust_env=False) as client:
        answers = [await client.get(path) for path in ("/bot1:wrong/getMe", "/botwrong/getMe", "/")]
    assert [answer.status_code for answer in answers] == [401, 404, 404]
    assert answers[0].json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert (await ask(fake, "sendDice"))["error_code"] == 404
    fake.token = "4242:revoked"
    with pytest.raises(InvalidToken):
        async with Bot("4242:old", base_url=f"{fake.url}/bot"):
            pass
