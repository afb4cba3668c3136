"""Everything that a message shows: the rules that hold, and what the sender, the hour, the count and the links show."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time

from conversations.reading.crossed import crossings, cut_out, merged
from conversations.reading.entities import URL
from conversations.reading.families import pattern
from conversations.reading.links import suspicious
from conversations.reading.message import Message
from conversations.reading.senders import Name, Sort
from conversations.reading.turns import Clause, Side, Talk

LATE_FROM, LATE_UNTIL = time(22), time(8)
POSED = {
    Sort.AUTHORITY: ("impersonates_police_or_court", "pose.signed", "psl-62"),
    Sort.LAW_FIRM: ("impersonates_lawyer_or_official_document", "document.signed", "psl-63"),
}
SIGNED = {rule for _, rule, _ in POSED.values()}
"""Rules that hold for every sender of that name, genuine ones too."""

MANY = 7
"""The seventh contact of a day is one too many."""


@dataclass(frozen=True, slots=True)
class Shown:
    practice: str
    rule: str
    fact: str
    start: int = 0
    end: int = 0  # equal to the start where no words show it


def shown(text: str, talk: Talk, names: Sequence[Name], message: Message) -> list[Shown]:
    pieces = [
        Shown(each.rule.practice, each.rule.id, each.rule.fact, each.start, each.end)
        for each in merged(crossings(text, talk))
    ]
    theirs = [clause for clause in talk.clauses if clause.side is Side.THEM]
    pieces += link_pieces(text, theirs)
    pieces += posing(text, talk, names)
    pieces += third_party(text, theirs, message)
    pieces += hours(text, talk, theirs, message)
    if len(same_day(message)) + 1 >= MANY and not any(piece.practice == "excessive_frequency" for piece in pieces):
        pieces.append(Shown("excessive_frequency", "often.counted", "norm-voice-attempts-per-number"))
    pieces += nameless(text, talk, theirs, names)
    return told_once(text, pieces)


def told_once(text: str, pieces: Sequence[Shown]) -> list[Shown]:
    """Without a piece that lies within another of its practice, or says the same words again."""
    kept: list[Shown] = []
    for piece in sorted(pieces, key=lambda each: each.start - each.end):
        same = [each for each in kept if each.practice == piece.practice]
        words = text[piece.start : piece.end]
        if not any(words in text[each.start : each.end] for each in same if each.end > each.start):
            kept.append(piece)
    return kept


def link_pieces(text: str, clauses: Sequence[Clause]) -> list[Shown]:
    pieces = []
    for found in URL.finditer(text):
        clause = next((each for each in clauses if each.start <= found.start() < each.end), None)
        if clause and suspicious(found[0]):
            start, end = (
                (clause.start, clause.end)
                if clause.end - clause.start <= 40
                else (max(clause.start, found.start() - 8), min(clause.end, found.end() + 8))
            )
            pieces.append(Shown("suspicious_link", "link.foreign", "phishing-sms", start, end))
    if not pieces:
        for found in NAMELESS_LINK.finditer(text):
            clause = next((each for each in clauses if each.start <= found.start() < each.end), None)
            if clause and not pattern("denied").search(clause.text):
                pieces.append(Shown("suspicious_link", "link.unnamed", "phishing-sms", clause.start, clause.end))
    return pieces


def posing(text: str, talk: Talk, names: Sequence[Name]) -> list[Shown]:
    """The sender's own name, an authority or a law firm, and an authority that is named at all. Whether that is posing
    is told by what the message wants (`kinds`)."""
    return [
        Shown(*POSED[name.sort], name.start, name.end)
        for name in names
        if name.sort in POSED and (name.signs or name.sort is Sort.AUTHORITY)
    ]


def third_party(text: str, clauses: Sequence[Clause], message: Message) -> list[Shown]:
    """What shows that somebody else is told of the debt: they are spoken to, and hear that it is there."""
    known = message.recipient in {"family", "coworker", "unrelated"}
    if message.recipient == "borrower" or not clauses or CHILD.match(text):
        return []
    cue = THIRD if known else PLAINLY_THIRD
    spoken = next(((clause, found) for clause in clauses if (found := cue.search(clause.text))), None)
    if not spoken and not known:
        return []
    first = next((clause for clause in clauses if len(clause.text) > 3), clauses[0])
    pieces = [piece("third.addressed", *spoken) if spoken else piece("third.recipient", first, None)]
    for clause in clauses:
        for rule, sign in (("third.disclosed", OWES), ("third.to_pay", TO_PAY)):
            if (found := sign.search(clause.text)) and not pattern("denied").search(clause.text):
                pieces.append(piece(rule, clause, found))
    return pieces


def piece(rule: str, clause: Clause, found: re.Match[str] | None) -> Shown:
    """A clause as evidence, cut around the words where it is long."""
    practice, fact = THIRD_PARTY[rule]
    if not found:
        return Shown(practice, rule, fact, clause.start, clause.end)
    start, end = found.span()
    return Shown(practice, rule, fact, *cut_out(clause, clause.start + start, clause.start + end))


CHILD = re.compile("(?:喂)?(?:爸|妈|爷|奶|姐|哥)(?:爸|妈|爷|奶|姐|哥)?[，, ]{1,2}我")
"""Who writes as a child to a mother speaks of their own need, and not to somebody else about a debtor."""

FRIEND = re.compile("(?:同学|室友|表|堂|学|师)?[老小阿大哥姐弟妹兄]")
LENT = re.compile("欠我(?!们|司)|借(?:给|了|你)?我?(?:的|那)|我(?:借|垫)|帮你垫|上次(?:借|垫|说)|还我(?!们|司)")
"""Money between people who know each other: nobody owes a name there."""

THIRD_PARTY = {
    "third.addressed": ("addressed_to_third_party", "norm-third-party-contact"),
    "third.recipient": ("addressed_to_third_party", "norm-third-party-contact"),
    "third.disclosed": ("actually_disclosed_to_third_party", "norm-third-party-contact"),
    "third.to_pay": ("asks_relative_to_repay", "family-no-duty"),
}


def hours(text: str, talk: Talk, clauses: Sequence[Clause], message: Message) -> list[Shown]:
    received = message.received_at
    if received and late(received.time()):
        return [Shown("off_hours", "hours.received", "norm-hours")]
    for turn in talk.turns:
        if turn.name in talk.them and TURN_AT_NIGHT.search(text, text.rfind("\n", 0, turn.start - 1) + 1, turn.start):
            return [Shown("off_hours", "hours.of_the_turn", "norm-hours")]
    for clause in clauses:
        if NIGHT.search(clause.text) and not pattern("denied").search(clause.text):
            return [Shown("off_hours", "hours.said", "norm-hours", clause.start, clause.end)]
    return []


def late(hour: time) -> bool:
    return hour >= LATE_FROM or hour < LATE_UNTIL


def same_day(message: Message) -> list[datetime]:
    received = message.received_at
    if not received:
        days = [each.date() for each in message.prior_times]
        return [each for each in message.prior_times if days.count(each.date()) >= MANY][1:]
    return [
        each
        for each in message.prior_times
        if each.astimezone(received.tzinfo).date() == received.date() and each < received
    ]


def nameless(text: str, talk: Talk, clauses: Sequence[Clause], names: Sequence[Name]) -> list[Shown]:
    if any(name.sort is not Sort.OTHER or name.signs for name in names):
        return []
    if any(FRIEND.match(name) for name in talk.them) and any(LENT.search(clause.text) for clause in clauses):
        return []
    for clause in clauses:
        if HIDES.search(clause.text):
            return [Shown("no_identity", "identity.hidden", "norm-collector-must-state", clause.start, clause.end)]
    return [Shown("no_identity", "identity.none", "norm-collector-must-state")]


TURN_AT_NIGHT = re.compile(r"(?<!\d)(?:2[23]|0?[0-7]):\d\d")
NAMELESS_LINK = re.compile(
    r"(?:点击|点开|打开|点)(?:下方|下面|此|以下|这个|短信|我发|上方)?(?:的)?链接|戳链接|下载(?:附件|专用|"
    r"指定)?app(?:安装包)?|扫码下载"
)
HIDES = re.compile(
    r"别管我(?:是|们)|不用(?:你)?(?:管|知道)我(?:是|们)|(?:公司|名字|单位|平台|名称)[^，。]{0,4}不(?:方便|"
    r"能)(?:说|告|透)|我是谁(?:不重要|你|跟你)|你(?:自己)?心里(?:清楚|有数)|哪家[^，。]{0,4}(?:自己|"
    r"你)(?:清楚|知道|不)|问那么多|不需要知道|无可奉告"
)
THIRD = re.compile(
    r"你?您?们?(?:是|就是|好，?你是)[^，。？]{0,8}(?:的|她|他)?(?:家属|家人|爸|妈|父|母|哥|姐|弟|妹|老婆|"
    r"老公|爱人|妻|丈夫|媳妇|儿子|女儿|朋友|同事|亲戚|亲友|担保|联系人|领导|老板|单位|公司|老师|舅|姑|叔|"
    r"伯|姨|嫂|室友|房东|邻居|对象)[^，。？]{0,4}(?:吗|吧|么|嘛|不|\?|？|$)|你?您?认识[^，。？]{1,6}(?:吗|"
    r"吧|么|嘛|\?|？|$)|(?:家属|家长|亲属)(?:您好|你好|，|,|：|:|$)|"
    r"(?:请|麻烦|帮忙|帮|能不能|劳烦|烦请|代为|让|叫|转告|通知|告诉|催|督促|联系得上|"
    r"带话给)[^，。？]{0,8}(?:转告|通知|转达|带话|带个话|捎话|告诉|联系|回电|回个|提醒|督促|让他|让她|"
    r"叫他|叫她)|(?:你|您|贵)(?:们|司|公司|单位)?(?:的)?(?:员工|职工|下属|同事|学生|家|儿子|女儿|孩子|"
    r"老公|老婆|老婆|弟弟|哥哥|姐姐|妹妹|爸|妈|亲戚|朋友|租客|邻居)[^，。]{0,6}(?:欠|在|的|是|逾期|借|拖|"
    r"失联|涉)|"
    r"(?:叔叔|阿姨|大叔|大妈|大爷|大姐|老人家|师傅|领导|同事|贵公司|贵单位|嫂子|伯父|伯母)|"
    r"请问[^，。]{0,4}(?:这里)?是[^，。]{1,10}(?:吗|吧|么)|紧急联系人|留(?:了|的是)你|填(?:了|的是)(?:你|"
    r"您)"
)
PLAINLY_THIRD = re.compile(
    r"[你您]们?是(?!不是|否)[^，。？]{1,6}(?:的|她|他)(?:家属|家人|爸爸|妈妈|爸|妈|父亲|母亲|哥哥?|姐姐?|"
    r"弟弟?|妹妹?|老婆|老公|爱人|妻子|丈夫|媳妇|儿子|女儿|朋友|同事|亲戚|联系人|领导|老板|单位|公司|老师|"
    r"舅舅?|室友|房东|邻居)|[你您]认识[^，。？]{1,6}(?:吗|吧|么|嘛|不)|(?:某|先生|女士|"
    r"[^您你我他她们\W])的(?:家属|家人|紧急联系人)(?:您好|你好|，|,|：|:|吗|吧|$)|"
    r"(?:请|麻烦|能不能|劳烦|烦请)[^，。？]{0,4}(?:转告|通知|转达|帮忙带|带话|带个话|"
    r"捎话)(?![您你]的?银行)[^，。]{0,6}(?:本人|尽快|让|他|她|[\u4e00-\u9fff]{2,3}(?:先生|女士)?(?:尽快|"
    r"与|和|速|回|给))|(?:贵|你)(?:司|公司|单位|司的|公司的)?(?:员工|职工)[^，。]{1,6}(?:欠|在|逾期|借|拖|"
    r"失联|涉)|[你您](?:儿子|女儿|孩子|老公|老婆|弟弟|哥哥|姐姐|妹妹|爸爸?|妈妈?|亲戚|朋友|丈夫|"
    r"妻子)[^，。让]{0,6}(?:欠|在外|逾期|借了|贷了|拖欠|失联|涉嫌)|(?:把|将)[您你](?:填|留|列)(?:为|成|作|"
    r"的)|[您你]是(?:他|她)(?:的)?(?:紧急)?联系人"
)
OWES = re.compile(
    r"欠|逾期|借(?:了|款|的)|贷(?:了|款)|拖欠|拒不|不还|网贷|被(?:抓|起诉|立案|列)|涉嫌|债|失信|老赖|账单|"
    r"未还|催收|赖账|还款|窟窿|拿了[^，。]{0,3}[\d一二两三四五六七八九十几]|跑了|有笔账|账不处理|不见人|借仔|"
    r"借(?=[\d一二两三四五六七八九])|"
    r"该(?:我们|人家)|被?扣(?:下|留)|捅了|赌|的账(?=，|。|$)|把钱"
)
TO_PAY = re.compile(
    r"(?:你|您|家里|家人|家属|先|帮|替|代|赶紧|请|必须|要么)[^，。]{0,8}(?:汇(?!报)|转(?:账|到|给|我|过|"
    r"款)|还(?:上|清|了|一|给|款|钱|掉)|付|垫|打(?:到|给|款|钱)|凑|结清|缴|出钱|拿钱|偿)|"
    r"(?:速|先|快|赶紧|立刻|马上|现在|要能|得|您?就)[^，。]{0,4}(?:转|汇|交|付|垫|拿|凑|打|缴|刷|"
    r"还)[^，。]{0,5}[\d一二两三四五六七八九十]|"
    r"不(?:交|还|拿|付)就|让[他她](?:拿|凑|还|补)|帮[他她伊其](?:还|垫|补)|(?:保证金|保释金|罚金|赔偿款?|"
    r"保密费)[^，。]{0,3}[\d一二两三四五六七八九十]|"
    r"(?:交|付|转|汇|打|缴)\d"
)
NIGHT = re.compile(
    r"(?:现在|都)(?:是)?(?:凌晨|半夜|深夜|后半夜)|(?:半夜|凌晨|深夜|大半夜|夜里|三更半夜|后半夜|"
    r"午夜)[^，。]{0,8}(?:打|催|来|去|敲|上门|响|呼|找|联系|电话)|(?:明早|早上|清晨|一早)?(?:[五六]点|"
    r"[5-6]点|天不亮|天没亮)[^，。]{0,8}(?:打|催|来|去|敲|上门|到|堵|等|抓|开始)|(?:晚上|夜里|今晚|"
    r"半夜)(?:1[01]|十一?|2[2-3]|二十[二三]|11|12)点[^，。]{0,6}(?:打|催|来|去|敲|上门|到|堵)|24小时(?:轮|"
    r"不停|打|呼|不间断)|全天候(?:打|呼|拨)|从(?:早上)?[四五六七4567]点[^，。]{0,4}(?:打|开始)"
)
