"""Telegram's updates → arrivals. Each is read alone; what is not a private talk is nobody's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import telegram

from bot.attached import Attached
from bot.desk import Arrival, Blocked, What
from bot.hearing import Said, Tapped
from bot.unfinished import is_full
from conversations.answers import clean
from conversations.crisis import Despair
from conversations.events import Edited, Forwarded, Unreadable
from conversations.received import own_despair

LONGEST, LONGEST_NAME, LONGEST_DATA = 4096, 129, 64
UNKEEPABLE = dict.fromkeys((0, *range(0xD800, 0xE000)), "\ufffd")


@dataclass(frozen=True, slots=True)
class Stranger:
    """A chat that is not private: to be left without a word."""

    chat: int


def read(raw: Any, bot: telegram.Bot) -> Arrival | Stranger | None:
    """What one raw update says; None where it says nothing to us. Raises whatever a malformed one makes fail."""
    update = telegram.Update.de_json(raw, bot)
    chat = update.effective_chat
    if chat is None:
        return None
    if chat.type != telegram.Chat.PRIVATE:
        return Stranger(chat.id)
    user = update.effective_user
    if user is None or user.id != chat.id:
        return None
    what = meant(update)
    if what is None:
        return None
    said = (update.message.message_id,) if update.message else ()
    return Arrival((update.update_id,), user.id, what, user.language_code, said, goes_on=is_full(what))


def meant(update: telegram.Update) -> What | None:
    if update.callback_query:
        return Tapped(whole(update.callback_query.data or "")[:LONGEST_DATA])
    if update.my_chat_member:
        left = update.my_chat_member.new_chat_member.status == telegram.ChatMember.BANNED
        return Blocked() if left else None
    if update.edited_message:
        said = readable(update.edited_message.text or update.edited_message.caption)
        number = update.edited_message.message_id
        return Said(said) if in_despair(said) else Edited(whole(update.edited_message.text or ""), number)
    return of_message(update.message) if update.message else None


def of_message(message: telegram.Message) -> What | None:
    if message.text and message.forward_origin:
        return Forwarded(whole(message.text), sender(message.forward_origin), message.forward_origin.date)
    if message.text:
        return Said(readable(message.text))
    return attached(message) or (Unreadable() if message.effective_attachment else None)


def attached(message: telegram.Message) -> Attached | None:
    """The picture, the voice or the file of a message."""
    picture = max(message.photo, key=lambda size: size.width * size.height, default=None)
    voice = message.voice or message.audio or message.video_note
    file = picture or voice or message.document or message.video
    if file is None:
        return None
    origin = message.forward_origin
    return Attached(
        file.file_id,
        file.file_unique_id,
        "photo" if picture else "voice" if voice else "file",
        max(0, file.file_size or 0),
        str(getattr(file, "file_name", None) or ""),
        int((origin or message).date.timestamp()),
        bool(origin),
        sender(origin) if origin else "",
        whole(message.caption or "") if origin else readable(message.caption),
    )


def whole(text: str) -> str:
    """A text as it came, as far as it can be kept: lone surrogates and NUL become the sign for what is missing. No
    message of Telegram's is longer."""
    return text[:LONGEST].translate(UNKEEPABLE)


def readable(text: str | None) -> str:
    """What a person wrote, without what is not for reading. Only what others wrote is kept as it came."""
    return clean(whole(text or "").replace("\t", " "))


def in_despair(text: str) -> bool:
    return own_despair(text) not in (Despair.NONE, Despair.QUOTED)


def sender(origin: telegram.MessageOrigin) -> str:
    """Who a forwarded message is from, as far as Telegram tells."""
    return readable(name_of(origin))[:LONGEST_NAME]


def name_of(origin: telegram.MessageOrigin) -> str | None:
    match origin:
        case telegram.MessageOriginUser():
            return origin.sender_user.full_name
        case telegram.MessageOriginHiddenUser():
            return origin.sender_user_name
        case telegram.MessageOriginChat():
            return origin.sender_chat.effective_name
        case telegram.MessageOriginChannel():
            return origin.chat.effective_name
        case _:
            return None
