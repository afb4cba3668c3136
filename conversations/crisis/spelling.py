"""One spelling for whatever people type in despair: traditional, dialect, pinyin, net slang, slips, sobs.

Only for comparing: nobody is ever shown a text that went through this.
"""

from __future__ import annotations

import re
import unicodedata

from conversations.characters import SIMPLIFIED


def spell(text: str) -> str:
    """Lay a text out as a page: a clause to a line, an empty line after a sentence.

    No pattern can reach beyond its clause then, and `$` is a clause's end.
    """
    page = unicodedata.normalize("NFKC", text).lower().translate(PLAIN)
    page = STRAIGHT.sub(r"“\1”", page)
    for mark, line in MARKS:
        page = mark.sub(line, page)
    page = FILLERS.sub("", page)
    if LATIN.search(page):
        page = SOUNDS.sub(lambda found: PINYIN[found[0]], page)
    for slip, meant in MEANT:
        page = slip.sub(meant, page)
    return page


DIALECT_PAIRS = (
    "唔不 伐不 勿不 袂不 毋不 呒没 嘸没 冇没 佢他 渠他 咗了 喇了 啦了 囉了 啰了 咯了 嘞了 係是 系是 喺在 "
    "嘅的 啲点 哋们 俾给 畀给 瞓睡 攰累 冧倒 俺我 咱我 偶我 吾我 恁你 侬你 惗想 諗想 谂想 嚟来 攞拿"
)
DIALECT = {pair[0]: pair[1] for pair in DIALECT_PAIRS.split()}
"""A character of a dialect, then the plain one."""

PLAIN = str.maketrans({**{char: DIALECT.get(plain, plain) for char, plain in SIMPLIFIED.items()}, **DIALECT})

PINYIN = {
    "buxianghuo": "不想活", "bxhl": "不想活了", "huobuxia": "活不下", "huobuxiaqu": "活不下去", "hbxq": "活不下去",
    "huobuliao": "活不了", "meifahuo": "没法活", "meiyisi": "没意思", "huogou": "活够",
    "huozhe": "活着", "xiangsi": "想死", "mawoqusi": "骂我去死", "qusi": "去死", "sile": "死了",
    "zisha": "自杀", "tiaolou": "跳楼", "tiaohe": "跳河", "tiaojiang": "跳江", "tiaoxiaqu": "跳下去",
    "shangdiao": "上吊", "gewan": "割腕", "heyao": "喝药", "jieshuziji": "结束自己",
    "jieshushengming": "结束生命", "jietuo": "解脱", "chengbu": "撑不", "xiangxiaoshi": "想消失",
    "yishu": "遗书", "xinglai": "醒来", "buxiangxing": "不想醒", "xiangqusi": "想去死",
    "shengburusi": "生不如死", "jieshule": "结束了",
    "buhuole": "不活了", "tiaole": "跳了", "woyaotiao": "我要跳", "louding": "楼顶", "wozoule": "我走了",
    "duibuqi": "对不起", "zaijian": "再见", "yongyuan": "永远", "rangwo": "让我", "tashuo": "他说",
    "pengyou": "朋友", "erzi": "儿子", "laogong": "老公", "laopo": "老婆", "didi": "弟弟",
    "jintian": "今天", "jinwan": "今晚", "mingtian": "明天", "zhende": "真的", "suanle": "算了",
}  # fmt: skip
"""What is typed without characters, spaces taken out."""

SLIPS = {
    # 谐音、错字：旁边的字认得出来才改
    r"(?:不|布|步|卜|bu)(?:想|相|像|响|xiang)(?:活|话|获|货|火|祸|huo)(?![动力泼儿])": "不想活",
    r"(?:不|布)想[和或](?=了|$)": "不想活",
    r"(?:活|话|获|货|祸|huo)(?:不|布|步|卜|bu)(?:下|夏|吓|xia)": "活不下",
    r"(?:想|像|相|xiang)(?:[似屎亖噶嘎鼠思司斯丝偲]|se(?![a-z])|嗝屁|领盒饭|狗带)"
    r"(?=[了掉算一啊的吧呜哈怎]|$)": "想死",
    r"想似(?![乎曾水])|想[寄撕](?=了?(?:算|吧|$))": "想死",
    r"(?:他|她)妈的?(?=[死真烦不还活想])|(?<![我你咱老俺])妈的(?=[死我真烦不活想])": "",
    r"要4(?=了)": "想死",
    r"(?:想|去)(?:[亖噶嘎鼠]|4(?![\d月号日点个期家天年万千百块张分折])|(?:s|si|sl|die)(?![a-z]))": "想死",
    r"鼠(?=了|掉|算)(?<![属老仓松].)|[噶嘎亖](?=了|掉|自己)|4(?=了算|掉|了得)(?<!\d.)": "死",
    r"si(?=了|算|掉)(?<![a-z]..)": "死",
    r"[自紫][鲨沙砂纱傻](?!壶|发|瓜)|zs(?![a-z])(?<![a-z]..)": "自杀",
    r"鲨(?=了?我|掉?自己)|刀(?=了我自己|自己)": "杀",
    r"跳(?:[搂喽娄]|lou)": "跳楼",
    r"生不如[洗似屎4]": "生不如死",
    r"(?:轻声|氢生|青生)(?=的?念头|了?算|$)": "轻生",
    r"[安按案](?:mian|眠)药": "安眠药",
    r"浓药": "农药",
    r"没意[死斯4]": "没意思",
    r"(?<=[活下死杀楼够])le(?![a-z])": "了",
    # 方言
    r"死(?:脱|忒|特|佐)(?=了|算|$)": "死掉",
    r"算(?:球|逑|求|数|哒|完|事)": "算了",
    r"[没莫]得": "没",
    r"没有|没(?:啥子?|什么|乜嘢?|么子|个|多大|丁点)": "没",
    r"落去": "下去",
    r"跳落": "跳下",
    r"跌落": "跌下",
    r"生存(?!压力|环境|空间|能力|问题|费|技)": "活",
    r"啥子?|乜嘢?|么子": "什么",
    r"咋个?|(?<!早)点解(?!脱|决|释|除|答|约|读)|为什么|为啥|干嘛|干什么|干啥|做什么|图什么|何必": "怎么",
    r"何苦|整啥": "怎么",
    r"老子|劳资|本人|阿拉|老娘(?!家)": "我",
    r"面目|颜面": "脸",
    r"覅": "不要",
    r"下世|下一世|下一辈子|来生|来世": "下辈子",
}
"""Only in context: 4 is 死 after 想, and a number before 月."""

STRAIGHT = re.compile(r"\"([^\"\n]{0,200})\"")
MARKS = (
    (re.compile(r"[。!?;\n]+"), "\n\n"),
    (re.compile(r"[“「『‘]"), "\n“"),
    (re.compile(r"[”」』’]"), "\n”\n"),
    (re.compile(r"[,:、()~—…【】《》]+"), "\n"),
)
FILLERS = re.compile(r"[^\w\n“”]|[嗯呃额哎唉诶噢喔呜嘤_]")
"""What a voice, a sob or a careful finger puts between two characters."""

LATIN = re.compile(r"[a-z]{4}")
SOUNDS = re.compile("|".join(sorted(PINYIN, key=len, reverse=True)))
MEANT = tuple((re.compile(slip, re.MULTILINE), meant) for slip, meant in SLIPS.items())

BLANK = "·"
"""Stands where something was taken out."""
