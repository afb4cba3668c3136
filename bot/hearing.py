"""From what arrived to what it means: a button's words, a number, a key, a command, or simply words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.words import Words
from conversations.cues import folded
from conversations.events import Event, Knocked, Opened, Picked, Started, Typed
from conversations.flow import Ask, Playbook
from conversations.knocking import door
from conversations.scene import Consent, Scene
from conversations.screen import Text
from conversations.session import Session
from conversations.showing import RANG, label
from conversations.standing import current, options
from conversations.telling_reminders import neutral
from conversations.unkept import with_draft
from conversations.why import WHY

COMMANDS: dict[str, Event] = {
    "/start": Started(),
    "/help": Started(),
    "/progress": Opened("progress"),
    "/privacy": Opened("privacy"),
    "/mydata": Opened("mydata"),
    "/about": Opened("about"),
    "/stop": Opened("quiet"),
    "/delete": Opened("leave"),
}

SCRIPTS: dict[str, Event] = {
    **dict.fromkeys(("繁体", "繁体字", "繁体中文", "正体字", "换繁体", "用繁体"), Opened("traditional")),
    **dict.fromkeys(("简体", "简体字", "简体中文", "换简体", "用简体"), Opened("simplified")),
}
"""What somebody types who would rather read other characters."""


DOORS: dict[str, Event] = {
    "call": Opened("live_call"),
    "message": Opened("received"),
    "family": Opened("family"),
    "talk": Opened("talk"),
    "visit": Opened("door_visit"),
    "crisis": Opened("crisis"),
    "privacy": Opened("privacy"),
}
"""What a link may open: t.me/…?start=call sends /start call. Whatever else a link carries is a plain /start."""


GREETINGS = ("你好", "在吗", "在不在", "hi", "hello", "有人吗")
"""First words that say nothing yet. (您好 is 你好 here: see folded.)"""

YES = ("好", "好的", "好吧", "嗯", "嗯嗯", "行", "ok", "okay", "收到", "知道", "知道了", "好滴")
"""What people type for 好 and 知道了."""

ONWARD = (
    *("开始", "接着", "现在做", "接着刚才", "给我那句话", "怎么开口", "我怎么开口", "怎么打", "怎么问"),
    *("记下了", "记住了", "对", "都对", "就这样"),
)
"""The labels of the way on: a plain yes means them where there is no 好."""

RIGHT = ("对的", "对对", "对啊", "是", "是的", "没错", "正是", "要得", "中", "系", "系啊", "嗯", "嗯嗯", "没毛病")
"""What people type for 对."""

WHY_WORDS = ("为啥", "凭什么", "依据", "有依据吗", "有什么依据", "哪条规定", "哪条法律", "谁规定的", "为什么呢")
"""What people type for 为什么."""

NEGATIONS = ("不", "没", "未", "别", "沒")
"""没打通 is not 打通."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words that a person typed, not yet understood."""

    text: str


@dataclass(frozen=True, slots=True)
class Tapped:
    """The data of a button, not yet checked."""

    data: str


def understood(said: Said, playbook: Playbook, session: Session, scene: Scene, words: Words, locale: str) -> Event:
    """What typed words mean on this screen, in the words of the person's locale or else of another one."""
    if event := commanded(said.text) or SCRIPTS.get(plain(said.text)):
        return event
    scene = with_draft(session, scene)
    for known in dict.fromkeys((locale, *words.catalogues)):
        event = understood_in(known, said, playbook, session, scene, words)
        if not isinstance(event, Typed):
            return event
    return Typed(said.text)


