"""What kind of message it is: signs, senders and crossed lines together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from conversations.reading.labels import SOFT, Kind
from conversations.reading.message import Message
from conversations.reading.senders import Name, Sort
from conversations.reading.shown import SIGNED, Shown
from conversations.reading.signs import SIGNS, compiled
from conversations.reading.turns import Side, Talk
from conversations.reading.weighing import reasons, runs, weigh


@dataclass(frozen=True, slots=True)
class Clues:
    """What a kind is told from. `said` counts the different words of each sign in what the other side says."""

    said: Mapping[str, int]
    practices: frozenset[str]  # shown by rules, not by the sender's name alone
    rules: frozenset[str]
    court: bool  # the sender calls itself court, police, credit bureau: no hotline that answers complaints
    sorts: frozenset[Sort]  # of those who sign
    named: frozenset[Sort]  # of everybody who is named
    to_you: bool  # speaks to somebody: 你, 您
    told: bool  # somebody's words are told within a story or a report
    dialogue: bool
    channel: str
    theirs: str  # all that the other side says


@dataclass(frozen=True, slots=True)
class Verdict:
    kind: Kind
    sure: bool = True
    signs: tuple[str, ...] = ()
    friends: bool = False  # the money is between people who know each other
    lifted: frozenset[str] = frozenset()  # practices that this kind excuses

    def keeps(self, piece: Shown) -> bool:
        """Whether a piece counts here: a sender's name poses only in a fraud; only a collector owes one; mere
        pressure and an offer show soft lines only."""
        if piece.practice == "no_identity" and (self.kind not in COLLECTING or self.friends):
            return False
        if self.kind in {Kind.PRESSURE, Kind.OFFER} and piece.practice not in SOFT:
            return False
        return piece.practice not in self.lifted and not (piece.rule in SIGNED and self.kind is not Kind.SCAM)


def kind_of(clues: Clues) -> Verdict:
    """The likeliest kind by all the clues together; the rules' own verdict is one of them."""
    ruled = decide(clues)
    features = {**features_of(clues), **runs(clues.theirs)}
    share, kind = agreed(weigh(features), bool(clues.practices - SOFT))
    because = reasons(features, kind)
    if kind is ruled.kind:
        return replace(ruled, sure=share > EVEN, signs=(*ruled.signs, *because))
    lifted = clues.practices - ADVERT_ONLY if kind in ADVERTS else frozenset()
    return Verdict(kind, sure=share > EVEN, signs=because, friends=ruled.friends, lifted=lifted)


def agreed(ranked: Sequence[tuple[float, Kind]], hard: bool) -> tuple[float, Kind]:
    """The likeliest kind that fits what the rules found: a violation has a hard practice, mere pressure has none."""
    share, kind = ranked[0]
    if share > CLEAR or kind not in {Kind.VIOLATION, Kind.PRESSURE}:
        return share, kind
    return next((share, kind) for share, kind in ranked if kind is not (Kind.PRESSURE if hard else Kind.VIOLATION))


def features_of(clues: Clues) -> dict[str, float]:
    """The clues as named numbers, to be weighed."""
    named = {f"sign.{sign}": min(count, 3) / 1.5 for sign, count in clues.said.items() if count}
    flags = {"to_you": clues.to_you, "told": clues.told, "dialogue": clues.dialogue, "court": clues.court}
    shown = {
        *(f"shows.{practice}" for practice in clues.practices),
        *(f"rule.{rule}" for rule in clues.rules),
        *(f"signed.{sort}" for sort in clues.sorts),
        *(f"named.{sort}" for sort in clues.named),
        *(f"is.{flag}" for flag, holds in flags.items() if holds),
        f"channel.{clues.channel}",
        f"ruled.{decide(clues).kind}",
        "signed.nobody" if not clues.sorts else "signed.somebody",
    }
    return {name: NAMED_SHARE * value for name, value in {**named, **dict.fromkeys(shown, 1.0)}.items()}


def gather(text: str, talk: Talk, names: Sequence[Name], pieces: Sequence[Shown], message: Message) -> Clues:
    theirs = talk.said_by(Side.THEM)
    said = {sign: len({found[0] for found in sign_of(sign).finditer(theirs)}) for sign in SIGNS}
    return Clues(
        said,
        frozenset(piece.practice for piece in pieces if piece.rule not in SIGNED),
        frozenset(piece.rule for piece in pieces),
        any(name.signs and COURT.search(text, name.start, name.end) for name in names),
        frozenset(name.sort for name in names if name.signs),
        frozenset(name.sort for name in names),
        bool(YOU.search(theirs)),
        narrated(text),
        talk.is_dialogue,
        message.channel,
        theirs,
    )


