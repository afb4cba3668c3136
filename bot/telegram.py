"""The Telegram side of one bot: who it is, and letters → sendMessage."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Coroutine
from typing import Any
from urllib.parse import urlsplit

import httpx
import telegram
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from bot.client import Client, NotTelegrams, is_refusal
from bot.complaint import Complaint, in_words
from bot.desk import House
from bot.errands import Errand, Later
from bot.letters import Letter
from bot.pace import Pace
from bot.post import Gone, NotSent, Outcome, Rejected, Sent, Unknown
from conversations.screen import Text

WANTED = ("message", "edited_message", "callback_query", "my_chat_member")
"""The kinds of updates that Telegram is asked for."""

DEAF_AFTER = 300.0
SLOWEST_ANSWER = 40.0
"""Seconds for a whole answer, however slowly it drips in."""

LONGEST_WAIT = 30.0
LONGEST_COPY = 256
MOST_AT_ONCE = 100
"""Messages that one call may delete."""

FINAL = (BadRequest, Forbidden, ChatMigrated)
"""What Telegram would say again, however often it is asked."""

NO_PREVIEW = telegram.LinkPreviewOptions(is_disabled=True)
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


class Front:
    """What both ways of listening and the post share: the client, and when Telegram was last heard."""

    def __init__(self, house: House, bot: Client) -> None:
        self.house = house
        self.bot = bot
        self.pace = Pace(off=not house.settings.paced)
        self.faults = house.faults
        self._aside: set[asyncio.Task[None]] = set()
        self._heard = time.monotonic()

    async def greet(self) -> None:
        """Ask Telegram who we are: the one call that must succeed. Raises Stop where the token is refused."""
        await self.insist(self.bot.initialize, "greeting_failed", Stop(77, "token_refused"))
        commands = [(name, in_words(f"command.{name}")) for name in ("start", "privacy", "delete")]
        self.aside(self.bot.set_my_commands(commands))

    async def insist(self, call: Any, event: str, refused: Stop) -> Any:
        """Make a call until it succeeds. Raises `refused` where the token is, Stop after five silent minutes."""
        wait = 1.0
        while True:
            try:
                result = await call()
            except TelegramError as fault:
                if is_refusal(fault):
                    raise refused from None
                if isinstance(fault, BadRequest) and not isinstance(fault.__cause__, NotTelegrams):
                    raise
                self.faults.error(event, fault)
                self.not_deaf()
                await asyncio.sleep(wait)
                wait = min(LONGEST_WAIT, wait * 2)
            else:
                self.heard()
                return result

    def heard(self) -> None:
        """Telegram gave a good answer, or came by itself."""
        self._heard = time.monotonic()

    def silent_for(self) -> float:
        return time.monotonic() - self._heard

    def not_deaf(self) -> None:
        if self.silent_for() > DEAF_AFTER:
            raise Stop(70, "deaf")

    # --- sending --------------------------------------------------------------------------------------

    async def deliver(self, chat: int, letter: Letter) -> Outcome:
        """Send one letter. Raises Stop where the token is refused; everything else is an outcome."""
        if closed := self.pace.closed_for():
            return NotSent("RetryAfter", closed)
        await self.pace.wait(chat)
        outcome = await self._send(chat, letter, code_of(letter))
        match outcome:
            case NotSent(reason=reason, seconds=seconds) if seconds is not None:
                everybody = self.pace.slow(chat, seconds)
                self.faults.warn("all_slowed" if everybody else "person_slowed", reason, seconds=seconds)
            case NotSent(reason=reason):
                self.faults.warn("send_failed", reason)
            case Unknown(reason=reason):
                self.faults.warn("send_unsure", reason)
            case Gone(reason=reason):
                self.faults.warn("person_gone", reason)
        return outcome

    async def _send(self, chat: int, letter: Letter, entities: list[telegram.MessageEntity] | None) -> Outcome:
        try:
            async with asyncio.timeout(SLOWEST_ANSWER):
                message = await self.bot.send_message(
                    chat,
                    letter.shown,
                    entities=entities,
                    reply_markup=keyboard(letter),
                    link_preview_options=NO_PREVIEW,
                )
        except Exception as fault:
            if is_refusal(fault):
                raise Stop(77, "token_revoked") from None
            if entities and isinstance(fault, BadRequest) and "entit" in fault.message.lower():
                self.faults.warn("sent_plain", type(fault).__name__)
                return await self._send(chat, letter, None)
            return outcome_of(fault)
        return Sent(message.message_id)

    def show(self, chat: int, message: int, letter: Letter) -> None:
        """Put a letter in the place of one that was sent. Nobody misses it where that fails."""
        markup = keyboard(letter)
        inline = markup if isinstance(markup, telegram.InlineKeyboardMarkup) else None
        self.aside(self.bot.edit_message_text(letter.shown, chat, message, reply_markup=inline))

    async def unsay(self, errand: Errand) -> Later | None:
        """Take messages back, as far as Telegram lets a bot; what it does not is no reason to ask again."""
        numbers: list[int] = json.loads(errand.body)
        for at in range(0, len(numbers), MOST_AT_ONCE):
            try:
                await self.bot.delete_messages(errand.chat, numbers[at : at + MOST_AT_ONCE])
            except TelegramError as fault:
                if is_refusal(fault):
                    raise Stop(77, "token_revoked") from None
                if isinstance(fault, RetryAfter):
                    return Later(seconds_of(fault))
                if isinstance(fault.__cause__, NotTelegrams) or not isinstance(fault, FINAL):
                    return Later()
        return None

    def tell(self, chat: int, text: Text) -> None:
        """Say a sentence that nobody will miss if it does not arrive."""
        self.aside(self.bot.send_message(chat, self.house.words.say(text), link_preview_options=NO_PREVIEW))

    def aside(self, call: Coroutine[Any, Any, Any]) -> None:
        """Make a call that may fail without anybody missing it."""
        task = asyncio.create_task(self._quietly(call))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _quietly(self, call: Coroutine[Any, Any, Any]) -> None:
        try:
            async with asyncio.timeout(SLOWEST_ANSWER):
                await call
        except Exception as fault:
            self.faults.error("aside_failed", fault)

    async def close(self) -> None:
        for task in self._aside:
            task.cancel()
        await asyncio.gather(*self._aside, return_exceptions=True)
        with contextlib.suppress(Exception):
            await self.bot.shutdown()


def host_of(url: str) -> str:
    """All that is ever told of somebody else's address."""
    return urlsplit(url).hostname or "?"


def code_of(letter: Letter) -> list[telegram.MessageEntity] | None:
    """A text to copy that is too long for a button is set as code: a tap on it copies."""
    if not letter.copy or len(letter.text) <= LONGEST_COPY:
        return None
    length = len(letter.text.encode("utf-16-le")) // 2
    return [telegram.MessageEntity(telegram.MessageEntity.CODE, 0, length)]


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
        case Forbidden() | BadRequest() | InvalidToken() if isinstance(fault.__cause__, NotTelegrams):
            return NotSent(reason)  # turned away in between: Telegram never saw it
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
