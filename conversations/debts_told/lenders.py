"""Who is owed: names that everybody knows, words that make a name, and what is only said around one."""

from __future__ import annotations

import re

from conversations.money.debts import Kind

KINDS: tuple[tuple[Kind, str], ...] = (
    (Kind.HOME, "房贷 月供房 房租 租金 水费 电费 水电 物业 车贷 按揭 燃气费"),
    (Kind.CARD, "信用卡 贷记卡 透支 白金卡"),
    (Kind.ASSIGNED, "资产管理 债权转让 收购公司"),
    (
        Kind.CONSUMER,
        "消费金融 花呗 借呗 招联 马上消费 马上金融 安逸花 捷信 中邮 兴业消费 海尔消费 中银消费 平安消费 宁银消费 "
        "网商贷",
    ),
    (
        Kind.BANK,
        "银行 微粒贷 微众 建行 工行 农行 中行 交行 招行 浦发 民生 光大 中信 广发 平安 兴业 邮储 农商 信用社 农信 快贷 "
        "融e借 闪电贷",
    ),
    (
        Kind.PRIVATE,
        "朋友 同学 同事 亲戚 老板 房东 邻居 老乡 战友 表哥 表姐 表弟 表妹 堂哥 堂弟 舅 姨 叔 伯 姑 私人 高利贷 私贷 "
        "哥们 闺蜜 我哥 我姐 我弟 我妹 我爸 我妈",
    ),
    (
        Kind.MICROLOAN,
        "平台 网贷 美团借钱 美团生意贷 小贷 小额贷 现金贷 白条 金条 度小满 有钱花 分期乐 拍拍贷 宜人贷 宜享花 360借条 "
        "借条 还呗 月付 美团 抖音 放心借 滴滴 京东 唯品花 任性贷 省呗 小赢 你我贷 玖富 洋钱罐 桔多多 信用飞 来分期 "
        "榕树贷 携程 微博借钱 时光分期 乐花卡 享花卡 众安 哈啰 小米贷款 随星借 安信 臻有钱 钱站 恒易贷 即科 买单侠 "
        "豆豆钱 卡卡贷 苏宁",
    ),
)
"""In the order in which they are looked for: 工行信用卡 is a card, 京东金条 no bank. What nobody knows is OTHER."""

KIND_OF = tuple((kind, tuple(words.split())) for kind, words in KINDS)
KNOWN = re.compile("|".join(sorted((word for _, words in KIND_OF for word in words), key=len, reverse=True)))

ENDINGS = re.compile(
    r"(?:贷款?|呗|卡|金融|公司|分期|[白借金]条|钱包|花|付|App|app|app|银|基金|担保|典当|[哥姐弟妹爸妈])\Z"
)
"""What a lender's name ends with, where nobody knows it."""

AROUND = (
    "啥 我 俺 咱 还欠 还有 还剩 还 欠 差 了 的 有 在 是 就 也 那 这 个 笔 一笔 一个 一家 共 一共 总共 合计 "
    "加起来 大概 大约 差不多 左右 上下 现在 目前 已经 逾期 没还 没有还 都没还 和 跟 以及 再 加上 再加 还要 "
    "然后 吧 啊 呢 嘛 哦 哈 呀 啦 块 钱 元 里 里面 上 上面 本金 利息 罚息 不到 多 点 来 得 要 要还 待还 应还 "
    "借 借了 贷了 从 给 那边 这边 那儿 这儿 欠款 债 款 第 头 起 开始 到 到现在 又 都 不 没 找 人家 他 她 它 "
    "他们 家 那家 另外 另 其他 最后 着 打 每月 每期 月 什么 没有 断了 断 快 有点 些 听 讲 话 说 哩 咧 噻 嗦 "
    "撒 喽 咯 哟 噢 呃 嗯 诶 那个 这个 整 嘞 滴 忒 搁 管 可能 记不清 不记得 忘了 记不得"
)
FILLERS = sorted(AROUND.split(), key=len, reverse=True)
LEADING = re.compile(rf"(?:\W|_|{'|'.join(FILLERS)})")
TRAILING = re.compile(rf"(?:\W|_|{'|'.join(FILLERS)})\Z")
SEVERAL = re.compile(r"好?[几0-9一二两三四五六七八九十]张(?:卡)?\Z")
LONGEST = 20
"""Characters of a name that are kept."""


def name_in(said: str) -> str:
    """The lender's name in what is left when sums and times are gone; empty where there is none."""
    name = SEVERAL.sub("", said.strip())
    while name and not KNOWN.match(name) and (filler := LEADING.match(name)):
        name = name[filler.end() :]
    while name and not ends_known(name) and (filler := TRAILING.search(name)):
        name = name[: filler.start()]
    return name[:LONGEST]


def ends_known(name: str) -> bool:
    return any(found.end() == len(name) for found in KNOWN.finditer(name))


def is_plain(name: str) -> bool:
    """Whether words are surely a lender's: known ones, or with an ending that names have."""
    return bool(KNOWN.search(name) or (len(name) > 1 and ENDINGS.search(name)))


def kind_of(name: str) -> Kind:
    return next((kind for kind, words in KIND_OF if any(word in name for word in words)), Kind.OTHER)