@cache
def sign_of(sign: str) -> re.Pattern[str]:
    return compiled(SIGNS[sign])


def narrated(text: str) -> bool:
    """Whether words in quotation marks are somebody's in a story: around them is he or she, and neither you nor I."""
    around = QUOTED.sub("", text)
    return len(around) < len(text) and bool(THEY.search(around)) and not ADDRESSED.search(around)


QUOTED = re.compile('“[^”]{4,300}”?|"[^"]{4,300}"|「[^」]{4,300}」')
THEY = re.compile("[他她]|男人|女人|屋里|老人|众人|门外|那人|法庭上|记者|民警")
ADDRESSED = re.compile("[你您我]|【")
COURT = re.compile("法院|法庭|公安|派出所|检察|警|反诈|征信|仲裁|调解|司法")
YOU = re.compile("[你您]")
STEALING = {
    "demands_personal_account_or_qr_payment",
    "asks_code_or_remote_control",
    "suspicious_link",
    "upfront_fee_agent",
}
BY_THE_WAY = {"off_hours"}
ADVERTS = {Kind.RELIEF_AD, Kind.LOAN_AD}
NAMED_SHARE = 0.6
"""How much one clue counts beside the runs of characters."""

EVEN = 0.5
"""A kind that is less likely than all others together is not sure."""

CLEAR = 0.6
"""A kind this likely stands, whatever the rules found."""

COLLECTING = {Kind.PRESSURE, Kind.VIOLATION, Kind.OFFER}
ADVERT_ONLY = {
    "upfront_fee_agent",
    "induces_new_loan",
    "suspicious_link",
    "demands_personal_account_or_qr_payment",
    "asks_code_or_remote_control",
    "actually_disclosed_to_third_party",
}


