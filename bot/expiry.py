"""What is kept has an end, which the person chose: 7 days before it they are asked, and 30 days before a far one."""

from __future__ import annotations

import aiosqlite

from bot.leaving import wipe
from bot.people import DAY

FIRST, LAST = 30, 7
"""Days before the end at which somebody is asked; the first only where 90 days or more were chosen."""

SHORTEST = 30
"""The fewest days that can be chosen."""

ANSWER_WITHIN = 6 * DAY
"""However late the question came, so long there is to answer it."""

DUE = f"""consent = 'agreed' AND blocked = 0 AND seen <= :seen AND (
    (keep_days >= 90 AND warned = 0 AND seen + (keep_days - {FIRST}) * {DAY} <= :now)
    OR (seen + (keep_days - {LAST}) * {DAY} <= :now AND warned < seen + (keep_days - {LAST}) * {DAY}))"""

OVER = f"""consent = 'agreed' AND seen + keep_days * {DAY} <= ?
    AND (blocked = 1 OR (warned > 0 AND warned + {ANSWER_WITHIN} <= ?))"""


async def expire(db: aiosqlite.Connection, now: int) -> None:
    """Ask whose time is nearly over, by a reminder of its own; wipe what is over."""
    values = {"now": now, "seen": now - (SHORTEST - LAST) * DAY}
    for (person,) in await db.execute_fetchall(f"SELECT id FROM person WHERE {DUE}", values):  # noqa: S608 - our own
        await db.execute(
            """INSERT INTO reminder (person, flow, due) VALUES (?, 'expiry', ?)
            ON CONFLICT (person, flow, about, step) DO UPDATE
            SET due = excluded.due, state = 'armed', knock = NULL, rang = NULL""",
            (person, now),
        )
        await db.execute("UPDATE person SET warned = ? WHERE id = ?", (now, person))
    await wipe(db, OVER, (now, now))