def understood_in(locale: str, said: Said, playbook: Playbook, session: Session, scene: Scene, words: Words) -> Event:
    """What typed words mean in one locale. The screen's own buttons come first, then the words that act anywhere."""
    spoken = plain(said.text)
    if spoken in GREETINGS and not session.places:
        return Started()
    if event := knock_answered(spoken, playbook, session, scene, words, locale):
        return event
    offered = {
        option: plain(words.say(text, locale))
        for option in session.offer
        if (text := label(playbook, session, option, scene)) is not None
    }
    for option, words_on_it in offered.items():
        if spoken == words_on_it:
            return Picked(option, session.screen)
    for option in (*playbook.keys, *playbook.more_keys, *(f"@open.{flow}" for flow in playbook.menu)):
        if spoken == plain(words.say(Text("common", f"key.{option[1:]}"), locale)):
            return Picked(option, session.screen)
    if spoken in WHY_WORDS:
        return Picked(WHY, session.screen)
    if spoken in RIGHT and (option := next((option for option, label in offered.items() if label == "对"), "")):
        return Picked(option, session.screen)
    if asks_for_words(playbook, session):
        return Typed(said.text)
    if spoken in YES and (option := said_yes(offered)):
        return Picked(option, session.screen)
    if option := numbered(spoken, session.offer) or nearly(spoken, offered):
        return Picked(option, session.screen)
    if option := consent_given(spoken, session, scene, words, locale):
        return Picked(option, session.screen)
    return Typed(said.text)


def commanded(text: str) -> Event | None:
    """What a command asks for, if the text begins with one."""
    first, _, rest = text.strip().partition(" ")
    command = first.partition("@")[0].lower()
    if command == "/start" and rest in DOORS:
        return DOORS[rest]
    return COMMANDS.get(command)


def knock_answered(
    spoken: str, playbook: Playbook, session: Session, scene: Scene, words: Words, locale: str
) -> Event | None:
    """The reminder that rang last, if these are a button's words of it, or a button's number; or one of those that
    rang, by its name."""
    rang, stands = session.knock, door(playbook, session.knock)
    if rang is None or stands is None:
        named = (one.key for one in scene.rang if spoken == plain(words.say(neutral(one.key), locale)))
        return next((Picked(f"{RANG}.{key}", session.screen) for key in named), None)
    for number, option in enumerate(options(stands), 1):
        label = words.sentence(rang.flow, f"{stands.id}.{option}", locale)
        if spoken in (plain(label), str(number)):
            return Knocked(rang, option)
    return None


def consent_given(spoken: str, session: Session, scene: Scene, words: Words, locale: str) -> str:
    """可以 or 不保存, typed some screens after the question: it stays open until it is answered."""
    if not session.asked or scene.consent is Consent.AGREED:
        return ""
    answers = ("@agree", "@refuse") if scene.consent is Consent.OPEN else ("@agree",)
    return next((a for a in answers if spoken == plain(words.sentence("common", f"key.{a[1:]}", locale))), "")


def nearly(spoken: str, offered: Mapping[str, str]) -> str:
    """The one option whose words were meant: one character off (念完乐), or a little more around it (挂断了啊)."""
    near = [option for option, label in offered.items() if is_near(spoken, label)]
    return near[0] if len(near) == 1 else ""


def said_yes(offered: Mapping[str, str]) -> str:
    """The option that a plain yes means: 好 and 知道了, else the way on, else 可以 where the privacy question stands
    alone."""
    for labels in (("好", "知道了"), ONWARD):
        if plainly := next((option for option, label in offered.items() if label in labels), ""):
            return plainly
    return "@agree" if set(offered) == {"@agree", "@refuse", "@open.minor"} else ""


def is_near(spoken: str, label: str) -> bool:
    either, _, other = label.partition("或")
    if len(either) == len(other) and (is_near(spoken, either) or is_near(spoken, other)):
        return True  # 我是他妈妈: 爸爸或妈妈
    if spoken == label.removeprefix("我") and len(spoken) > 1:
        return True
    if len(label) < 2 or any(word in spoken and word not in label for word in NEGATIONS):
        return False
    if len(spoken) == len(label):
        return sum(said != meant for said, meant in zip(spoken, label, strict=True)) == 1
    return label in spoken and len(spoken) <= len(label) + 3


def asks_for_words(playbook: Playbook, session: Session) -> bool:
    found = current(playbook, session)
    return found is not None and isinstance(found[1], Ask)


def numbered(spoken: str, offer: Iterable[str]) -> str:
    """The option of that number on the screen; empty where there is none."""
    options = tuple(offer)
    if not (spoken.isascii() and spoken.isdecimal() and len(spoken) == 1):
        return ""
    return options[int(spoken) - 1] if 1 <= int(spoken) <= len(options) else ""


def plain(text: str) -> str:
    """Words as they are compared: one width, no spaces, no brackets around, no stop at the end."""
    return folded(text[:200]).strip("[]【】{}。.!?,")
