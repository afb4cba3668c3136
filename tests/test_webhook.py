"""Telegram knocks: who is let in, what is answered when, and whose door it is."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import httpx
import pytest
from fake_telegram import FakeTelegram, Fault
from modes import SECRET, connected

from bot import door
from bot.desk import Arrival, Desk
from bot.serving import serve
from bot.settings import Settings, Webhook
from bot.story import story_clock
from bot.telegram import Stop

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    async with FakeTelegram() as server:
        yield server


@pytest.fixture
def there(fake: FakeTelegram, settings: Settings) -> Settings:
    return connected(fake, settings, "webhook")


@pytest.fixture
def place(there: Settings) -> Webhook:
    assert there.webhook
    return there.webhook


@pytest.fixture
async def bot(fake: FakeTelegram, there: Settings) -> AsyncIterator[None]:
    running = asyncio.create_task(serve(there, story_clock()))
    fake.user(1).says("/start")
    await fake.user(1).hears(2)
    yield
    assert not running.done(), running
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@pytest.fixture
async def caller() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(trust_env=False) as client:
        yield client


def said(update: int, person: int, text: str) -> dict[str, Any]:
    user = {"id": person, "is_bot": False, "first_name": "某"}
    chat = {"id": person, "type": "private", "first_name": "某"}
    return {"update_id": update, "message": {"message_id": update, "date": 1, "chat": chat, "from": user, "text": text}}


async def test_telegram_is_told_where_to_knock_and_how(fake: FakeTelegram, place: Webhook, bot: None) -> None:
    [call] = [call for call in fake.journal if call.method == "setWebhook"]
    assert call.params == {
        "url": place.url,
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": 40,
    }
    assert not [call for call in fake.journal if call.method == "getUpdates"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("POST", "", {}, 403),
        ("POST", "", {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]}, 403),
        ("POST", "", {"X-Telegram-Bot-Api-Secret-Token": "é".encode("latin-1")}, 403),
        ("POST", "/", HEADERS, 404),
        ("POST", "?a=1", HEADERS, 404),
        ("POST", "/%2e", HEADERS, 404),
        ("GET", "", HEADERS, 405),
        ("DELETE", "", HEADERS, 405),
        ("POST", "", HEADERS, 200),
    ],
)
async def test_who_is_not_telegram_is_turned_away(
    method: str, path: str, headers: Any, status: int,
    fake: FakeTelegram, place: Webhook, bot: None, caller: httpx.AsyncClient,
) -> None:  # fmt: skip
    answer = await caller.request(method, f"{place.url}{path}", headers=headers, json=said(5000, 9, "/start"))
    assert (answer.status_code, answer.content) == (status, b"")
    await fake.settle()
    assert len(fake.user(9).bubbles) == (2 if status == 200 else 0)


@pytest.mark.parametrize("rest", ["Content-Length: 104857600", "Transfer-Encoding: chunked"])
async def test_a_body_of_100_mb_is_refused_before_it_is_read(rest: str, place: Webhook, bot: None) -> None:
    """By its length where that is told, else after the first megabyte."""
    reader, writer = await asyncio.open_connection(place.listen, place.port)
    head = f"POST {place.path} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n{rest}\r\n\r\n"
    writer.write(head.encode())
    if "chunked" in rest:
        writer.writelines([b"10000\r\n" + b" " * 65536 + b"\r\n"] * 17)
    assert b" 413 " in await asyncio.wait_for(reader.readline(), 5)
    writer.close()


async def test_what_is_no_json_is_let_go_of_by_its_class(
    fake: FakeTelegram, place: Webhook, bot: None, caller: httpx.AsyncClient, capfd: pytest.CaptureFixture[str]
) -> None:
    for body in (b"", b"{", b"\xff\xfe", b"[" * 100_000, b'{"update_id": %s}' % (b"9" * 5000), b"null", b"[1]", b"NaN"):
        answer = await caller.post(place.url, headers=HEADERS, content=body)
        assert answer.status_code == 200, body[:20]
    fake.user(1).says("正在通话")
    assert "慢慢呼一口气" in (await fake.user(1).hears())[0].text


@pytest.mark.parametrize("request_", [b"\r\n\r\n", b"HELLO\r\n\r\n", b"GET / HTTP/9\r\n\r\n", b"\x16\x03\x01\x02\x00"])
async def test_what_is_no_http_gets_no_further(request_: bytes, place: Webhook, bot: None) -> None:
    reader, writer = await asyncio.open_connection(place.listen, place.port)
    writer.write(request_)
    writer.write_eof()
    answer = await asyncio.wait_for(reader.read(), 5)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")
    writer.close()


async def test_whoever_takes_too_long_to_ask_is_hung_up_on(
    place: Webhook, bot: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "SLOWEST_REQUEST", 0.2)
    reader, writer = await asyncio.open_connection(place.listen, place.port)
    head = f"POST {place.path} HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n"
    writer.write(f"{head}Content-Length: 100\r\n\r\n{{".encode())
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()


async def test_requests_that_come_together_are_taken_in_telegrams_order(
    fake: FakeTelegram, place: Webhook, there: Settings, bot: None, caller: httpx.AsyncClient
) -> None:
    """While a batch waits for the store, what comes in is gathered; then it goes by number."""
    other = sqlite3.connect(there.database, isolation_level=None, check_same_thread=False)
    await asyncio.to_thread(other.execute, "BEGIN IMMEDIATE")
    first = asyncio.create_task(caller.post(place.url, headers=HEADERS, json=said(5000, 8, "/start")))
    await asyncio.sleep(0.2)
    texts = ["/start", "正在通话", "开始"]
    updates = [said(5001 + number, 9, text) for number, text in enumerate(texts)]
    later = [asyncio.create_task(caller.post(place.url, headers=HEADERS, json=each)) for each in updates[::-1]]
    await asyncio.sleep(0.2)
    assert not first.done()
    other.execute("ROLLBACK")
    other.close()
    assert {(await task).status_code for task in (first, *later)} == {200}
    await fake.settle()
    start, _, breath, *rest = [bubble.text for bubble in fake.user(9).bubbles]
    assert start.startswith("你好")
    assert "慢慢呼一口气" in breath
    assert len(rest) == 1


async def test_the_same_update_twice_is_answered_once(
    fake: FakeTelegram, place: Webhook, bot: None, caller: httpx.AsyncClient
) -> None:
    for _ in range(3):
        answer = await caller.post(place.url, headers=HEADERS, json=said(5000, 9, "/start"))
        assert answer.status_code == 200
    await fake.settle()
    assert len(fake.user(9).bubbles) == 2


async def test_a_store_that_fails_has_telegram_bring_it_again(
    fake: FakeTelegram, bot: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing gets its 200 before the COMMIT."""
    take, faults = Desk.take, [disk_full(), disk_full()]

    async def failing(desk: Desk, batch: Sequence[Arrival]) -> None:
        if faults:
            raise faults.pop()
        await take(desk, batch)

    monkeypatch.setattr(Desk, "take", failing)
    fake.user(1).says("正在通话")
    assert "慢慢呼一口气" in (await fake.user(1).hears())[0].text
    await fake.settle()
    assert [knock.status for knock in fake.knocks] == [200, 503, 503, 200]
    assert len(fake.user(1).bubbles) == 3


