"""Updates as Telegram might send them, and as nobody should: every kind of the Bot API, its fields mangled.

`KINDS` and `FIELDS` are a table of our own. A field's type is one of the values of `SCALARS`, another row of
`FIELDS`, or either in a list ("[...]").
"""

from __future__ import annotations

from random import Random
from typing import Any

KINDS = {
    "message": "message", "edited_message": "message", "channel_post": "message", "edited_channel_post": "message",
    "business_message": "message", "edited_business_message": "message", "guest_message": "message",
    "business_connection": "connection", "deleted_business_messages": "deleted", "message_reaction": "reaction",
    "message_reaction_count": "reaction", "inline_query": "query", "chosen_inline_result": "query",
    "callback_query": "tap", "shipping_query": "query", "pre_checkout_query": "query",
    "purchased_paid_media": "query", "poll": "poll", "poll_answer": "poll_answer", "my_chat_member": "member",
    "chat_member": "member", "chat_join_request": "member", "chat_boost": "boost", "removed_chat_boost": "boost",
    "managed_bot": "boost", "something_of_next_year": "message",
}  # fmt: skip
"""Every kind of update, and the row that its content is like."""

FIELDS: dict[str, dict[str, str]] = {
    "user": {"id": "id", "is_bot": "flag", "first_name": "text", "last_name": "text", "username": "text",
             "language_code": "language"},
    "chat": {"id": "id", "type": "chat_type", "title": "text", "first_name": "text"},
    "message": {
        "message_id": "number", "from": "user", "sender_chat": "chat", "date": "time", "chat": "chat",
        "forward_origin": "origin", "reply_to_message": "message", "quote": "quote", "via_bot": "user",
        "edit_date": "time", "media_group_id": "text", "text": "text", "entities": "[entity]", "animation": "file",
        "audio": "file", "document": "file", "photo": "[file]", "sticker": "file", "story": "story", "video": "file",
        "video_note": "file", "voice": "file", "caption": "text", "caption_entities": "[entity]",
        "contact": "contact", "dice": "dice", "game": "story", "poll": "poll", "venue": "place", "location": "place",
        "new_chat_members": "[user]", "left_chat_member": "user", "new_chat_title": "text", "new_chat_photo": "[file]",
        "group_chat_created": "flag", "migrate_to_chat_id": "id", "pinned_message": "message", "invoice": "story",
        "successful_payment": "story", "users_shared": "story", "gift": "story", "connected_website": "text",
        "passport_data": "story", "web_app_data": "story", "checklist": "story", "paid_media": "story",
        "giveaway": "story", "forum_topic_created": "story", "video_chat_started": "story", "reply_markup": "story",
    },
    "tap": {"id": "text", "from": "user", "message": "message", "inline_message_id": "text", "chat_instance": "text",
            "data": "tap_data", "game_short_name": "text"},
    "member": {"chat": "chat", "from": "user", "date": "time", "old_chat_member": "membership",
               "new_chat_member": "membership", "bio": "text", "user_chat_id": "id"},
    "membership": {"status": "status", "user": "user", "until_date": "time", "is_member": "flag"},
    "query": {"id": "text", "from": "user", "query": "text", "offset": "text", "result_id": "text",
              "currency": "text", "total_amount": "number", "invoice_payload": "text", "location": "place"},
    "reaction": {"chat": "chat", "message_id": "number", "user": "user", "actor_chat": "chat", "date": "time",
                 "old_reaction": "[emoji]", "new_reaction": "[emoji]", "reactions": "[emoji]"},
    "emoji": {"type": "text", "emoji": "text", "total_count": "number"},
    "poll": {"id": "text", "question": "text", "options": "[option]", "total_voter_count": "number",
             "is_closed": "flag", "is_anonymous": "flag", "type": "text", "allows_multiple_answers": "flag"},
    "option": {"text": "text", "voter_count": "number"},
    "poll_answer": {"poll_id": "text", "user": "user", "voter_chat": "chat", "option_ids": "[number]"},
    "boost": {"chat": "chat", "boost": "story", "boost_id": "text", "remove_date": "time", "source": "story"},
    "connection": {"id": "text", "user": "user", "user_chat_id": "id", "date": "time", "is_enabled": "flag"},
    "deleted": {"business_connection_id": "text", "chat": "chat", "message_ids": "[number]"},
    "origin": {"type": "origin_type", "date": "time", "sender_user": "user", "sender_user_name": "text",
               "sender_chat": "chat", "chat": "chat", "message_id": "number"},
    "entity": {"type": "text", "offset": "number", "length": "number", "url": "text", "user": "user"},
    "quote": {"text": "text", "position": "number", "entities": "[entity]"},
    "file": {"file_id": "text", "file_unique_id": "text", "width": "number", "height": "number", "length": "number",
             "duration": "number", "file_name": "text", "mime_type": "text", "file_size": "number",
             "is_animated": "flag", "is_video": "flag", "type": "text"},
    "contact": {"phone_number": "text", "first_name": "text", "user_id": "id", "vcard": "text"},
    "dice": {"emoji": "text", "value": "number"},
    "place": {"latitude": "number", "longitude": "number", "location": "story", "title": "text", "address": "text"},
    "story": {"id": "number", "chat": "chat", "title": "text", "data": "text", "user": "user"},
}  # fmt: skip

