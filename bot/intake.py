"""What Telegram hands over → the desk, the same in whichever way it came."""

from __future__ import annotations

import asyncio
import contextlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from time import monotonic
from typing import Any

from bot import log
from bot.attached import Attached
from bot.desk import Arrival, Blocked, Desk, What
from bot.flood import Bucket
from bot.hearing import Said, Tapped
from bot.store import event_of, is_store_fault
from bot.telegram import Front
from bot.unfinished import CONTINUATION
from bot.updates import Stranger, in_despair, read
from conversations.files import MOST_FILES
from conversations.screen import Text

SAME_TAP = 2.0
AT_ONCE, PER_SECOND = 120, 1.0
"""Telegram lets a hundred messages be forwarded in one go: whoever brings all their evidence is no flood."""

FILES_AT_ONCE, FILES_PER_SECOND = 2 * MOST_FILES, 1.0
"""All that may be kept of one person may be sent in one go, and once more: what is too much is told in the answer."""

PEACE = 60.0
"""Seconds without anything too much, after which it is said again if it happens again."""

CRIES_AT_ONCE, CRIES_PER_SECOND = 20, 1.0
"""Despair is heard far beyond that, up to what no human hand can type."""


class Intake:
    """Reads batches of raw updates and gives them to the desk."""

    def __init__(self, desk: Desk, front: Front) -> None:
        self.desk = desk
        self.front = front
        self._taps: dict[int, tuple[str, float, int]] = {}
        self._said = Bucket(AT_ONCE, PER_SECOND)
        self._files = Bucket(FILES_AT_ONCE, FILES_PER_SECOND)
        self._cries = Bucket(CRIES_AT_ONCE, CRIES_PER_SECOND)
        self._not_invited: set[int] = set()
        self._let_go_of: dict[int, float] = {}
        self._unfinished: dict[int | None, float] = {None: monotonic() + CONTINUATION}  # None: from before we began
        self._waits = asyncio.Event()

    async def take(self, batch: Sequence[Any]) -> None:
        """Hand a batch to the desk. After this it is on disk, and Telegram may forget it; if the store fails, its
        fault is raised and the same batch may be given again."""
        arrivals = [arrival for arrival in self.read_all(batch) if not self.is_same_tap(arrival)]
        used = {bucket: Counter[int]() for bucket in (self._said, self._files, self._cries)}
        arrivals = self.in_measure(arrivals, used)
        if arrivals:
            await self.desk.take(arrivals)
            self.take_away_keyboards(batch, arrivals)
            self.wait_for_the_rest(arrivals)
        for bucket, counted in used.items():  # a batch that failed costs nobody anything
            for person, number in counted.items():
                bucket.take(person, number)

    def wait_for_the_rest(self, arrivals: Iterable[Arrival]) -> None:
        """Note who sent a text that may go on, and by when it has."""
        for arrival in arrivals:
            self._unfinished.pop(arrival.telegram_id, None)
            if arrival.goes_on:
                self._unfinished[arrival.telegram_id] = monotonic() + CONTINUATION
                self._waits.set()

    async def finish_texts(self) -> None:
        """Answer each text that waited for a second part in vain; for ever."""
        while True:
            self._waits.clear()
            for person, due in list(self._unfinished.items()):
                if due <= monotonic():
                    await self.finish(person)
            soonest = min(self._unfinished.values(), default=None)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(soonest and max(0.01, soonest - monotonic())):
                    await self._waits.wait()

    async def finish(self, person: int | None) -> None:
        self._unfinished.pop(person, None)  # before: another such text may come meanwhile
        try:
            await self.desk.finish(person)
        except Exception as fault:
            if not is_store_fault(fault):
                raise
            self.front.faults.error(event_of(fault, "store_failed"), fault)
            self._unfinished.setdefault(person, monotonic() + CONTINUATION)

    def read_all(self, batch: Iterable[Any]) -> list[Arrival]:
        """The arrivals of a batch. A malformed update is put aside by its class alone."""
        arrivals = []
        for raw in batch:
            try:
                found = read(raw, self.front.bot)
            except Exception as fault:
                log.error("update_unreadable", fault)
                continue
            if isinstance(found, Stranger):
                self.front.aside(self.front.bot.leave_chat(found.chat))
            elif found is not None and self.is_welcome(found):
                arrivals.append(found)
                if isinstance(found.what, Tapped):
                    self.front.aside(self.front.bot.answer_callback_query(raw["callback_query"]["id"]))
        return arrivals

    def is_welcome(self, arrival: Arrival) -> bool:
        settings, who = self.front.house.settings, arrival.telegram_id
        if settings.users is None or who in settings.users or who in settings.admins:
            return True
        if who not in self._not_invited and len(self._not_invited) < 10_000:
            self._not_invited.add(who)
            self.front.tell(who, Text("common", "not_invited"))
        return False

    def is_same_tap(self, arrival: Arrival) -> bool:
        """Whether a button was pressed again at once: shaking hands tap twice, and once is meant."""
        if not isinstance(arrival.what, Tapped):
            return False
        now, update = monotonic(), arrival.updates[0]
        data, at, first = self._taps.get(arrival.telegram_id, ("", 0.0, 0))
        if data == arrival.what.data and now - at < SAME_TAP:
            return update != first  # the same update again is not a second tap: its batch was not confirmed
        if len(self._taps) > 10_000:
            self._taps.clear()
        self._taps[arrival.telegram_id] = (arrival.what.data, now, update)
        return False

    def in_measure(self, arrivals: Iterable[Arrival], used: Mapping[Bucket, Counter[int]]) -> list[Arrival]:
        """What is left of a flood: what somebody in despair says, and buttons, of which the desk takes the newest
        screen's. `used` counts what each person used up of each bucket."""

        def fits(bucket: Bucket) -> bool:
            fitting = used[bucket][who] < bucket.left(who)
            used[bucket][who] += fitting
            return fitting

        kept = []
        for arrival in arrivals:
            who = arrival.telegram_id
            usual = self._files if isinstance(arrival.what, Attached) else self._said
            if isinstance(arrival.what, Blocked) or fits(usual):
                kept.append(arrival)
            elif in_despair(own_words(arrival.what)):
                if fits(self._cries):
                    kept.append(arrival)
            elif isinstance(arrival.what, Tapped):
                kept.append(replace(arrival, hasty=True))
            else:
                self.slow_down(who)
        return kept

    def slow_down(self, person: int) -> None:
        """Say once that it is too much; once more only when there has been peace in between."""
        now, last = monotonic(), self._let_go_of.get(person, float("-inf"))
        if len(self._let_go_of) > 10_000:
            self._let_go_of.clear()
        self._let_go_of[person] = now
        if now - last > PEACE:
            self.front.tell(person, Text("common", "slow_down"))
            self.front.faults.warn("flood", "person")

    def take_away_keyboards(self, batch: Iterable[Any], ready: Iterable[Arrival]) -> None:
        """A button that was pressed is no longer offered."""
        taken = {arrival.updates[0] for arrival in ready if isinstance(arrival.what, Tapped)}
        for raw in batch:
            if update_id(raw) in taken and (message := raw["callback_query"].get("message")):
                self.front.aside(self.front.bot.edit_message_reply_markup(message["chat"]["id"], message["message_id"]))


def own_words(what: What) -> str:
    """What a person wrote themselves, in a message of its own or below a picture."""
    match what:
        case Said(text=words) | Attached(caption=words, forwarded=False):
            return words
        case _:
            return ""


def update_id(raw: Any) -> int | None:
    """The id of an update, if it has one that is a number."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if isinstance(number, int) and not isinstance(number, bool) else None
