"""A fake Telegram Bot API server, for tests over real HTTP on 127.0.0.1.

The bot under test talks to it as it would to Telegram, the test plays the users:

    async with FakeTelegram() as fake:
        bot = telegram.Bot(fake.token, base_url=f"{fake.url}/bot")
        lin = fake.user(7, "小林")
        lin.says("/start")
        ...                                # the bot polls and answers
        [welcome] = await lin.hears()
        lin.presses("开始")
"""

import asyncio
import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from http.client import HTTPMessage, parse_headers
from io import BytesIO
from random import Random
from typing import Any, Self
from urllib.parse import parse_qsl, unquote, urlsplit

from fake_webhook import Knock, Knocker

Json = dict[str, Any]

_ROUTE = re.compile(r"/bot(\d+:[\w-]+)/(\w+)")
_FILE_ROUTE = re.compile(r"/file/bot(\d+:[\w-]+)/(files/[\w-]+)")
_COMMAND = re.compile(r"/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?\b(?![/<>])")
_TEXT_PARAMS = {"callback_query_id", "language_code", "parse_mode", "secret_token", "text", "url"}
_LARGEST_FILE = 20 * 2**20
_LONGEST_TEXT = 4096  # UTF-16 units
_LONGEST_CALLBACK_DATA = 64  # bytes
_FARTHEST_OFFSET = 10  # how far ahead of the next update an offset is still believed

_ONE_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
_WEBHOOK_SET = "terminated by setWebhook request"
_WEBHOOK_ACTIVE = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"


@dataclass(frozen=True)
class Answer:
    """An HTTP answer, and the word for it in the journal."""

    status: int
    body: bytes
    outcome: str
    content_type: str = "application/json"
    drip: float = 0  # seconds between one byte of the body and the next
    missing: int = 0  # bytes of the body that are promised, and never come

    def parts(self, date: str) -> list[bytes]:
        """What goes over the line, in one piece or drop by drop."""
        head = f"HTTP/1.1 {self.status} \r\nContent-Type: {self.content_type}\r\n"
        head += f"Date: {date}\r\n" if date else ""
        head += f"Content-Length: {len(self.body) + self.missing}\r\n\r\n"
        if not self.drip:
            return [head.encode() + self.body]
        return [head.encode(), *(self.body[at : at + 1] for at in range(len(self.body)))]


def _success(result: Any) -> Answer:
    return Answer(200, json.dumps({"ok": True, "result": result}).encode(), "ok")


def _error(code: int, description: str, **more: Json) -> Answer:
    payload = {"ok": False, "error_code": code, "description": description, **more}
    return Answer(code, json.dumps(payload).encode(), f"{code} {description}")


_BAD_GATEWAY = Answer(502, b"<html><body>502 Bad Gateway</body></html>", "502 Bad Gateway", "text/html")