CANARY = "金丝雀叫"
"""Stands in every text: what people write must not come out anywhere but in answers to them."""

TEXTS = (
    f"{CANARY}他说要起诉我", f"/start {CANARY}", CANARY, f"{CANARY}\x00\x01", f"{CANARY}\ud800\udfff", f"‮{CANARY}‬",
    f"{CANARY}²③٣①一万二", f"{CANARY}1e400 nan -0 " + "9" * 500, f"<b>{CANARY}</b> & [x](http://e.example)", "",
    f"{CANARY}" * 1000, f"{CANARY}\u0301\u200b\u200d\ufeff", "正在通话", "删除", "我的进度", "2", "{now} {0} %s %(x)s",
    f"'; DROP TABLE person; --{CANARY}", f"\n\r\t{CANARY}\x1b[31m", "=HYPERLINK(\"http://e.example\")",
)  # fmt: skip
NUMBERS = (0, 1, -1, 2**31, 2**63, -(2**63), 10**30, 3, 200, 1.5, -0.0, 1e308)
STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    [],
    {},
    [[]],
    {"a": {"b": []}},
    "",
    "x",
    -1,
    2**70,
    0.1,
    [None],
    {"id": None},
)


def update(chance: Random, number: int) -> dict[str, Any]:
    """One update: about a third as it should be, the others with something missing, of the wrong type, or too much."""
    kind = chance.choice(tuple(KINDS))
    harm = chance.choice((0.0, 0.05, 0.25))
    made = {"update_id": number, kind: row(chance, KINDS[kind], harm, 0)}
    if chance.random() < harm:
        made[chance.choice(tuple(KINDS))] = chance.choice(STRANGE)
    return made


def row(chance: Random, name: str, harm: float, depth: int) -> Any:
    """The content of one row; deeper than three there is nothing more."""
    if chance.random() < harm / 4:
        return chance.choice(STRANGE)
    fields = FIELDS[name]
    needed = {"id", "from", "chat", "date", "message_id", "type", "first_name", "data", "file_id", "file_unique_id"}
    made: dict[str, Any] = {}
    for field, type_ in fields.items():
        wanted = field in needed or chance.random() < (0.12 if depth == 0 else 0.25)
        if wanted and chance.random() >= harm:
            made[field] = value(chance, type_, harm, depth)
    return made


def value(chance: Random, type_: str, harm: float, depth: int) -> Any:
    if chance.random() < harm / 2:
        return chance.choice(STRANGE)
    if type_.startswith("["):
        return [value(chance, type_[1:-1], harm, depth) for _ in range(chance.randrange(3))]
    if type_ in FIELDS:
        return row(chance, type_, harm, depth + 1) if depth < 3 else {}
    return scalar(chance, type_)


def scalar(chance: Random, type_: str) -> Any:
    match type_:
        case "id":
            return chance.choice((51, 52, 53, 51, 52, 53, -100, 2**52))
        case "number":
            return chance.choice(NUMBERS)
        case "time":
            return chance.choice((1_795_600_000, 1_795_600_000, 0, -1, 2**40, 10**15))
        case "flag":
            return chance.choice((True, False))
        case "language":
            return chance.choice(("zh-hans", "zh-TW", "en", "", "xx-yy-zz", "zh-" + "x" * 99))
        case "chat_type":
            return chance.choice(("private", "private", "private", "group", "supergroup", "channel", "new_kind"))
        case "status":
            return chance.choice(("member", "kicked", "left", "administrator", "strange"))
        case "origin_type":
            return chance.choice(("user", "hidden_user", "chat", "channel", "new_kind"))
        case "tap_data":
            return chance.choice(
                ("", "1.start.AAAA", "3.@open.leave.AAAAAAAAAAA", CANARY, "." * 64, "９.x.y", "1." * 40)
            )
        case _:
            return chance.choice(TEXTS)
