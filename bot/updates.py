"""Telegram's updates → arrivals. Each is read alone; what is not a private talk is nobody's business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import telegram

from bot.desk import Arrival, Blocked, What
from bot.hearing import Said, Tapped
from bot.unfinished import is_full
from conversations.crisis import Despair, despair
from conversations.events import Edited, Forwarded, Unreadable


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
        return Tapped(update.callback_query.data or "")
    if update.my_chat_member:
        left = update.my_chat_member.new_chat_member.status == telegram.ChatMember.BANNED
        return Blocked() if left else None
    if update.edited_message:
        said = update.edited_message.text or update.edited_message.caption or ""
        return Said(said) if in_despair(said) else Edited()
    return of_message(update.message) if update.message else None


def of_message(message: telegram.Message) -> What | None:
    if message.text and message.forward_origin:
        return Forwarded(message.text, sender(message.forward_origin), message.forward_origin.date)
    if message.text:
        return Said(message.text)
    if message.caption and not message.forward_origin and in_despair(message.caption):
        return Said(message.caption)
    if message.photo:
        return Unreadable("photo")
    if message.voice or message.audio or message.video_note:
        return Unreadable("voice")
    if message.document or message.video:
        return Unreadable("file")
    return Unreadable("other") if message.effective_attachment else None


def in_despair(text: str) -> bool:
    return despair(text) not in (Despair.NONE, Despair.QUOTED)


def sender(origin: telegram.MessageOrigin) -> str:
    """Who a forwarded message is from, as far as Telegram tells."""
    match origin:
        case telegram.MessageOriginUser():
            return origin.sender_user.full_name
        case telegram.MessageOriginHiddenUser():
            return origin.sender_user_name
        case telegram.MessageOriginChat():
            return origin.sender_chat.effective_name or ""
        case telegram.MessageOriginChannel():
            return origin.chat.effective_name or ""
        case _:
            return ""