class _Refused(Exception):
    """Ends a method with an error answer."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer


def _conflict(reason: str) -> _Refused:
    return _Refused(_error(409, f"Conflict: {reason}"))


def _bad_request(reason: str) -> _Refused:
    return _Refused(_error(400, f"Bad Request: {reason}"))


@dataclass(frozen=True)
class Fault:
    """What goes wrong with one call. `accept_...` and `delay` carry it out all the same, others do not."""

    name: str = ""
    accepts: bool = True  # is the method carried out?
    drops: bool = False  # is the connection closed instead of answering?
    before: float = 0  # seconds until the method is carried out
    after: float = 0  # seconds from then to the answer
    answer: Answer | None = None  # in place of the method's own
    drip: float = 0  # seconds between one byte of the answer and the next
    cut: bool = False  # does only half of the answer arrive?

    @classmethod
    def drop(cls) -> Self:
        return cls("dropped", accepts=False, drops=True)

    @classmethod
    def accept_then_drop(cls) -> Self:
        return cls("dropped", drops=True)

    @classmethod
    def refuse_502(cls) -> Self:
        return cls._refuse(_BAD_GATEWAY)

    @classmethod
    def accept_then_502(cls) -> Self:
        return cls(_BAD_GATEWAY.outcome, answer=_BAD_GATEWAY)

    @classmethod
    def flood(cls, retry_after: int) -> Self:
        reason = f"Too Many Requests: retry after {retry_after}"
        return cls._refuse(_error(429, reason, parameters={"retry_after": retry_after}))

    @classmethod
    def blocked(cls) -> Self:
        return cls._refuse(_error(403, "Forbidden: bot was blocked by the user"))

    @classmethod
    def page(cls, status: int) -> Self:
        """Something in between answers, in HTML."""
        return cls._refuse(Answer(status, b"<html><body>Please log in</body></html>", f"{status} page", "text/html"))

    @classmethod
    def accept_then_drip(cls, seconds: float) -> Self:
        """The answer comes, one byte at a time."""
        return cls("dripped", drip=seconds)

    @classmethod
    def conflict(cls) -> Self:
        return cls._refuse(_error(409, "Conflict: terminated by other getUpdates request"))

    @classmethod
    def bad_request(cls, description: str) -> Self:
        return cls._refuse(_error(400, description))

    @classmethod
    def delay(cls, seconds: float) -> Self:
        return cls(before=seconds)

    @classmethod
    def accept_then_late(cls, seconds: float) -> Self:
        return cls("late", after=seconds)

    @classmethod
    def cut_off(cls) -> Self:
        return cls("cut off", cut=True)

    @classmethod
    def _refuse(cls, answer: Answer) -> Self:
        return cls(answer.outcome, accepts=False, answer=answer)


@dataclass
class Call:
    """One call of the bot, as the journal keeps it.

    The outcome is "" while the call waits. If the method was carried out it begins with the method's
    own result ("ok", "400 Bad Request: ..."), and the name of a fault follows: "ok, dropped".
    """

    method: str
    params: Json
    at: float = field(default_factory=time.monotonic)
    outcome: str = ""
    message: Json | None = None


@dataclass
class Sent:
    """A message of the bot as its chat shows it now."""

    message: Json
    params: Json
    deleted: bool = False

    @property
    def chat_id(self) -> int:
        return int(self.message["chat"]["id"])

    @property
    def message_id(self) -> int:
        return int(self.message["message_id"])

    @property
    def text(self) -> str:
        return str(self.message["text"])

    @property
    def buttons(self) -> list[tuple[str, str]]:
        """Label and callback data of each inline button that calls the bot back."""
        rows = self.message.get("reply_markup", {}).get("inline_keyboard", [])
        return [(key["text"], key["callback_data"]) for row in rows for key in row if "callback_data" in key]

    @property
    def keys(self) -> list[str]:
        """The labels of the reply keyboard that came with the message."""
        rows = (self.params.get("reply_markup") or {}).get("keyboard", [])
        return [key if isinstance(key, str) else key["text"] for row in rows for key in row]


@dataclass
class _Queued:
    """An update that waits to be confirmed."""

    id: int
    update: Any
    handed_out: bool = False
    knocking: bool = False


_Request = tuple[str, Json]  # path and parameters

# What comes next on a connection. Done while a call is still waiting, it means that the client has gone.
_Next = asyncio.Task[_Request | None]


class FakeTelegram:
    """Telegram as one bot sees it: `async with FakeTelegram() as fake: ...`"""

    def __init__(self, next_update_id: int = 1000) -> None:
        self.token = "4242:AAFakeTokenForTheFakeTelegramServer"
        self.url = ""
        self.next_update_id = next_update_id
        self.journal: list[Call] = []
        self.delivered: list[Any] = []
        self.confirmed: set[int] = set()
        self.deleted: set[int] = set()
        self.date = ""  # what time each answer says that it is
        self.files: dict[str, bytes] = {}
        self.said_sizes: dict[str, int] = {}  # where getFile says another size than a file has
        self.faults: Callable[[str, Json], Fault | None] = lambda method, params: None
        self._me = {"id": 4242, "is_bot": True, "first_name": "Fake", "username": "fake_test_bot"}
        self._people: dict[int, Person] = {}
        self._queue: list[_Queued] = []
        self._sent: list[Sent] = []
        self._last_message_id = 0
        self._webhook = ""
        self._knocker: Knocker | None = None
        self._knocked: list[Knock] = []  # by knockers that are gone
        self._poll: asyncio.Future[_Refused | None] | None = None
        self._connections: list[asyncio.Task[None]] = []
        self._unanswered = 0  # calls other than getUpdates
        self._stirred_at = 0.0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *error: object) -> None:
        """Close at once. What crashed in here, or in a fault hook, fails the test."""
        self._server.close()
        if self._knocker:
            await self._knocker.close()
        for connection in self._connections:
            connection.cancel()
        ends = await asyncio.gather(*self._connections, return_exceptions=True)
        await self._server.wait_closed()
        crash = next((end for end in ends if isinstance(end, Exception)), None)
        if crash and not any(error):
            raise crash

    # What a test does and sees

    def user(self, id: int, name: str = "小林", language: str = "zh-hans") -> "Person":
        """The person with this id, the same one each time; `language` is the code of their app."""
        return self._people.setdefault(id, Person(self, id, name, language))

    def push_raw(self, update: Any) -> None:
        """Queue anything, even malformed, as it is. Its own update_id counts if it can be a next one."""
        own = update.get("update_id") if isinstance(update, dict) else None
        id = own if isinstance(own, int) and self.next_update_id <= own < 2**31 else self.next_update_id
        self.next_update_id = id + 1
        self._queue.append(_Queued(id, update))
        self._end_poll(None)
        self._knock()

    @property
    def knocks(self) -> list[Knock]:
        """Every request to a webhook, oldest first."""
        return self._knocked + (self._knocker.knocks if self._knocker else [])

    def shuffle(self, random: Random) -> None:
        """Let the updates that wait come in another order, under the ids as they are."""
        contents = [queued.update for queued in self._queue]
        random.shuffle(contents)
        for queued, content in zip(self._queue, contents, strict=True):
            queued.update = content | {"update_id": queued.id}

    @property
    def pending(self) -> list[Any]:
        """The updates not yet confirmed."""
        return [queued.update for queued in self._queue]

    @property
    def sent(self) -> list[Sent]:
        """What sendMessage was accepted for, oldest first."""
        return list(self._sent)

    async def settle(self, quiet: float = 0.15, timeout: float = 10) -> None:  # noqa: ASYNC109
        """Wait until every update is confirmed and only getUpdates has come for `quiet` seconds."""
        begun = time.monotonic()

        def at_rest() -> bool:
            still = time.monotonic() - max(begun, self._stirred_at) >= quiet
            return still and not self._queue and not self._unanswered

        def complaint() -> str:
            return f"unconfirmed {[queued.id for queued in self._queue]}, {self._unanswered} calls unanswered"

        await _wait_until(at_rest, timeout, complaint)

    # Connections and calls

    def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connection = asyncio.create_task(self._serve(reader, writer))
        connection.add_done_callback(lambda _: writer.close())
        self._connections.append(connection)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer what comes on one connection until either side closes it."""
        upcoming = asyncio.create_task(_read_request(reader))
        try:
            while request := await upcoming:
                upcoming = asyncio.create_task(_read_request(reader))
                answer = await self._answer(request, upcoming)
                if answer is None:
                    break
                for part in answer.parts(self.date):
                    writer.write(part)
                    await writer.drain()
                    await asyncio.sleep(answer.drip)
                if answer.missing:
                    break
        except ConnectionError:
            pass  # the client went while it was being answered
        finally:
            upcoming.cancel()

    async def _answer(self, request: _Request, upcoming: _Next) -> Answer | None:
        """The answer to a request, or None to close the connection without one."""
        path, params = request
        if route := _FILE_ROUTE.fullmatch(path):
            token, method, params = route[1], "download", {"file_path": route[2]}
        elif route := _ROUTE.fullmatch(path):
            token, method = route.groups()
        else:
            return _error(404, "Not Found")
        call = Call(method, params)
        self.journal.append(call)
        if token != self.token:
            unauthorized = _error(401, "Unauthorized")
            call.outcome = unauthorized.outcome
            return unauthorized
        if method == "getUpdates":
            return await self._with_fault(call, upcoming)
        self._unanswered += 1
        try:
            return await self._with_fault(call, upcoming)
        finally:
            self._unanswered -= 1
            self._stirred_at = time.monotonic()

    async def _with_fault(self, call: Call, upcoming: _Next) -> Answer | None:
        fault = self.faults(call.method, call.params) or Fault()
        await asyncio.sleep(fault.before)
        own = await self._carry_out(call, upcoming) if fault.accepts else None
        outcomes = [own.outcome if own else "", fault.name]
        call.outcome = ", ".join(filter(None, outcomes))
        if fault.after:
            await asyncio.wait({upcoming}, timeout=fault.after)
        answer = fault.answer or own
        if answer and fault.cut:
            answer = replace(answer, body=answer.body[: len(answer.body) // 2], missing=(len(answer.body) + 1) // 2)
        return None if fault.drops or answer is None else replace(answer, drip=fault.drip)

    async def _carry_out(self, call: Call, upcoming: _Next) -> Answer:
        try:
            if call.method == "download":
                return self._download(call.params["file_path"])
            return _success(await self._result(call, upcoming))
        except _Refused as refused:
            return refused.answer

    async def _result(self, call: Call, upcoming: _Next) -> Any:
        """Do what the method does, return its result."""
        match call.method:
            case "getUpdates":
                return await self._get_updates(call.params, upcoming)
            case "getMe":
                abilities = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
                return self._me | dict.fromkeys(abilities, False)
            case "sendMessage":
                call.message = self._send_message(call.params)
                return call.message
            case "editMessageText":
                return self._edit_message_text(call.params)
            case "getFile":
                return self._get_file(call.params)
            case "editMessageReplyMarkup":
                return self._edit_message_reply_markup(call.params)
            case "deleteMessage":
                return self._delete_message(call.params)
            case "deleteMessages":
                return self._delete_messages(call.params)
            case "setWebhook" | "deleteWebhook":
                return await self._set_webhook(call.params)
            case "getWebhookInfo":
                return self._webhook_info()
            case "answerCallbackQuery" | "leaveChat" | "setMyCommands":
                return True
        raise _Refused(_error(404, "Not Found: method not found"))

    # Updates

    async def _get_updates(self, params: Json, upcoming: _Next) -> list[Any]:
        if self._webhook:
            raise _conflict(_WEBHOOK_ACTIVE)
        self._end_poll(_conflict(_ONE_POLLER))
        offset = params.get("offset", 0)
        self._confirm(offset)
        if not self._queue:
            await self._long_poll(params.get("timeout", 0), upcoming)
            self._confirm(offset)
        batch = self._queue[: min(max(params.get("limit", 100), 1), 100)]
        self._hand_out(batch)
        return [queued.update for queued in batch]

    async def _long_poll(self, seconds: float, upcoming: _Next) -> None:
        """Wait for an update, but not longer than the client and other calls allow."""
        poll = self._poll = asyncio.get_running_loop().create_future()
        await asyncio.wait({poll, upcoming}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if upcoming.done():
            raise _Refused(_error(499, "Client Closed Request"))
        if poll.done() and (conflict := poll.result()):
            raise conflict

    def _end_poll(self, conflict: _Refused | None) -> None:
        """Wake the getUpdates that waits, if any: with a conflict, or because there is an update."""
        if self._poll and not self._poll.done():
            self._poll.set_result(conflict)

    def _confirm(self, offset: int) -> None:
        """Forget the updates before the offset; a negative one counts from the end.

        As at Telegram, an offset from another series of ids, far in the future, confirms nothing.
        """
        if offset > self.next_update_id + _FARTHEST_OFFSET:
            return
        if offset < 0:
            offset = min((queued.id for queued in self._queue[offset:]), default=0)
        if gone := {queued.id for queued in self._queue if queued.id < offset}:
            self.confirmed |= gone
            self._queue = [queued for queued in self._queue if queued.id not in gone]
            self._stirred_at = time.monotonic()

    def _push(self, kind: str, content: Json) -> Json:
        update: Json = {"update_id": self.next_update_id, kind: content}
        self.push_raw(update)
        return update

    # Messages

    def _send_message(self, params: Json) -> Json:
        chat_id, text = params.get("chat_id"), str(params.get("text", ""))
        if not isinstance(chat_id, int):
            raise _bad_request("chat not found")
        if not text.strip():
            raise _bad_request("message text is empty")
        if len(text.encode("utf-16-le", "surrogatepass")) // 2 > _LONGEST_TEXT:
            raise _bad_request("message is too long")
        message = self._new_message(self._me, self._chat(chat_id), text=text)
        sent = Sent(_with_markup(message, params), params)
        if not all(1 <= len(data.encode()) <= _LONGEST_CALLBACK_DATA for _, data in sent.buttons):
            raise _bad_request("BUTTON_DATA_INVALID")
        self._sent.append(sent)
        return sent.message

    def _edit_message_reply_markup(self, params: Json) -> Json | bool:
        if sent := self._find(params):
            sent.message = _with_markup(sent.message, params)
            return sent.message
        return True

    def _edit_message_text(self, params: Json) -> Json | bool:
        if sent := self._find(params):
            sent.message = _with_markup(sent.message | {"text": params["text"]}, params)
            return sent.message
        return True

    def _delete_message(self, params: Json) -> bool:
        if sent := self._find(params):
            sent.deleted = True
        return True

    def _delete_messages(self, params: Json) -> bool:
        """Those that there are; the others are passed over, as at Telegram."""
        for number in params["message_ids"]:
            self._delete_message({"chat_id": params["chat_id"], "message_id": number})
            self.deleted.add(number)
        return True

    def _get_file(self, params: Json) -> Json:
        id = str(params["file_id"])
        if id not in self.files:
            raise _bad_request("wrong file_id or the file is temporarily unavailable")
        if len(self.files[id]) > _LARGEST_FILE:
            raise _bad_request("file is too big")
        size = self.said_sizes.get(id, len(self.files[id]))
        return {"file_id": id, "file_unique_id": f"unique-{id}", "file_size": size, "file_path": f"files/{id}"}

    def _download(self, path: str) -> Answer:
        id = path.removeprefix("files/")
        if id not in self.files:
            return _error(404, "Not Found")
        return Answer(200, self.files[id], "ok", "application/octet-stream")

    async def _set_webhook(self, params: Json) -> bool:
        self._webhook = params.get("url", "")
        if self._knocker:
            self._knocked += self._knocker.knocks
            await self._knocker.close()
            self._knocker = None
        if self._webhook:
            self._end_poll(_conflict(_WEBHOOK_SET))
        if params.get("drop_pending_updates"):
            self._queue.clear()
        if urlsplit(self._webhook).hostname == "127.0.0.1":
            most = params.get("max_connections", 40)
            self._knocker = Knocker(self._webhook, params.get("secret_token", ""), most, self._acknowledged)
            for queued in self._queue:
                queued.knocking = False
            self._knock()
        return True

    def _webhook_info(self) -> Json:
        info = {"url": self._webhook, "has_custom_certificate": False, "pending_update_count": len(self._queue)}
        if self._knocker and self._knocker.failed:
            info |= {"last_error_date": int(self._knocker.failed_at), "last_error_message": self._knocker.failed}
        return info

    def _knock(self) -> None:
        """Bring what waits to the webhook, if there is one."""
        for queued in self._queue if self._knocker else ():
            if self._knocker and not queued.knocking:
                queued.knocking = True
                self._knocker.deliver(queued.id, queued.update)
                self._hand_out([queued])

    def _acknowledged(self, id: int) -> None:
        """The webhook answered with 200."""
        self.confirmed.add(id)
        self._queue = [queued for queued in self._queue if queued.id != id]
        self._stirred_at = time.monotonic()

    def _hand_out(self, batch: list[_Queued]) -> None:
        self.delivered += [queued.update for queued in batch if not queued.handed_out]
        for queued in batch:
            queued.handed_out = True

    def _find(self, params: Json) -> Sent | None:
        place = params.get("chat_id"), params.get("message_id")
        return next((sent for sent in self._sent if (sent.chat_id, sent.message_id) == place), None)

    def _chat(self, id: int) -> Json:
        return self.user(id).chat if id > 0 else {"id": id, "type": "supergroup", "title": "群"}

    def _new_message(self, sender: Json, chat: Json, **content: Any) -> Json:
        self._last_message_id += 1
        now = int(time.time())
        return {"message_id": self._last_message_id, "from": sender, "chat": chat, "date": now} | content


class Person:
    """What one user sees and does in the private chat with the bot."""

    def __init__(self, fake: FakeTelegram, id: int, name: str, language: str) -> None:
        self.id = id
        self.name = name
        self.chat: Json = {"id": id, "type": "private", "first_name": name}
        self._account: Json = {"id": id, "is_bot": False, "first_name": name, "language_code": language}
        self._fake = fake
        self._said: Json = {}
        self._heard = 0

    @property
    def bubbles(self) -> list[Sent]:
        """All that was sent to this chat, oldest first."""
        return [sent for sent in self._fake.sent if sent.chat_id == self.id]

    def says(self, text: str, **extra: Any) -> Json:
        """Write a message (`extra`: further fields of it); like all actions it returns the update."""
        update = self._sends(**(_written(text) | extra))
        self._said = update["message"]
        return update

    def edits(self, text: str) -> Json:
        """Change the newest message that was written with `says`."""
        if not self._said:
            raise LookupError(f"{self.name} has said nothing that could be edited")
        kept = {key: value for key, value in self._said.items() if key != "entities"}
        return self._fake._push("edited_message", kept | _written(text) | {"edit_date": int(time.time())})

    def forwards(self, text: str, sender_name: str | None, date: int, hidden: bool = True) -> Json:
        """Forward what somebody wrote at `date`; without a name, what they wrote themselves."""
        origin: Json = {"type": "user", "date": date, "sender_user": self._account}
        if sender_name is not None and hidden:
            origin = {"type": "hidden_user", "date": date, "sender_user_name": sender_name}
        elif sender_name is not None:
            origin["sender_user"] = {"id": self.id + 1, "is_bot": False, "first_name": sender_name}
        return self._sends(text=text, forward_origin=origin)

    def sends_photo(self, content: bytes | None = None, **extra: Any) -> Json:
        small = self._file("small", b"small", width=90, height=160)
        large = self._file("large", content, width=720, height=1280)
        return self._sends(photo=[small, large], **extra)

    def sends_album(self, contents: Iterable[bytes], caption: str = "", **extra: Any) -> list[Json]:
        """Several pictures as one: messages that share a group, the words below the first."""
        group = {"media_group_id": str(self._fake.next_update_id), **extra}
        below = {"caption": caption} if caption else {}
        return [
            self.sends_photo(content, **group, **(below if number == 0 else {}))
            for number, content in enumerate(contents)
        ]

    def sends_voice(self, duration: int = 3, content: bytes | None = None, **extra: Any) -> Json:
        return self._sends(voice=self._file("voice", content, duration=duration), **extra)

    def sends_document(
        self,
        file_name: str = "合同.pdf",
        mime_type: str = "application/pdf",
        content: bytes | None = None,
        **extra: Any,
    ) -> Json:
        document = self._file("document", content, file_name=file_name, mime_type=mime_type)
        return self._sends(document=document, **extra)

    def sends_sticker(self) -> Json:
        sticker = self._file("sticker", b"", type="regular", width=512, height=512, is_animated=False, is_video=False)
        return self._sends(sticker=sticker)

    def presses(self, label: str, *, bubble: Sent | None = None) -> Json:
        """Press an inline button of the given bubble, or of the newest one that has it."""
        shown = [bubble] if bubble else [sent for sent in self.bubbles if not sent.deleted]
        found = [(sent, data) for sent in reversed(shown) for text, data in sent.buttons if text == label]
        if not found:
            offer = [text for sent in shown for text, _ in sent.buttons]
            raise LookupError(f"{self.name} sees no button {label!r}; on offer: {offer}")
        sent, data = found[0]
        id, chat_instance = str(self._fake.next_update_id), str(self.id)
        query = {"id": id, "from": self._account, "chat_instance": chat_instance, "data": data}
        return self._fake._push("callback_query", query | {"message": sent.message})

    async def hears(self, n: int = 1, timeout: float = 5) -> list[Sent]:  # noqa: ASYNC109
        """Wait for the next `n` bubbles, those after what the last hears() returned."""
        start, end = self._heard, self._heard + n

        def complaint() -> str:
            return f"{self.name} waited for {n} and heard {[sent.text for sent in self.bubbles[start:]]}"

        await _wait_until(lambda: len(self.bubbles) >= end, timeout, complaint)
        self._heard = end
        return self.bubbles[start:end]

    def _file(self, kind: str, content: bytes | None, **properties: Any) -> Json:
        """A file of these bytes, by which it is known again; without any, one like no other."""
        id = f"{kind}-{self._fake.next_update_id}"
        self._fake.files[id] = id.encode() * 50 if content is None else content
        unique = f"unique-{id}" if content is None else f"unique-{hashlib.sha256(content).hexdigest()[:16]}"
        return {"file_id": id, "file_unique_id": unique, "file_size": len(self._fake.files[id])} | properties

    def _sends(self, **content: Any) -> Json:
        return self._fake._push("message", self._fake._new_message(self._account, self.chat, **content))


def _written(text: str) -> Json:
    """The fields of a message for a text: a command is marked as one."""
    command = _COMMAND.match(text)
    if command is None:
        return {"text": text}
    return {"text": text, "entities": [{"type": "bot_command", "offset": 0, "length": command.end()}]}


def _with_markup(message: Json, params: Json) -> Json:
    """The message with the inline keyboard of a call in place of its own."""
    bare = {key: value for key, value in message.items() if key != "reply_markup"}
    markup = params.get("reply_markup") or {}
    return bare | {"reply_markup": markup} if markup.get("inline_keyboard") else bare


async def _wait_until(condition: Callable[[], bool], seconds: float, complaint: Callable[[], str]) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {seconds} s: {complaint()}")
        await asyncio.sleep(0.005)


async def _read_request(reader: asyncio.StreamReader) -> _Request | None:
    """The next request on a connection, or None when the client has gone."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, _, rest = head.partition(b"\r\n")
        headers = parse_headers(BytesIO(rest))
        body = await reader.readexactly(int(headers.get("Content-Length", 0)))
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    target = urlsplit(first.decode().split(" ")[1])
    fields = dict(parse_qsl(target.query)) | _body_fields(headers, body)
    return unquote(target.path), {name: _decoded(name, value) for name, value in fields.items()}


def _body_fields(headers: HTTPMessage, body: bytes) -> Json:
    if headers.get_content_type() == "application/json":
        fields: Json = json.loads(body)
        return fields
    if boundary := headers.get_boundary():
        return dict(map(_part, body.split(f"--{boundary}".encode())[1:-1]))
    return dict(parse_qsl(body.decode(), keep_blank_values=True))


def _part(part: bytes) -> tuple[str, str]:
    """Name and value of one field of a multipart form."""
    head, _, value = part.decode().partition("\r\n\r\n")
    name = re.search(r'\bname="([^"]*)"', head)
    return name[1] if name else "", value.removesuffix("\r\n")


def _decoded(name: str, value: Any) -> Any:
    """A form field as JSON would have it: numbers, flags and nested values come as JSON text."""
    if not isinstance(value, str) or name in _TEXT_PARAMS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
