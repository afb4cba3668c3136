"""Who a message comes from: the names it gives itself, and what sort of sender that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from conversations.reading.page import Page
from conversations.reading.turns import Side, Talk


class Sort(StrEnum):
    AUTHORITY = "authority"  # court, police, procuratorate, regulator, credit bureau, mediation, arbitration
    LAW_FIRM = "law_firm"
    LENDER = "lender"  # bank, consumer finance, lending app
    AGENCY = "agency"
    UTILITY = "utility"  # telecom, property management, power
    DESK = "desk"  # hotlines and platforms that answer complaints
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Name:
    """An organisation named on the page: where, and what it is."""

    start: int
    end: int
    sort: Sort
    signs: bool = False  # it stands as the sender: in brackets, in an introduction or before a turn


def names(page: Page, talk: Talk) -> tuple[Name, ...]:
    """Every organisation that is named, senders first, without overlaps."""
    text = page.text
    found: list[Name] = []
    for match in SIGNATURE.finditer(text):
        inner = BRACKET_TAIL.sub("", match["name"])
        if 1 < len(inner) <= 20 and (not TITLE.fullmatch(inner) or OFFICE.search(inner)):
            found.append(Name(match.start("name"), match.start("name") + len(inner), sort_of(inner), True))
    for turn in talk.turns:
        if turn.name and turn.name in talk.them:
            at = text.rindex(turn.name, 0, turn.start)
            start, end = house_of(turn.name)
            if start < end:
                add(found, text, at + start, at + end, True)
    them = [(clause.start, clause.end) for clause in talk.clauses if clause.side is Side.THEM]
    for pattern in (*INTRODUCED, ORGANISATION, KNOWN, LENDER, *SLOTS):
        for match in pattern.finditer(text):
            start, end = match.span("name")
            if not any(begin <= start < stop for begin, stop in them):
                continue
            if pattern not in INTRODUCED:
                add(found, text, start, end, False)
            elif sort_of(match["name"]) is not Sort.OTHER:
                add(found, text, start, start + len(PERSON_TAIL.sub("", match["name"])), True)
    return tuple(found)


def house_of(speaker: str) -> tuple[int, int]:
    """Where in a speaker's name the house stands that they speak for (优润分期客服小艾, 小邓-恒瑞捷贷后); empty where
    it names none."""
    start = found.end() if (found := PERSON_FIRST.match(speaker)) else 0
    house = SPEAKER_TAIL.sub("", speaker[start:])
    tail = speaker[start + len(house) :]
    if sort_of(house) is not Sort.OTHER or DASH.match(tail) or (ROLE.match(tail) and not COMMON.search(house)):
        return start, start + len(house)
    return 0, 0


def add(found: list[Name], text: str, start: int, end: int, signs: bool) -> None:
    """Take a name over, without the words before it that are none of it, unless it is a common noun."""
    for cut in CUT.finditer(text, start, end - 2):
        start = cut.end()
    while start < end and (leading := LEADING.match(text, start, end - 1)):
        start = leading.end()
    end = start + len(HOUSE_TAIL.sub("", text[start:end]))
    word = text[start:end]
    if (
        len(word) < 2
        or (GENERIC.fullmatch(word) and not (signs and sort_of(word) is Sort.AUTHORITY))
        or NO_NAME.search(word)
    ):
        return
    if not any(name.start < end and start < name.end for name in found):
        alone = not text[:start].strip(EDGE) or not text[end:].strip(EDGE)
        found.append(Name(start, end, sort_of(word), signs or alone))


def sort_of(word: str) -> Sort:
    return next((sort for sort, pattern in SORTS if pattern.search(word)), Sort.OTHER)


HAN = "\u4e00-\u9fff"
SIGNATURE = re.compile(r"[【\[](?P<name>[^【】\[\]\n]{2,24})[】\]]")
TITLE = re.compile(
    r"(?:.{0,6}(?:通知|通牒|提醒|提示|警告|催款|公告|告知|紧急|重要|通告|预警|验证码|最终|函|单|书|令|"
    r"账单|信息|短信|必读|温馨|转发|截图|图片|语音|视频|表情|链接|文件|红包|位置|微笑|捂脸|强|再见|"
    r"\d{1,2}:\d\d|广告|语音通话|身份证|积分|警号).{0,9})"
)
OFFICE = re.compile("(?:国家|公安|法院|征信|金融|信用)[^，。]{0,8}(?:库|局|院|办|中心|支?队|厅|委|所)$")
EDGE = ' \t\r\n，。：:;；!！?？“”"—-【】[]()（）'
CUT = re.compile(
    r"[您你我他她它们的在向于由受是欠给至被为请对把就到从将叫让经说找拨凭跟那这个些笔张件吧吗呢啊呀哦许告获入持并且而]|"
    rf"(?<!信)用|登录|尽快|反映|第三方|工单|清偿|偿还|进去|打开|(?<=[您你我他她们])[和与]|(?<=内)归还|勿|透露|"
    rf"系统还|去(?=银行)|"
    rf"依程序|但已|号码|"
    rf"等会儿|全部|名下|嗰|仔(?=[{HAN}]{{2}})"
)
LEADING = re.compile(
    r"当地|辖区|有关|相关|所在|这边|这里|喂|好(?=[我这是])|联系|登录|打开|通过|关于|根据|下载|使用|官方|来自|委托|"
    rf"代表|代理|人(?=[{HAN}]{{3}})|商家|原告|申请人|被告|找|感谢|伊拉|财务|拿|接|经|转交|移交|提交|原|已|贵|本|"
    rf"该|某(?![市省县区某])|诉(?=[{HAN}]{{2}})|各|又|也|个人|客户|用户|核实|咨询|致电|尊敬"
)
NO_NAME = re.compile(
    r"[，。！？\d]{3}|不|了|再|先|麻烦|出示|没|元|[一二两三四五六七八九十几]笔|还款$|解除|逾期|手机|个人$|专业|"
    r"网贷|(?:账单|现金|申请|协商|商品|个人|消费|网络|小额|本期|抵押|助学|经营|房屋|公积金|停息|延期|二次|"
    r"强制|免息|多|几|哪|别的|个性化|办理|利息|提前|到期|网上|车险|保单|信用卡|民间|高利|装修|大额|低息|"
    r"学生|校园|生源地|名下|还有|没有|们|贷款|还款)(?:分期|借款|贷|借|信贷|银行|贷款|信用)$|^(?:贷款|还款|"
    r"借款|分期|信用|财务|数据|外包|委外|催收|征信|资料|身份)|做|可借|停掉|骗贷|绑定|一键|转接|打|之前|"
    r"如有|能|想|理性|支持|随借|提供|都是|"
    r"平台|一家|如实|性化|报送|金融信用|全国|工作|营业执照|房抵|资料|不上|反(?!诈)|举报|停止|违规|全程|"
    r"所有|其他|什么|怎么|多少|尽快|处理|通知$|今天|明天|月|同事|家属|先生|女士|第三方|验证|详见|扣款"
)
GENERIC = re.compile(
    r"公司|银行|平台|法院|人民法院|公安|公安机关|公安局|派出所|检察院|律师|律所|律师事务所|贵公司|你公司|"
    r"我公司|本公司|你们公司|某公司|单位|资产|金融|信用|法务|客服|催收|贷后|官方|支付宝账户|网贷|小贷|"
    r"信用卡|贷款|借款|征信|资产公司|催收公司|第三方公司|"
    r"贷款公司|外包公司|委外公司|机构|金融机构|监管部门|司法机关|村委|居委会|社区|街道办|其他平台|各平台|"
    r"网贷平台|手机银行|网上银行|银行卡|我行|本行|中心|客服中心|物业|邻居|微信|第三方|自己|老板|你们|人家|"
    r"业务|这笔|那笔|账户|平台客服|智能客服|人工客服|官方客服|在线客服|仲裁|调解|民警|信息|商务|科技|"
    r"科技公司|国家|有限公司|限公司|执行局|对公|转账|个人信用|客户信用|社会信用|影响信用|信用卡中心|"
    r"一家银行|其他银行|各大银行|多家银行|跟银行|贷款银行|手机分期|老板|信用|法庭|上级公司|总公司|分公司|"
    r"你单位|债权|宝|卡中心|贷中心|卡部|信用卡部|个贷中心|值班|号借|警方|我部|本部"
)
KNOWN = re.compile(
    r"(?P<name>(?:中国)?(?:工商银行|农业银行|建设银行|交通银行|邮政储蓄银行|招商银行|平安银行|浦发银行|"
    r"民生银行|光大银行|中信银行|兴业银行|广发银行|华夏银行)|中国银行|工行|农行|建行|中行|交行|招行|邮储|"
    r"浦发|微众银行|网商银行|蚂蚁消金|京东金融|"
    r"美团(?:借钱|月付|生意贷|金融)?|度小满|有钱花|360借条|奇富(?:借条|科技)|拍拍贷|分期乐|乐信|"
    r"招联(?:金融|消费金融)?|马上消费(?:金融)?|安逸花|众安小贷|小米金融|天星金融|滴滴金融|放心借|抖音月付|"
    r"宜人贷|玖富|捷信|平安普惠|陆金所|你我贷|还呗|省呗|信用飞|桔多多|小赢卡贷|洋钱罐|榕树贷款|"
    r"中国移动|中国联通|中国电信|国家电网|南方电网|中国人民银行|人民银行|市中院|银保监会|银监会|金融监管(?:总局|"
    r"局)|征信中心|国家反诈中心|反诈中心|网信办|黑猫投诉|消费者协会|消保委|消协|人民法院在线服务|"
    r"人民法院调解平台)(?:客服(?:中心)?|信用卡中心)?"
)
ORGANISATION = re.compile(
    rf"(?P<name>[{HAN}a-z0-9*]{{2,12}}?(?:律师事务所|人民法院(?:执行局)?|仲裁委员会|仲裁委|人民检察院|检察院|公安分局|"
    r"公安局(?:经侦支队|刑警大队|反诈中心|网安支队)?|反诈中心|调解室|管理局|清算局|金融局|调解处|诉调中心|金调中心|"
    r"执行中心|专班|信贷办|金融工作办公室|派出所|交警(?:大|支)队|司法局|调解委员会|调解中心|金融办|金融工作局|"
    r"监督管理局|(?:农商|村镇|"
    rf"商业|合作)?银行(?:股份有限公司)?(?:[{HAN}]{{2,4}}(?:分行|支行))?(?:信用卡中心|个贷中心|零售部|催收组|"
    rf"客服部|资产保全部)?|"
    r"消费金融(?:股份)?(?:有限公司)?|"
    r"小额贷款(?:有限(?:责任)?公司)?|小贷(?:公司)?|融资担保(?:有限公司)?|资产管理(?:有限公司)?|资产|"
    r"信用管理(?:有限公司)?|商务(?:咨询|服务|信息)?(?:有限公司)?|信用(?=的|，|,|$|（|贷后|委外|客服|催收)|"
    r"钱包|信息(?:咨询|科技|技术)(?:有限公司)?|法务(?:咨询)?(?:有限公司)?|律所|债务咨询|"
    rf"科技(?:有限公司)|[{HAN}]{{0,4}}有限(?:责任)?公司|物业(?!费)|燃气(?!费)|热力(?!费)|供电公司|公寓))"
)
INTRODUCED = (
    re.compile(
        r"(?:我|这边|这里|我们|我方|咱|本人)(?:们|这边|这里)?(?:是|系|代表|来自|"
        rf"替)(?P<name>[{HAN}a-z0-9]{{2,14}}?)(?=的(?![{HAN}]{{0,3}}(?:人$|朋友|老师|同学))|客服|贷后|法务|"
        r"委托|指派|派来|外勤|工作人员|催收|专员|协商|金融部|信贷|智能|信用卡部|合作|办公室|，|,|。|$)"
    ),
    re.compile(
        r"(?:您好|你好|喂)[^，。]{0,4}[，,。！ ]+(?:打扰了|我|这边|这里)?(?:是)?"
        rf"(?P<name>[{HAN}a-z0-9]{{3,14}}?)(?<!警官)(?<!老师)(?<!\d)(?=的|客诉|人工|客服|消保|投诉|秘书|资产保全|"
        rf"风控|回访|热线|客户关怀|协商|委托|，|,|。|$)"
    ),
    re.compile(
        rf"(?:^|\n|我)(?P<name>[{HAN}]{{2,12}}?)(?:(?:修复)?(?:专员|中心|客服|小组)?(?:提醒|通知|提示|告知|"
        r"来电|消息)[:：]|(?:贷后|委外|法务|客服|催收)的)"
    ),
    re.compile(
        rf"(?:^|\n|好，|我是|这里是)(?P<name>[{HAN}]{{0,4}}(?:12345|12378|12368|96110)(?:[{HAN}]{{0,8}}热线)?)"
        "(?=热线|回访|投诉|：|，|,)"
    ),
    re.compile(rf"(?:公司叫|公司是|公司名叫?|名称[是为:：]|全称[是为:：])(?P<name>[{HAN}]{{3,14}}?)(?=，|。|,|$)"),
)
PERSON_TAIL = re.compile(rf"[小老阿][{HAN}]$")
SLOTS = tuple(
    re.compile(slot)
    for slot in (
        rf"(?:来自|公众号|我们是|您在|提交的|对|下载?|关于)[“\"『「](?P<name>[{HAN}a-z0-9]{{2,8}})[”\"』」]",
        rf"[“\"『「](?P<name>[{HAN}]{{2,6}}(?:金融|局|之家|借|贷|钱包|分期|消金|付|返还办))[”\"』」]",
        rf"受(?P<name>[{HAN}a-z0-9]{{2,18}}?)(?=(?:的)?(?:委托|授权|委派|指派|所托))",
        rf"委托的(?P<name>[{HAN}]{{2,4}})(?=，|,|。)",
        rf"^(?P<name>[{HAN}]{{2,10}}?)(?:开庭|投诉|还款|催收|律师|终止|到期|消息)?(?:告知书?|通知书?|协议书?|答复|"
        rf"推送|催收函|公告)[：:]",
        rf"(?:我|是|欠|欠了|咱)(?P<name>[{HAN}]{{2,4}})(?=那边|这边|的(?:，|。|,|$))",
        (
            rf"(?:在|欠|受|^|[：:，,。\n “\"「])(?P<name>[{HAN}]{{2,3}}[借贷花])(?=的(?:，|。|,)|[，,。嘞咧投催]|"
            rf"用户|已|还|合作|"
            rf"那|上|"
            rf"有|的[{HAN}])"
        ),
        (
            rf"(?:在|欠|受|^|[：:，,。\n ])(?P<name>[{HAN}]{{1,3}}(?:借|贷|宝|花|呗|钱包|白条))(?=贷款|的?欠款|"
            r"的?借款|那笔|这笔|app|客服|官方|委外|贷后|委托|逾期)"
        ),
        rf"[“\"『「](?P<name>[{HAN}a-z0-9]{{2,8}})[”\"』」](?=平台|的?纠纷|app|已回复|出借|公司|借款|贷款|违规)",
        (
            rf"(?:^|\n|——|--|落款|此致|，|。)\s*(?P<name>[{HAN}]{{2,12}}(?:法务|资产|公司|银行|律所|事务所|金融|"
            r"客服部|贷后部|零售部))\s*$"
        ),
    )
)
LENDER = re.compile(
    rf"(?P<name>[{HAN}]{{2,5}}(?:分期|借款|消金|金服|信贷|贷超|快贷|小贷|金服|信管|信通|易贷|速贷|银行|商银|"
    rf"农商行|城商行|支行|钱包|"
    r"资融|财务|信用(?![卡报信记惩社])|数据(?!库)|外包|"
    r"委外|单车|租赁|人寿|优选|快运|过桥|普惠|数科|借条|速贷|"
    rf"(?<=[{HAN}]{{3}})[贷借](?=[^{HAN}]|的|那|这|嗰|平台|客服|委外|贷后|官方|紧急|[一二两三四五六七八九]|"
    r"欠|上|里|梁|$))(?:信用卡中心|信用卡部|个贷中心|"
    r"客服部|零售部)?)"
)
BRACKET_TAIL = re.compile(r"(?:[-—].*|(?:法务组|合作方|推荐|通知|提醒|提示|公告))$")
PERSON_FIRST = re.compile(rf"[小老阿][{HAN}][-—_ ]")
ROLE = re.compile(
    "(?:官方|企业微信|在线|智能)?(?:客服|专席|贷后|外勤|催收|委外|专员|法务|协商|坐席|合规|app推送|推送|放款|督促|"
    "回复|"
    "告知|通知)"
)
COMMON = re.compile(
    "^.?$|^贷款平台$|客诉|在线平台|在线|智能|官方|投诉|前台|社区|投资|陌生|对方|外访|群|^[小老阿].$|验证码|语音|"
    "市场|消息|法官|机器人"
)
SPEAKER_TAIL = re.compile(
    r"(?:[-—_ ].*|(?:官方|投诉|在线|智能|特邀|社区|企业微信)?(?:app推送|推送|放款(?:部|专员)?|督促函|告知书?|"
    r"通知书?|还款协议书?|小助理|客服|"
    r"售后|客户关怀岗?|人工服务|合规组|民警|消保部|"
    r"专员|外勤|法务组?|贷后|催收员?|客户经理|经理|主管|"
    r"助理|回访|坐席|协商组?|值班|调解员)?"
    rf"(?:[小老阿大][{HAN}]{{1,2}}|(?![借贷花呗金行融期产])[{HAN}]{{1,2}}(?:哥|姐|总|(?<![支大中])队|经理|主管|老师|"
    rf"律师|警官|助理))?)$"
)
HOUSE_TAIL = re.compile(
    r"(?<=[^，。]{2})(?:人工服务|客户关怀岗?|委外(?:部|组)?|合规组|信用卡部|贷后(?:部|组)?|协商(?:专员|岗|组)?|"
    r"速裁庭|(?:债权转让|支付令|拘传|"
    r"财产保全|催款)(?:通知|告知)?|投诉专线|开庭|办公室|\d{1,3}栋)$"
)
DASH = re.compile(r"[-—_ ]")
SORTS = (
    (Sort.DESK, re.compile(r"12378|12345|12315|12363|黑猫|消费者协会|消保委|消协|投诉")),
    (
        Sort.AUTHORITY,
        re.compile(
            r"法院|法庭|公安|派出所|检察|警|反诈|经侦|刑侦|银保监|银监|证监|金管|监管|央行|人民银行|人行|"
            r"征信(?!修复|优化|管家|服务(?:部|公司))|仲裁|调解|司法|政法|执行局|网信|工信|国家|政府|金融办|"
            r"金融工作局|信访|税务|人社|12368|专班|专案|清算局|金融局|化债|中院|高院|立案庭|惩戒|执行中心|联络员|"
            r"海关|入境|社保局|法官|通信管理|专项(?:办|组)|清零|联合办|公检法|清欠办|交警|支队|信用信息(?:库|"
            r"中心)|总局|纪委|监察|稽查|督导|信贷办|最高检|清退中心|互联网金融|金调|诉调中心|专线中心"
        ),
    ),
    (Sort.LAW_FIRM, re.compile(r"律师|律所|律政")),
    (
        Sort.UTILITY,
        re.compile(
            r"移动$|联通|电信|供水|供热|有线|物业|电网|电力|供电|燃气|热力|水务|自来水|宽带|公寓|停车|房东|学校|幼儿园"
        ),
    ),
    (
        Sort.AGENCY,
        re.compile(
            r"资产|信管|企管|信服|信通|法务|商务|催收|信用管理|咨询|委外|外包|债|信息|清收|诉调|法催|管理有限|"
            r"服务有限|"
            r"云帆信用|追偿|"
            r"企服|风控"
        ),
    ),
    (
        Sort.LENDER,
        re.compile(
            r"银行|行$|金融|贷|借|花|钱包|分期|白条|宝|普惠|信用|小满|美团|京东|支付宝|蚂蚁|消金|卡中心|担保|融|"
            r"信托|财富|数科|金条|月付|360|拍|钱|e贷|易"
        ),
    ),
)
