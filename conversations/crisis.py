"""Whose despair is in a text: the writer's own, somebody's words that were quoted, another person's, or none.

Four ideas. One spelling: whatever is typed is brought to plain Chinese first. Harmless sayings (累死, 跳楼价)
are taken out, so that what is left is meant. A sign belongs to whoever is speaking where it stands, and that
is the writer unless somebody else plainly is. A hint counts where the writer asks and plans nothing any
more; beside a question about money it takes two (撑不住了 alone is despair; 撑不住了，想协商分期 is not).

Nothing is learnt, so every answer can be explained. In doubt it is OWN: a kind word too many costs little.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from enum import StrEnum
from typing import NamedTuple

from conversations import crisis_words as words


class Despair(StrEnum):
    NONE = "none"
    OWN = "own"
    QUOTED = "quoted"
    BOTH = "both"
    OTHER = "other"


class Voice(StrEnum):
    SELF = "self"
    DEAR = "dear"  # somebody the writer is afraid for
    THEM = "them"  # collectors, strangers, advertisements
    TALE = "tale"  # news, songs, cases at law: nobody here and now


def despair(text: str, forwarded: bool = False) -> Despair:
    """Judge a text. A forwarded one is somebody's words, never the forwarder's own."""
    page = spell(text[:LONGEST])
    page, threatened = take_threats(blank(HARMLESS, page))
    scene = Scene(page)
    sought = {Voice.SELF} if threatened or not BYSTANDER.search(page) else {Voice.SELF, Voice.THEM}
    plain = scene.heard(PLAIN, sought)
    quoted = threatened or Voice.THEM in plain
    if forwarded:
        return Despair.QUOTED if quoted or plain - {Voice.TALE} else Despair.NONE
    if Voice.SELF in plain or (quoted and YIELD.search(page)):
        return Despair.BOTH if quoted else Despair.OWN

    goes_on = bool(GOES_ON.search(page) or QUESTION.search(text) or Voice.TALE in plain)
    hints = {kind: scene.heard([group]) for kind, group in HINTS.items()}
    if Voice.DEAR in plain or (scene.worried and any(Voice.DEAR in voices for voices in hints.values())):
        return Despair.OTHER
    if enough({kind for kind, voices in hints.items() if Voice.SELF in voices}, goes_on):
        return Despair.BOTH if quoted else Despair.OWN
    return Despair.QUOTED if quoted else Despair.NONE


def enough(kinds: set[str], goes_on: bool) -> bool:
    """One plain hint is, or two weak ones. Where the writer goes on with the day it takes two, and more than moods."""
    if goes_on:
        return len(kinds) > 1 and bool(kinds - MOODS)
    return len(kinds) > 1 or bool(kinds - WEAK)


# --- the page: a text in one spelling, a clause to a line, an empty line after a sentence ---------------


def spell(text: str) -> str:
    """Lay a text out as a page. No pattern can reach beyond its clause then, and `$` is a clause's end."""
    page = unicodedata.normalize("NFKC", text).lower().translate(CHARACTERS)
    page = STRAIGHT.sub(r"“\1”", page)
    for mark, line in MARKS:
        page = mark.sub(line, page)
    page = FILLERS.sub("", page)
    if LATIN.search(page):
        page = PINYIN.sub(lambda found: words.PINYIN[found[0]], page)
    for slip, meant in SLIPS:
        page = slip.sub(meant, page)
    return page


def blank(groups: Iterable[Group], page: str) -> str:
    """Take sayings out and leave their room, so that nothing joins over the gap."""
    for group in groups:
        if group.possible(page):
            page = group.pattern.sub(lambda found: BLANK * len(found[0]), page)
    return page


def take_threats(page: str) -> tuple[str, bool]:
    """Take out what is said to the writer (你怎么不去死). 我去死吧 is none: that is said of oneself."""

    def take(threat: re.Match[str]) -> str:
        start = threat.start()
        of_self = OF_SELF.search(page[max(0, start - 14) : start])
        return threat[0] if of_self else BLANK * len(threat[0])

    left = THREAT.sub(take, page)
    return left, left != page


# --- whose a sign is --------------------------------------------------------------------------------------


class Group(NamedTuple):
    """Sayings of one meaning, and the characters without which there is none of them."""

    pattern: re.Pattern[str]
    needs: str

    def possible(self, page: str) -> bool:
        return not self.needs or any(character in page for character in self.needs)

    def finditer(self, page: str) -> Iterable[re.Match[str]]:
        return self.pattern.finditer(page) if self.possible(page) else ()


