"""Questions about a playbook: what leads nowhere, what cannot be reached, which sentences it needs."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from conversations.batch import GROUPS, PICTURES, READ_TEXT
from conversations.check_truth import truth_faults
from conversations.cues import KIN
from conversations.deal_sentences import DEAL_SENTENCES
from conversations.events import FATES
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Open, Playbook, Step, Way, ways
from conversations.in_hand import CORRECTIONS, REMINDERS
from conversations.knocking import ringing, rings
from conversations.pictures import Refusal
from conversations.screen import MOST_BUTTONS
from conversations.spoken.day import Trouble
from conversations.standing import options, standing
from conversations.verdict import DEEDS, FIRST_DEEDS, LABELS, SHOWN

NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")
LONGEST_OPTION = 40
"""Callback data has 64 bytes: a turn, two dots and a mark take the rest."""


def arrows(playbook: Playbook) -> Iterator[tuple[str, str, str, Way]]:
    """Every arrow: flow, step, option (empty for words typed and for branches' own), and where it leads."""
    for flow in playbook.flows.values():
        for step in flow.steps:
            for option, way in ways(step):
                yield flow.id, step.id, option, way


def faults(playbook: Playbook) -> Iterator[str]:
    """What is wrong with a playbook, in sentences that name the place and the way out."""
    for name in (*playbook.menu, playbook.crisis):
        if name not in playbook.flows:
            yield f"the playbook names {name!r}, which is no flow{meant(name, playbook.flows)}"
    for cue in playbook.cues:
        yield from wrong_way(playbook, None, f"the cue {cue.words}", cue.to)
    for question in playbook.questions:
        yield from wrong_way(playbook, None, f"the question {question.id!r}", question.to)
        yield from wrong_offers(playbook, f"the question {question.id!r}", question.offers)
    for flow in playbook.flows.values():
        yield from flow_faults(playbook, flow)
    for name, step in ringing(playbook):
        if not isinstance(standing(playbook, f"{name}.{step}"), Choose):
            yield f"{name}.{step} has to knock: it must be there, and have buttons"
    yield from truth_faults(playbook)


def flow_faults(playbook: Playbook, flow: Flow) -> Iterator[str]:
    ids = [step.id for step in flow.steps]
    for name in (flow.id, *ids):
        if not NAME.fullmatch(name):
            yield f"{flow.id}.{name}: a name is lower-case letters, digits and _, at most 24"
    for twice in sorted({name for name in ids if ids.count(name) > 1}):
        yield f"{flow.id}.{twice} is there twice"
    for step in flow.steps:
        yield from step_faults(playbook, flow, step)
    for cue in flow.cues:
        yield from wrong_way(playbook, flow, f"{flow.id}, the cue {cue.words}", cue.to)
    for old, new in flow.renamed.items():
        if new not in ids or old in ids:
            yield f"{flow.id}: renamed {old!r} to {new!r}, but {old!r} must be gone and {new!r} there"
    for name in flow.polite:
        if name not in ids:
            yield f"{flow.id}: the polite step {name!r} does not exist{meant(name, ids)}"
    reached = reachable(playbook, flow)
    for name in ids:
        if name not in reached:
            yield f"{flow.id}.{name} cannot be reached"
    ends = ending(flow)
    for name in ids:
        if name in reached and name not in ends:
            yield f"{flow.id}.{name} has no way to an end of the flow"


def step_faults(playbook: Playbook, flow: Flow, step: Step) -> Iterator[str]:
    where = f"{flow.id}.{step.id}"
    if len(f"@why.{where}.9") > LONGEST_OPTION:
        yield f"{where}: flow and step together are too long a name for a button; shorten one"
    if isinstance(step, Choose) and not step.options:
        yield f"{where} has no options: nobody gets out of it"
    if isinstance(step, Branch) and not step.to:
        yield f"{where} leads nowhere"
    if len(options(step)) > MOST_BUTTONS:
        yield f"{where} has {len(options(step))} buttons; a bubble has at most {MOST_BUTTONS}"
    for option in options(step):
        if not NAME.fullmatch(option) or len(option) > LONGEST_OPTION:
            yield f"{where}.{option}: an option is lower-case letters, digits and _, at most 24"
    for option, way in ways(step):
        yield from wrong_way(playbook, flow, f"{where}.{option}".rstrip("."), way)


def wrong_way(playbook: Playbook, flow: Flow | None, where: str, way: Way) -> Iterator[str]:
    """Whether a way leads to something that is not there."""
    if isinstance(way, Open):
        target = playbook.flows.get(way.flow)
        if target is None:
            yield f"{where} leads to the flow {way.flow!r}, which does not exist{meant(way.flow, playbook.flows)}"
        elif way.then and (flow is None or flow.get(way.then) is None):
            yield f"{where} goes on to {way.then!r}, which does not exist{meant(way.then, ids(flow) if flow else ())}"
        elif way.step and target.get(way.step) is None:
            yield f"{where} leads to {way.flow}.{way.step}, which does not exist{meant(way.step, ids(target))}"
    elif flow is None or flow.get(way) is None:
        known = ids(flow) if flow else ()
        yield f"{where} leads to {way!r}, which does not exist{meant(way, known)}"


def wrong_offers(playbook: Playbook, where: str, offers: Iterable[str]) -> Iterator[str]:
    """Whether a button that acts anywhere opens a flow or asks a question that is not there."""
    questions = [question.id for question in playbook.questions]
    for offer in offers:
        kind, _, name = offer.partition(".")
        known = {"@open": list(playbook.flows), "@ask": questions, "@ring": CORRECTIONS}.get(kind, ())
        if name not in known:
            yield f"{where} offers {offer!r}, which does not exist{meant(name, known)}"


def meant(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def onward(way: Way) -> str:
    """The step of the same flow that a way leads to, at once or after another flow; empty where it leads to none."""
    return way.then if isinstance(way, Open) else way


def ids(flow: Flow) -> list[str]:
    return [step.id for step in flow.steps]


def reachable(playbook: Playbook, flow: Flow) -> set[str]:
    """The steps that somebody can come to: from the start, by a cue, or from another flow."""
    entries = [flow.start, *(onward(cue.to) for cue in flow.cues)]
    outside = [way for *_, way in arrows(playbook)] + [cue.to for f in playbook.flows.values() for cue in f.cues]
    outside += [cue.to for cue in playbook.cues] + [question.to for question in playbook.questions]
    entries += [way.step for way in outside if isinstance(way, Open) and way.flow == flow.id and way.step]
    entries += CORRECTIONS if flow.id == REMINDERS else ()
    entries += [step for knocks, step in ringing(playbook) if knocks == flow.id]
    if flow.id == playbook.crisis:
        entries += [
            "safe",
            "other",
        ]  # where advance() enters it for who is already in it, or speaks of another
    reached: set[str] = set()
    while entries:
        name = entries.pop()
        step = flow.get(name)
        if step is not None and step.id not in reached:
            reached.add(step.id)
            entries += [onward(way) for _, way in ways(step) if onward(way)]
    return reached


def ending(flow: Flow) -> set[str]:
    """The steps from which the flow can come to an end."""
    ends = {step.id for step in flow.steps if isinstance(step, Finish)}
    while True:
        more = {step.id for step in flow.steps if any(onward(way) in ends for _, way in ways(step))} - ends
        if not more:
            return ends
        ends |= more


# --- the sentences that a playbook needs ----------------------------------------------------------


def message_ids(flow: Flow) -> list[str]:
    """The ids of a flow's sentences, in the order in which one reads them."""
    needed = ["title", "neutral"] if rings(flow) else ["title"]
    for step in flow.steps:
        match step:
            case Branch():
                continue
            case Finish():
                needed += [] if step.quiet else [step.id]
                continue
            case Choose(copy=True):
                needed.append(f"{step.id}.copy")
        needed.append(step.id)
        needed += [f"{step.id}.{option}" for option in options(step)]
        if isinstance(step, Ask) and step.noted:
            needed.append(f"{step.id}.noted")
        if (isinstance(step, Ask) and not step.noted_as) or (isinstance(step, Choose) and step.asks):
            needed.append(f"{step.id}.name")
    return needed


def common_ids(playbook: Playbook) -> list[str]:
    """The ids of the bot's own sentences, in reading order."""
    offers = (name for flow in playbook.flows.values() for step in flow.steps for name in offered(step))
    keys = (*(f"@open.{flow}" for flow in playbook.menu), *playbook.keys, *playbook.more_keys, *OFFERS, *offers)
    return list(
        dict.fromkeys(
            (
                *SENTENCES,
                *Refusal,
                *(f"{why}.short" for why in Refusal),
                *(f"key.{key[1:]}" for key in keys if not key.startswith("@ask.")),
                *(f"kin.{kin}.{whose}" for kin in ("family", *KIN) for whose in ("mine", "yours")),
            )
        )
    )


def offered(step: Step) -> tuple[str, ...]:
    """The buttons that act anywhere which a step brings with it."""
    return step.offers if isinstance(step, Finish) else ()


OFFERS = (
    *("@open.stop_paying", "@agree", "@refuse", "@open.minor", "@resume", "@fresh", "@why_more", "@halt"),
    *("@why.read", "@open.reply", "@paid", "@open.misjudged", "@page", "@open.paper", "@open.police"),
    *("@wake", "@open.reminders"),
    *(READ_TEXT, "@open.misread", "@open.as_file", PICTURES, *(f"{PICTURES}.{group}" for group in GROUPS)),
    *(f"{PICTURES}.next", f"{PICTURES}.all"),
)
"""Buttons that only the bot's own bubbles carry."""

NOT_KEPT = tuple(fate for fate in FATES if fate not in ("kept", "again"))

SENTENCES = (
    "start", "keys", "more", "less", "recap", "copy", "consent", "agreed", "agreed_already", "refused", "minor",
    "failed", "missed", "marked", "updated", "old_button", "not_an_option", "sworn",
    "unheard_in_crisis", "not_understood", "perhaps", "not_invited", "slow_down", "outage", "edited",
    "change", "changed", "changed_path", "nothing_to_change", "untold", "unreadable",
    "files.progress", "files.reading", "files.scams", "files.done", "files.kept",
    "files.kept_again", "files.kept_for_now", "files.kept_for_now_again", "files.again", "files.unread",
    *(f"files.{fate}" for fate in NOT_KEPT), "files.several", *(f"files.{fate}.short" for fate in NOT_KEPT),
    "files.and", "files.not_read", "files.write", "files.make_room", "files.later", "pictures_wait", "pictures_gone",
    "forward.kept", "forward.unkept", "forward.amended", "sender_unknown", "sent_unknown", "older_message",
    "knock_for_all", "greeting.morning", "greeting.day", "greeting.evening",
    "when.today_morning", "when.today", "when.tomorrow_morning", "when.tomorrow", "when.day",
    "when.date", "when.date_year", "when.hour",
    "when.half", "problem.empty", "problem.time", "problem.clock", "problem.since", "late.month", "late.quarter",
    "late.long",
    "problem.sum", "problem.sums", "problem.people", "problem.debts",
    "problem.many_debts", "problem.lender", "problem.debt_since", "problem.came", "problem.period",
    "no_rows", "has.yes", "has.no", "debt.nameless",
    "debt.name",
    "debt.numbered", "debt.plain", "debt.late", "debt.guarantor", "debt.court", "debt.no_sum", "order.advice",
    "order.own", "order.row", "names.one", "names.two", "names.more", "reason.court", "reason.guarantor",
    "reason.home", "reason.reported", "reason.rate", "reason.small", "reason.later", "next.doubt", "next.reckon",
    "next.plan_court", "next.plan_call", "next.plan_person",
    "next.plan_bill", "plan.not_enough", "plan.nothing", "plan.talk",
    *DEAL_SENTENCES,
    "why", "why.since", "why.reported", "why.read",
    *(f"problem.time_{trouble}" for trouble in Trouble if trouble is not Trouble.NONE), "problem.quiet", "problem.zone",
    "reminder.row", "reminder.rang", "back", "awake",
    "problem.number", "blank_number",
    "why.complaint", "why.regulator", "why.law", "why.applies", "why.hours", "why.none", "withdrawn", "checked",
)  # fmt: skip
"""Every sentence of the bot's own that is not the label of a key."""

READ_IDS = (
    "kept", "unkept", "found", *(f"label.{label}" for label in dict.fromkeys(LABELS.values())), "label.unsure",
    *(f"label.{label}_shown" for label in sorted(SHOWN)), *(f"practice.{name}" for name in FIRST_DEEDS), "and",
    "quoted", "quoted_two", "wants", "wants_sum", "wants_by", *(f"deed.{deed}" for deed in DEEDS),
    "picture_kept", "picture_kept_for_now", "summary", "stopped", "summary_line",
    *(f"group.{group}" for group in (*GROUPS, "again", "unread", "no_picture", "not_kept")), "nth", "nth_at",
    "unclear", "text", "all_kept", "all_kept_for_now", "send_as_file",
)  # fmt: skip
"""Every sentence that is said of messages."""
