"""What an arrival means to the conversation: words and buttons understood, and what is kept of what they are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC
from typing import TYPE_CHECKING

import aiosqlite

from bot.contacts import contacts_before, message_under, turn_of_kept
from bot.hearing import Said, Tapped, plain, understood
from bot.letters import read_data
from bot.people import Person
from bot.reminders import rang
from bot.store import maybe_one
from conversations.batch import record_of
from conversations.events import Edited, Event, Forwarded, Knocked, Picked, Pictured, Refused, Typed
from conversations.scene import Scene
from conversations.screen import Text

if TYPE_CHECKING:
    from bot.desk import House, What


async def meaning(
    db: aiosqlite.Connection, what: Event | Said | Tapped, who: Person, scene: Scene, house: House
) -> Event:
    """What an arrival means. A button about a picture comes with what was read in it."""
    zone = house.settings.zone
    if isinstance(what, Forwarded):
        return replace(what, contacts=await contacts_before(db, who, what, zone))
    if isinstance(what, Pictured):
        contacts = await contacts_before(db, who, what.message, zone)
        return replace(what, message=replace(what.message, contacts=contacts))
    if isinstance(what, Edited):
        return replace(what, turn=await turn_of_kept(db, who, what.number))
    event = await pressed_or_said(db, what, who, scene, house)
    if isinstance(event, Picked) and (record := record_of(who.session, event.option)):
        return replace(event, kept=await message_under(db, who, record, zone))
    return event


async def pressed_or_said(
    db: aiosqlite.Connection, what: Event | Said | Tapped, who: Person, scene: Scene, house: House
) -> Event:
    """The button that was pressed, or that its words or its number name."""
    if isinstance(what, Said):
        return understood(what, house.playbook, who.session, scene, house.words, who.locale)
    if not isinstance(what, Tapped):
        return what
    parts = read_data(what.data)
    if parts is None or not is_own(house, who, *parts):
        return Refused()
    turn, option, _ = parts
    rung = await maybe_one(
        db,
        """SELECT flow, step, about, deadline FROM reminder
        WHERE person = ? AND knock = ? AND state = 'rang' ORDER BY due DESC""",
        (who.id, turn),
    )
    if rung and not option.startswith("@"):
        flow, step, about, deadline = rung
        return Knocked(rang(flow, step, about, deadline, scene.now.tzinfo or UTC), option)
    return Picked(option, turn)


def is_own(house: House, who: Person, turn: int, option: str, mark: str) -> bool:
    """Whether a button was made for this person. Those of a farewell are known by the hash: the row is gone."""
    if house.keys.verifies(who.id, turn, option, mark):
        return True
    return option in house.playbook.farewell and house.keys.verifies(who.lookup, turn, option, mark)


def is_newest(what: What, who: Person, house: House) -> bool:
    """Whether this is a button of the newest screen, or of what came after it."""
    parts = read_data(what.data) if isinstance(what, Tapped) else None
    return parts is not None and parts[0] >= who.session.screen and is_own(house, who, *parts)


def halts(event: Event, who: Person, house: House) -> bool:
    """Whether the person wants no more to be fetched."""
    if isinstance(event, Typed):
        return plain(event.text) == plain(house.words.say(Text("common", "key.halt"), who.locale))
    return isinstance(event, Picked) and event.option == "@halt"
