"""Simulated people: seeded random walks through everything that can be pressed, typed and forwarded."""

from __future__ import annotations

import asyncio
from random import Random

from fake_telegram import FakeTelegram, Person, Sent
from history import WORDS

from conversations.screen import Text

NEVER = ("@refuse", "@open.leave", "leave")
"""Options that nobody picks on a walk: whoever deletes everything does it as the last thing."""

SAYINGS = (
    "/start",
    "/help",
    "/progress",
    "/stop",
    "他说要打给我妈",
    "他说要起诉我",
    "他说今天就得还",
    "有人上门了",
    "让我转账到他的卡",
    "他要验证码",
    "我想协商分期",
    "收到一条短信",
    "他骂我",
    "挂了",
    "明天下午3点",
    "后天早上九点半",
    "某某公司 1023",
    "不想活了",
    "好累",
    "先还谁",
    "借呗 一万二 逾期40天\n信用卡1.8万 两个月\n甲平台6500 收到法院的纸了",
    "欠款",
    "6200",
    "撤回",
    "嗯",
    "哈哈 <b>&{now}",
    "返回",
    "改前面的回答",
    "接着上次",
    "从头来",
)
KEYS = ("正在通话", "我的进度", "我很难受", "更多", "收起", "有人上门", "停止提醒")
NUMBERS = ("1", "2", "3", "９")
HOUSE_WORDS = ("/privacy", "/about", "隐私")
MESSAGES = (
    "【某某金融】您尾号 1234 的借款已逾期，请尽快处理。",
    "把验证码发给我，马上给你停催。",
    "今天不还就起诉，钱打到我个人账户。",
    "谨防诈骗，请勿泄露验证码。",
)
SENDERS = ("催收小王", "客服", None)
LONGEST_PAUSE = 0.3
MOST_WAITING = 20
"""With more than this waiting for the bot, nobody adds to it: people wait for answers too."""


class Walker:
    """One person on a random walk. A number may pick anything, so who types numbers keeps out of the privacy
    pages, from which one could delete everything."""

    def __init__(self, fake: FakeTelegram, id: int, random: Random, born: int) -> None:
        self.person: Person = fake.user(id, f"人{id}")
        self._fake = fake
        self._random = random
        self._born = born
        self._sayings = (*SAYINGS, *(NUMBERS if id % 2 else HOUSE_WORDS))
        self._tapped = ""

    async def walk(self, over: asyncio.Event) -> None:
        """Begin with /start, then do one thing after the other until it is over."""
        self.person.says("/start")
        while not over.is_set():
            await asyncio.sleep(self._random.uniform(0, LONGEST_PAUSE))
            if len(self._fake.pending) < MOST_WAITING:
                self.act()

    def act(self) -> None:
        """Do one thing."""
        deeds = (self.tap, self.type, self.press_key, self.say_label, self.forward, self.send_other, self.edit)
        self._random.choices(deeds, (60, 14, 8, 4, 6, 3, 2))[0]()

    def tap(self) -> None:
        """Press any button of the newest bubbles; never the same one twice running, which would be dropped."""
        offered = [
            (bubble, label, data)
            for bubble, label, data in self._offered()
            if option_of(data) not in NEVER and data != self._tapped
        ]
        if offered:
            bubble, label, self._tapped = self._random.choice(offered)
            self.person.presses(label, bubble=bubble)

    def press(self, text: Text) -> None:
        """Press the button of these words, if it is among the newest bubbles."""
        for bubble, label, data in self._offered():
            if label == WORDS.say(text):
                self._tapped = data
                self.person.presses(label, bubble=bubble)
                return

    def type(self) -> None:
        self.person.says(self._random.choice(self._sayings))

    def press_key(self) -> None:
        self.person.says(self._random.choice(KEYS))

    def say_label(self) -> None:
        """Type the words of a button instead of pressing it."""
        offered = [label for _, label, data in self._offered() if option_of(data) not in NEVER]
        if offered:
            self.person.says(self._random.choice(offered))

    def forward(self) -> None:
        sent = self._born - self._random.randrange(5 * 86400)
        self.person.forwards(self._random.choice(MESSAGES), self._random.choice(SENDERS), sent)

    def send_other(self) -> None:
        self.person.sends_sticker()

    def edit(self) -> None:
        self.person.edits(self._random.choice(("我改一下", "不想活了")))

    def _offered(self) -> list[tuple[Sent, str, str]]:
        """The buttons of the newest bubbles that this person sees, the newest first."""
        own = [sent for sent in self._fake.sent[-60:] if sent.chat_id == self.person.id]
        return [(sent, label, data) for sent in reversed(own[-3:]) for label, data in sent.buttons]


def option_of(data: str) -> str:
    """The option in a button's data: turn.option.mark, where the option may hold dots."""
    return data.partition(".")[2].rpartition(".")[0]
