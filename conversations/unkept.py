"""The ledger of who is not remembered: it is worked with in their session, and written down nowhere else.

Whoever chose 不保存 or is under 18 can reckon and put in order what they owe all the same. Should they agree later,
what is in hand then is kept.
"""

from __future__ import annotations

import json
from dataclasses import replace

from conversations.effects import Agree, Effect, Erase, EraseSome, KeepLedger, Minor, Refuse, Undo
from conversations.ledger import Ledger
from conversations.scene import Consent, Scene
from conversations.session import Session
from conversations.showing import Turn

NOTE = "ledger"
"""The note that holds the ledger and what it was before its last changes, the newest last."""

MOST = 6


def with_draft(session: Session, scene: Scene) -> Scene:
    """The scene with the ledger that is in hand, for who is not remembered."""
    if scene.consent is not Consent.REFUSED:
        return scene
    drafts = in_hand(session)
    return replace(scene, ledger=drafts[-1], case=scene.case.holding(drafts[-1], len(drafts) - 1))


def in_hand(session: Session) -> list[Ledger]:
    return [Ledger.load(text) for text in json.loads(session.notes.get(NOTE, "[]"))] or [Ledger()]


def drafted(turn: Turn, scene: Scene) -> Turn:
    """The turn of who is not remembered: changes of the ledger go into the session, and nowhere else."""
    if scene.consent is not Consent.REFUSED:
        return turn
    drafts = in_hand(turn.session)
    effects: list[Effect] = []
    for effect in turn.effects:
        match effect:
            case KeepLedger(ledger=Ledger() as ledger):
                drafts = [*drafts, ledger] if ledger != drafts[-1] else drafts
            case Undo():
                drafts = drafts[:-1] or drafts
            case Erase() | EraseSome(what="debts") | Refuse() | Minor(young=True):
                drafts = []
                effects.append(effect)
            case Agree() | Minor() if drafts[1:]:
                effects += [effect, keeping(drafts[-1])]
                drafts = []
            case _:
                effects.append(effect)
    return replace(turn, session=holding(turn.session, drafts), effects=tuple(effects))


def keeping(ledger: Ledger) -> KeepLedger:
    return KeepLedger(lambda notes, scene: ledger, ledger)


def holding(session: Session, drafts: list[Ledger]) -> Session:
    """The session with these drafts in hand; without the note where there is nothing to hold."""
    notes = {name: note for name, note in session.notes.items() if name != NOTE}
    if drafts[1:]:
        notes[NOTE] = json.dumps([draft.dump() for draft in drafts[-MOST:]], ensure_ascii=False)
    return replace(session, notes=notes)