def decide(clues: Clues) -> Verdict:
    said = clues.said
    hard = clues.practices - SOFT
    harm = hard - BY_THE_WAY
    authority = Sort.AUTHORITY in clues.sorts or "impersonates_police_or_court" in clues.practices
    signed_authority = Sort.AUTHORITY in clues.sorts
    collects = Sort.LENDER in clues.named or Sort.AGENCY in clues.named
    stealing = hard & STEALING
    nobody = not clues.sorts

    # the person's own words, news, stories
    own = said["own"] + said["reported"] + 2 * said["draft"]
    friend = bool(said["friend"]) and nobody and not collects
    spoken_to = clues.to_you and (harm or said["press"] > own)
    if nobody and not clues.dialogue and not friend and own >= 2 and not (spoken_to and not said["draft"]):
        return Verdict(Kind.UNRELATED, signs=("own", "reported", "draft"))
    if said["news"] >= 2 and not stealing and not said["own"] and not (signed_authority and said["checkable"] > 1):
        return Verdict(Kind.UNRELATED, signs=("news",))
    if said["own"] and nobody and not friend and not clues.to_you and not stealing and not clues.dialogue:
        return Verdict(Kind.UNRELATED, signs=("own",))
    if said["news"] and not clues.to_you and not stealing and nobody:
        return Verdict(Kind.UNRELATED, signs=("news",))
    if said["tale"] >= 2 and nobody and not clues.dialogue and not said["overdue"]:
        return Verdict(Kind.UNRELATED, signs=("tale",))
    if clues.told and nobody:
        return Verdict(Kind.UNRELATED, signs=("narrated",))
    if said["joke"] and nobody:
        return Verdict(Kind.UNRELATED, signs=("joke",))

    # fraud
    if signed_authority and (
        stealing
        or harm - {"false_court_process", "impersonates_lawyer_or_official_document", "impersonates_police_or_court"}
    ):
        return Verdict(Kind.SCAM, signs=("authority", "takes"), lifted=frozenset({"no_identity"}))
    posed = clues.rules & {"pose.self", "pose.for", "pose.state"}
    if (posed and (stealing or not collects)) or ("pose.with" in clues.rules and stealing and not collects):
        return Verdict(Kind.SCAM, signs=("authority",), lifted=frozenset({"no_identity"}))
    if Sort.LAW_FIRM in clues.sorts and (stealing or harm & {"false_criminal_liability", "false_court_process"}):
        return Verdict(Kind.SCAM, signs=("law_firm",), lifted=frozenset({"no_identity"}))
    mends = said["relief"] and not authority and "asks_code_or_remote_control" not in hard
    if "asks_code_or_remote_control" in hard or (stealing and said["diverted"] and not mends):
        return Verdict(Kind.SCAM, signs=("diverted", "takes"), lifted=frozenset({"no_identity"}))
    if "suspicious_link" in hard and "impersonates_lawyer_or_official_document" in hard and not collects:
        return Verdict(Kind.SCAM, signs=("document", "link"))
    # adverts
    advert = said["relief"] + ("upfront_fee_agent" in hard)
    if (
        said["relief"]
        and not authority
        and said["relief"] >= said["press"]
        and not (collects and clues.sorts & {Sort.LENDER})
        and (said["relief"] >= 2 or advert >= 2 or not (said["overdue"] and said["offer"]))
    ):
        return Verdict(Kind.RELIEF_AD, signs=("relief",), lifted=clues.practices - ADVERT_ONLY)
    if "suspicious_link" in hard and not (said["debt"] or said["loan_ad"] or said["relief"]):
        return Verdict(Kind.SCAM, sure=False, signs=("link",))
    if "upfront_fee_agent" in hard and (said["loan_ad"] or said["approved"]) and not said["relief"]:
        return Verdict(
            Kind.SCAM if said["approved"] else Kind.LOAN_AD,
            sure=False,
            signs=("upfront", "loan_ad"),
            lifted=frozenset(clues.practices - ADVERT_ONLY),
        )

    # papers of courts, answers to complaints
    if signed_authority and clues.court and not stealing and (said["checkable"] or said["notice"]):
        return Verdict(Kind.OFFICIAL, signs=("authority", "checkable"))
    if said["complained"] and said["answered"] and not stealing and (not harm or said["yours"]):
        return Verdict(Kind.REPLY, signs=("complained", "answered"))
    if signed_authority and not stealing and said["checkable"] > 1 and (said["notice"] or said["debt"]):
        return Verdict(Kind.OFFICIAL, signs=("authority", "checkable"))

    # credit
    if (
        said["loan_ad"]
        and not said["ours"]
        and said["loan_ad"] >= said["debt"] - said["loan_ad"]
        and not (harm - ADVERT_ONLY)
        and not said["overdue"]
    ):
        return Verdict(Kind.LOAN_AD, signs=("loan_ad",), lifted=frozenset(clues.practices - ADVERT_ONLY))

    # collection
    owed = said["debt"] or "hours.said" in clues.rules or said["overdue"] or said["vague"] or said["offer"]
    if friend and owed and not harm - {"demands_personal_account_or_qr_payment"}:
        kind = Kind.PRESSURE if said["press"] > said["polite"] else Kind.LAWFUL
        return Verdict(
            kind, signs=("friend",), friends=True, lifted=frozenset({"demands_personal_account_or_qr_payment"})
        )
    if said["everyday"] and nobody and not clues.to_you and not harm:
        return Verdict(Kind.UNRELATED, signs=("everyday",))
    if harm - {"insult"} and not said["everyday"]:
        return Verdict(Kind.VIOLATION, signs=tuple(sorted(harm)))
    if harm and (owed or clues.to_you) and not (said["everyday"] and not owed):
        if not owed and harm <= {"insult"} and not said["press"]:
            return Verdict(Kind.UNRELATED, sure=False, signs=("no_debt",))
        return Verdict(Kind.VIOLATION, signs=tuple(sorted(harm)))
    if (
        not owed
        and not (said["press"] and clues.to_you and not said["everyday"])
        and not clues.practices & {"addressed_to_third_party", "threat_visit"}
    ):
        return Verdict(Kind.UNRELATED, signs=("no_debt",))
    if said["everyday"] and not said["overdue"] and said["debt"] < 2 and not said["press"]:
        return Verdict(Kind.UNRELATED, sure=False, signs=("everyday",))
    soft = clues.practices & (SOFT - {"no_identity"})
    collecting = said["overdue"] or said["press"] or soft or not said["bill"]
    if hard & {"off_hours", "excessive_frequency", "actually_disclosed_to_third_party"} and (
        collecting or hard - {"off_hours"}
    ):
        return Verdict(Kind.VIOLATION, signs=tuple(sorted(hard)))
    if "fee_or_amount_pressure" in clues.practices and not said["plan"]:
        return Verdict(Kind.PRESSURE, signs=("fee_or_amount_pressure",))
    if said["offer"] and not said["press"] > said["offer"]:
        return Verdict(Kind.OFFER, signs=("offer",), lifted=frozenset({"off_hours"}) if not collecting else frozenset())
    calm = said["polite"] + said["bill"] + said["truth"] + said["measured"]
    if soft or said["press"] > calm or (said["vague"] and not calm):
        return Verdict(Kind.PRESSURE, signs=("press", *sorted(soft)))
    return Verdict(Kind.LAWFUL, signs=("calm",))


DEMANDS = {"demands_personal_account_or_qr_payment", "asks_code_or_remote_control", "suspicious_link"}
