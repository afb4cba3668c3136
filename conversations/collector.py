"""Who is who among collectors: messages that share a sender, a company or a number to call are of the same one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from conversations.reading.message import Reading

SHORTEST_NUMBER = 7
"""Digits. Shorter numbers are hotlines, which everybody names."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A message that somebody was sent: by what its collector is known, and when."""

    names: frozenset[str]
    sent: datetime


def names_in(reading: Reading, sender: str) -> frozenset[str]:
    """By what the collector of a message is known: its sender, companies, numbers."""
    companies = {found.text for found in reading.entities["companies"]}
    numbers = {found.digits for found in reading.entities["phones"] if len(found.digits) >= SHORTEST_NUMBER}
    return frozenset(filter(None, {" ".join(sender.split()), *companies, *numbers}))


def times_of_same(names: frozenset[str], contacts: Iterable[Contact]) -> tuple[datetime, ...]:
    """When the collector of those names was in contact before, each time once. Who is linked to it by another message
    is the same one."""
    known, left, times = names, list(contacts), set()
    while linked := [contact for contact in left if contact.names & known]:
        left = [contact for contact in left if contact not in linked]
        times |= {contact.sent for contact in linked}
        known = known.union(*(contact.names for contact in linked))
    return tuple(sorted(times))
