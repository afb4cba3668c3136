"""Telegram: getUpdates → desk, letters → sendMessage. Telegram is the inbox: it may forget an update only after
the COMMIT that holds what followed from it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import time
import warnings
from collections.abc import Coroutine, Iterable
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("PTB_TIMEDELTA", "1")  # durations as timedelta, which the library is moving to

import httpx
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
)
from telegram.request import HTTPXRequest

from bot import log
from bot.complaint import Complaint, in_words
from bot.desk import Arrival, Desk, House
from bot.errands import Errand, Later
from bot.hearing import Tapped
from bot.letters import Letter
from bot.pace import Pace
from bot.post import Gone, NotSent, Outcome, Rejected, Sent, Unknown
from bot.settings import Settings
from bot.store import is_store_fault
from bot.updates import Stranger, is_full, joined, read
from conversations.screen import Text

POLL = 50
"""Seconds that Telegram may hold a poll open."""

CONTINUATION = 1.5
SAME_TAP = 2.0
DEAF_AFTER = 300.0
LONGEST_COPY = 256
MOST_AT_ONCE = 100
"""Messages that one call may delete."""

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
UNSENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.ProxyError,
)


class Stop(Complaint):
    """The process has to end: with this exit code, and a line for whoever runs it."""

    def __init__(self, code: int, id: str, /, **values: object) -> None:
        super().__init__(id, **values)
        self.code = code


def make_bot(settings: Settings) -> telegram.Bot:
    """The library's client, with a connection of its own for polling."""
    return telegram.Bot(
        settings.token,
        base_url=f"{settings.api}/bot",
        base_file_url=f"{settings.api}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=32, read_timeout=20, write_timeout=20, pool_timeout=5, proxy=settings.proxy
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=1, proxy=settings.proxy),
    )