class Scene:
    """A page and who is on it."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.worried = bool(WORRIED.search(page))  # the writer asks how to help somebody

    def subject(self, start: int, end: int) -> re.Match[str] | None:
        """The last who does or is something. In 对不起我妈 the mother does nothing."""
        doers = [who for who in MENTION.finditer(self.page, start, end) if who.lastgroup]
        return doers[-1] if doers else None

    def heard(self, groups: Iterable[Group], sought: Set[Voice] = frozenset(Voice)) -> set[Voice]:
        """Whose signs there are. The search ends with the group where all that are sought have been heard."""
        voices: set[Voice] = set()
        for group in groups:
            voices.update(self.voice(sign) for sign in group.finditer(self.page))
            if voices >= sought:
                break
        return voices

    def voice(self, sign: re.Match[str]) -> Voice:
        """Whose a sign is."""
        start = sign.start()
        opened = self.page.rfind("“", 0, start)
        if opened > self.page.rfind("”", 0, start):
            return self.quoted(opened)
        return self.told(start) or self.meant(sign)

    def quoted(self, opened: int) -> Voice:
        """Who is quoted is said just before. Where nobody else is named, the words are the writer's own."""
        sentence = max(self.page.rfind("\n\n", 0, opened), opened - FAR)
        if who := self.subject(sentence, opened):
            return self.who(who)
        return Voice.THEM if BYSTANDER.search(self.page) else Voice.SELF

    def told(self, start: int) -> Voice | None:
        """Who says it, where that is said: 我儿子说不想活了, or 他跟我讲 at the end of the clause before."""
        line = self.line(start)
        if start - line <= NEAR and self.page[line - 2 : line - 1] != "\n":
            line = self.line(max(0, line - 1))
        speeches = list(SPEECH.finditer(self.page, line, start))
        if not speeches:
            return None
        speech = speeches[-1]
        tail = self.page[speech.end() : start]
        if "\n" in tail.lstrip("我他她了一句什么") or len(tail) > NEAR or "了" in tail[1:]:
            return None
        who = self.subject(line, speech.start())
        voice = self.who(who) if who else self.named(line)
        return Voice.SELF if voice is Voice.THEM and tail.endswith("我") else voice

    def meant(self, sign: re.Match[str]) -> Voice:
        """Whom it is said of: the nearest subject, if it is near enough; otherwise the writer."""
        start = sign.start()
        who = self.subject(self.line(start), start)
        if "我" in sign[0]:
            return Voice.SELF
        if not who:
            return (self.named(start) if self.worried else None) or Voice.SELF
        voice, gap = self.who(who), self.page[who.end() : start]
        if voice is Voice.SELF and self.worried and GUESS.match(gap):
            return self.named(start) or Voice.SELF
        if voice is Voice.TALE or (voice is Voice.DEAR and self.worried):
            return voice
        near = len(gap) <= NEAR and "了" not in gap and "得" not in gap
        return voice if near and who.lastgroup != "them" else Voice.SELF

    def line(self, place: int) -> int:
        """Where the clause of a place begins. One without end, as voices are written down, is cut short."""
        return max(self.page.rfind("\n", 0, place) + 1, place - FAR)

    def who(self, who: re.Match[str]) -> Voice:
        """他 is whoever was named last; where nobody was, somebody to be afraid for."""
        if who.lastgroup == "third":
            return self.named(who.start()) or Voice.DEAR
        return Voice(who.lastgroup or "")

    def named(self, before: int) -> Voice | None:
        """Who was named last before a place, as far back as anybody remembers."""
        names = NAME.findall(self.page, max(0, before - MEMORY), before)
        return (Voice.DEAR if names[-1][0] else Voice.THEM) if names else None


# --- the words, compiled ----------------------------------------------------------------------------------


def one_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.MULTILINE)


def groups(table: Mapping[str, Iterable[str]]) -> dict[str, Group]:
    return {name: Group(one_of(patterns), words.NEEDS.get(name, "")) for name, patterns in table.items()}


LONGEST = 8192
NEAR = 8  # as far as a subject reaches without being named again
FAR = 60  # as far back as anybody looks for who speaks
MEMORY = 300  # and for whom 他 means
BLANK = "·"

CHARACTERS = str.maketrans({pair[0]: pair[1] for pair in words.CHARACTERS.split()})
STRAIGHT = re.compile(r"\"([^\"\n]{0,200})\"")
MARKS = (
    (re.compile(r"[。!?;\n]+"), "\n\n"),
    (re.compile(r"[“「『‘]"), "\n“"),
    (re.compile(r"[”」』’]"), "\n”\n"),
    (re.compile(r"[,:、()~—…【】《》]+"), "\n"),
)
FILLERS = re.compile(rf"[^\w\n“”]|[{words.FILLERS}]")
LATIN = re.compile(r"[a-z]{4}")
PINYIN = re.compile("|".join(words.PINYIN))
SLIPS = tuple((re.compile(slip, re.MULTILINE), meant) for slip, meant in words.SLIPS.items())
HARMLESS = tuple(groups(words.HARMLESS).values())
PLAIN = tuple(groups(words.PLAIN).values())
MOODS = frozenset(words.MOODS)
WEAK = frozenset(words.WEAK)
HINTS = groups(words.HINTS)
THREAT = one_of(words.THREAT)
YIELD = one_of(words.YIELD)
WORRIED = one_of(words.WORRIED)
QUESTION = re.compile("[?？]")
GOES_ON = one_of(words.GOES_ON)
OF_SELF = re.compile(r"(?:(?<![骂叫喊让要劝咒])(?:我|自己)[^\n你]{0,4}|(?:脑子|心里|声音)[^\n]{0,8})$")
TO, DEAR, THEM, TALE = map(words.any_of, (words.TO, words.DEAR, words.THEM, words.TALE))
SPEECH = re.compile(words.any_of(words.SPEECH))
NAME = re.compile(f"({DEAR})|({THEM})")
MENTION = re.compile(
    f"{TO}[我你]?[的们家]?(?:{DEAR}|{THEM}|[我你他她]们?)"  # without a name: does nothing, and is passed over
    f"|(?P<tale>{TALE})|(?P<dear>(?:[我你][们家的]?)?{DEAR})|(?P<them>{THEM})"
    r"|(?P<third>[他她])|(?P<self>我(?!家|的|们的)|自己)"
)
GUESS = re.compile("听|感觉|担心|怕|怀疑|看|猜|觉得")
BYSTANDER = re.compile(f"{THEM}|{BLANK}|这[条句]|违规|投诉|证据|举报|截图|话术")