def disk_full() -> sqlite3.Error:
    fault = sqlite3.OperationalError("database or disk is full")
    fault.sqlite_errorcode = sqlite3.SQLITE_FULL
    return fault


async def test_a_webhook_of_somebody_elses_is_not_taken_over(fake: FakeTelegram, there: Settings) -> None:
    await put_up(fake, "https://hooks.example.org/secret-path")
    with pytest.raises(Stop) as stopped:
        await asyncio.wait_for(serve(there, story_clock()), 10)
    assert stopped.value.code == 75
    assert "hooks.example.org" in str(stopped.value)
    assert "secret-path" not in str(stopped.value)


async def test_polling_takes_down_a_webhook_of_our_own_and_loses_nothing(
    fake: FakeTelegram, there: Settings, place: Webhook
) -> None:
    fake.user(7).says("/start")
    await put_up(fake, place.url)
    running = asyncio.create_task(serve(replace(there, knocked_at=False), story_clock()))
    await fake.user(7).hears(2, timeout=10)
    [call] = [call for call in fake.journal if call.method == "deleteWebhook"]
    assert not call.params.get("drop_pending_updates")
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_an_address_that_telegram_refuses_ends_with_78(fake: FakeTelegram, there: Settings) -> None:
    refused = Fault.bad_request("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    fake.faults = lambda method, params: refused if method == "setWebhook" else None
    with pytest.raises(Stop) as stopped:
        await asyncio.wait_for(serve(there, story_clock()), 10)
    assert stopped.value.code == 78
    assert "WENZHU_WEBHOOK_URL" in str(stopped.value)


async def test_a_telegram_that_is_away_at_the_start_is_asked_again(fake: FakeTelegram, there: Settings) -> None:
    faults = [Fault.refuse_502(), Fault.drop()]
    fake.faults = lambda method, params: faults.pop() if method == "setWebhook" and faults else None
    running = asyncio.create_task(serve(there, story_clock()))
    fake.user(7).says("/start")
    await fake.user(7).hears(2, timeout=10)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_port_in_use_ends_with_75_and_names_it(fake: FakeTelegram, there: Settings, place: Webhook) -> None:
    server = await asyncio.start_server(lambda reader, writer: writer.close(), place.listen, place.port)
    with pytest.raises(Stop) as stopped:
        await asyncio.wait_for(serve(there, story_clock()), 10)
    server.close()
    assert stopped.value.code == 75
    assert str(place.port) in str(stopped.value)


async def test_a_webhook_that_was_taken_down_is_put_up_again(
    fake: FakeTelegram, there: Settings, place: Webhook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.webhook.LOOK_EVERY", 0.2)
    running = asyncio.create_task(serve(there, story_clock()))
    fake.user(7).says("/start")
    await fake.user(7).hears(2, timeout=10)
    await put_up(fake, "")
    fake.user(7).says("正在通话")
    assert "慢慢呼一口气" in (await fake.user(7).hears(timeout=10))[0].text
    await put_up(fake, "https://hooks.example.org/x")
    with pytest.raises(Stop) as stopped:
        await asyncio.wait_for(running, 10)
    assert stopped.value.code == 75


async def put_up(fake: FakeTelegram, url: str) -> None:
    async with httpx.AsyncClient(trust_env=False) as client:
        await client.post(f"{fake.url}/bot{fake.token}/setWebhook", content=json.dumps({"url": url}), headers={
            "Content-Type": "application/json"
        })  # fmt: skip