class Front:
    """The Telegram side of one bot: `listen` for ever, `deliver` letters."""

    def __init__(self, house: House, desk: Desk, bot: telegram.Bot) -> None:
        self.house = house
        self.desk = desk
        self.bot = bot
        self.pace = Pace(off=not house.settings.paced)
        self._aside: set[asyncio.Task[None]] = set()
        self._taps: dict[int, tuple[str, float, int]] = {}
        self._told: set[int] = set()
        self._conflicts: list[float] = []
        self._heard = time.monotonic()

    # --- listening ------------------------------------------------------------------------------------

    async def greet(self) -> None:
        """Ask Telegram who we are: the one call that must succeed. Raises Stop where the token is refused."""
        wait = 1.0
        while True:
            try:
                await self.bot.initialize()
                break
            except InvalidToken:
                raise Stop(77, "token_refused") from None
            except telegram.error.TelegramError as fault:
                log.error("greeting_failed", fault)
                self.not_deaf()
                await asyncio.sleep(wait)
                wait = min(30.0, wait * 2)
        self._heard = time.monotonic()
        commands = [(name, in_words(f"command.{name}")) for name in ("start", "privacy", "delete")]
        self.aside(self.bot.set_my_commands(commands))

    async def listen(self) -> None:
        """Poll, hand over, confirm; for ever. Raises Stop where going on makes no sense."""
        offset: int | None = None  # the first poll names none: it gives what was not confirmed before
        held: dict[int, float] = {}  # update id → when a text that may go on was first seen
        wait = 1.0
        while True:
            try:
                batch = await self.poll(offset, 0 if held else POLL)
                wait = 1.0
                offset = await self.take(batch, held, offset)
            except (Stop, asyncio.CancelledError):
                raise
            except InvalidToken:
                raise Stop(77, "token_revoked") from None
            except Conflict as fault:
                await self.conflict(fault)
                await asyncio.sleep(wait)
            except Exception as fault:
                log.error("store_failed" if is_store_fault(fault) else "poll_failed", fault)
                self.not_deaf()
                await asyncio.sleep(wait)
                wait = min(30.0, wait * 2)
            if held:
                await asyncio.sleep(max(0.05, min(held.values()) + CONTINUATION - time.monotonic()))

    async def poll(self, offset: int | None, seconds: int) -> list[Any]:
        """Ask for updates, raw: one that cannot be read must not take the others with it."""
        asked = {"timeout": seconds, "allowed_updates": list(WANTED)}
        if offset is not None:
            asked["offset"] = offset
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the library would rather parse the whole batch
            batch = await self.bot.do_api_request("getUpdates", api_kwargs=asked, read_timeout=seconds + 10)
        self._heard = time.monotonic()
        return list(batch)

    async def take(self, batch: list[Any], held: dict[int, float], offset: int | None) -> int | None:
        """Hand a batch to the desk, but for texts that may go on; gives what may be confirmed by the next poll."""
        arrivals = self.read_all(batch)
        kept = self.hold_back(arrivals, held)
        ready = joined(arrival for arrival in arrivals if arrival.updates[0] not in kept)
        ready = [arrival for arrival in ready if not self.is_same_tap(arrival)]
        if ready:
            await self.desk.take(ready)
            self.take_away_keyboards(batch, ready)
        ids = [number for raw in batch if (number := update_id(raw)) is not None]
        if batch and not ids:
            raise ValueError("no update of the batch has an id")  # listen() waits before it asks again
        if not ids:
            return offset
        unconfirmed = [number for number in ids if number in kept]
        return unconfirmed[0] if unconfirmed else ids[-1] + 1

    def read_all(self, batch: list[Any]) -> list[Arrival]:
        """The arrivals of a batch. A malformed update is put aside by its class alone."""
        arrivals = []
        for raw in batch:
            try:
                found = read(raw, self.bot)
            except Exception as fault:
                log.error("update_unreadable", fault)
                continue
            if isinstance(found, Stranger):
                self.aside(self.bot.leave_chat(found.chat))
            elif found is not None and self.is_welcome(found):
                arrivals.append(found)
                if isinstance(found.what, Tapped):
                    self.aside(self.bot.answer_callback_query(raw["callback_query"]["id"]))
        return arrivals

    def hold_back(self, arrivals: list[Arrival], held: dict[int, float]) -> set[int]:
        """The updates to leave for the next poll: of whoever sent a full-length text, for 1.5 s, until it goes on."""
        now = time.monotonic()
        kept: set[int] = set()
        for person in {arrival.telegram_id for arrival in arrivals if is_full(arrival)}:
            own = [arrival for arrival in arrivals if arrival.telegram_id == person]
            first = next(arrival.updates[0] for arrival in own if is_full(arrival))
            if is_full(own[-1]) and now - held.setdefault(first, now) < CONTINUATION:
                kept.update(arrival.updates[0] for arrival in own if arrival.updates[0] >= first)
        for number in set(held) - kept:
            del held[number]
        return kept

    def is_same_tap(self, arrival: Arrival) -> bool:
        """Whether a button was pressed again at once: shaking hands tap twice, and once is meant."""
        if not isinstance(arrival.what, Tapped):
            return False
        now, update = time.monotonic(), arrival.updates[0]
        data, at, first = self._taps.get(arrival.telegram_id, ("", 0.0, 0))
        if data == arrival.what.data and now - at < SAME_TAP:
            return update != first  # the same update again is not a second tap: its batch was not confirmed
        if len(self._taps) > 10_000:
            self._taps.clear()
        self._taps[arrival.telegram_id] = (arrival.what.data, now, update)
        return False

    def is_welcome(self, arrival: Arrival) -> bool:
        users = self.house.settings.users
        if users is None or arrival.telegram_id in users or arrival.telegram_id in self.house.settings.admins:
            return True
        if arrival.telegram_id not in self._told and len(self._told) < 10_000:
            self._told.add(arrival.telegram_id)
            self.aside(self.bot.send_message(arrival.telegram_id, self.house.words.say(Text("common", "not_invited"))))
        return False

    def take_away_keyboards(self, batch: Iterable[Any], ready: Iterable[Arrival]) -> None:
        """A button that was pressed is no longer offered."""
        taken = {arrival.updates[0] for arrival in ready if isinstance(arrival.what, Tapped)}
        for raw in batch:
            if update_id(raw) in taken and (message := raw["callback_query"].get("message")):
                self.aside(self.bot.edit_message_reply_markup(message["chat"]["id"], message["message_id"]))

    async def conflict(self, fault: Conflict) -> None:
        """Somebody else polls with this token, or a webhook stands in the way."""
        if "webhook" in fault.message.lower():
            host = "?"
            with contextlib.suppress(telegram.error.TelegramError):
                host = urlsplit((await self.bot.get_webhook_info()).url).hostname or "?"
            raise Stop(75, "webhook", host=host)
        now = time.monotonic()
        self._conflicts = [*(at for at in self._conflicts if now - at < 60), now]
        log.warn("conflict", count=len(self._conflicts))
        if len(self._conflicts) >= 3:
            raise Stop(75, "conflict")

    def not_deaf(self) -> None:
        if time.monotonic() - self._heard > DEAF_AFTER:
            raise Stop(70, "deaf")

    # --- sending --------------------------------------------------------------------------------------

    async def deliver(self, chat: int, letter: Letter) -> Outcome:
        """Send one letter. Raises Stop where the token is refused; everything else is an outcome."""
        await self.pace.wait(chat)
        entities = None
        if letter.copy and len(letter.text) > LONGEST_COPY:
            length = len(letter.text.encode("utf-16-le")) // 2
            entities = [telegram.MessageEntity(telegram.MessageEntity.CODE, 0, length)]
        try:
            message = await self.bot.send_message(
                chat,
                letter.shown,
                entities=entities,
                reply_markup=keyboard(letter),
                link_preview_options=telegram.LinkPreviewOptions(is_disabled=True),
            )
        except InvalidToken:
            raise Stop(77, "token_revoked") from None
        except Exception as fault:
            return outcome_of(fault)
        return Sent(message.message_id)

    async def unsay(self, errand: Errand) -> Later | None:
        """Take messages back, as far as Telegram lets a bot; what it does not is no reason to ask again."""
        numbers: list[int] = json.loads(errand.body)
        for at in range(0, len(numbers), MOST_AT_ONCE):
            try:
                await self.bot.delete_messages(errand.chat, numbers[at : at + MOST_AT_ONCE])
            except InvalidToken:
                raise Stop(77, "token_revoked") from None
            except (BadRequest, Forbidden, ChatMigrated):
                continue
            except RetryAfter as fault:
                return Later(seconds_of(fault))
            except NetworkError:
                return Later()
        return None

    def aside(self, call: Coroutine[Any, Any, Any]) -> None:
        """Make a call that may fail without anybody missing it."""
        task = asyncio.create_task(quietly(call))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def close(self) -> None:
        for task in self._aside:
            task.cancel()
        await asyncio.gather(*self._aside, return_exceptions=True)
        with contextlib.suppress(Exception):
            await self.bot.shutdown()


async def quietly(call: Coroutine[Any, Any, Any]) -> None:
    with contextlib.suppress(Exception):
        await call


def update_id(raw: Any) -> int | None:
    """The id of an update, if it has one that is a number."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None


def keyboard(letter: Letter) -> telegram.InlineKeyboardMarkup | telegram.ReplyKeyboardMarkup | None:
    """A message carries one keyboard: buttons of its own, or the keys that stay."""
    if letter.copy and len(letter.text) <= LONGEST_COPY:
        button = telegram.InlineKeyboardButton(letter.copy, copy_text=telegram.CopyTextButton(letter.text))
        return telegram.InlineKeyboardMarkup([[button]])
    if letter.keys:
        wide = 2 if len(letter.keys) <= 4 else 3
        rows = [letter.keys[at : at + wide] for at in range(0, len(letter.keys), wide)]
        return telegram.ReplyKeyboardMarkup(rows, resize_keyboard=True, is_persistent=True)
    if letter.buttons:
        buttons = [telegram.InlineKeyboardButton(label, callback_data=data) for label, data in letter.buttons]
        wide = 2 if all(len(label) <= 8 for label, _ in letter.buttons) else 1
        return telegram.InlineKeyboardMarkup([buttons[at : at + wide] for at in range(0, len(buttons), wide)])
    return None


def seconds_of(fault: RetryAfter) -> float:
    after = fault.retry_after
    return after.total_seconds() if hasattr(after, "total_seconds") else float(after)


def outcome_of(fault: Exception) -> Outcome:
    """What a failed send means. The library's exceptions say less than their causes: `BadRequest` and `TimedOut`
    are kinds of `NetworkError`, and only the cause tells whether the message was on its way."""
    reason = type(fault.__cause__ or fault).__name__
    match fault:
        case RetryAfter():
            return NotSent(reason, seconds_of(fault))
        case Forbidden() | ChatMigrated():
            return Gone(reason)
        case BadRequest() if "chat not found" in fault.message.lower():
            return Gone("ChatNotFound")
        case BadRequest():
            return Rejected(reason)
        case NetworkError() if isinstance(fault.__cause__, UNSENT):
            return NotSent(reason)
        case _:
            return Unknown(reason)
