"""What is meant without the usual words: who, what and how put together from the classes of `slots`."""

from __future__ import annotations

from conversations.reading.rule import Rule

MEANT = (
    # --- harm
    Rule("violence.limb", "threat_violence", "psl-50", "<harm>", "body", unless="denied hospital"),
    Rule("violence.grave", "threat_violence", "psl-50", "<grave>", "sunk", unless="denied everyday_water"),
    Rule(
        "violence.belongings",
        "threat_violence",
        "psl-50",
        "<ruined>",
        "belongings",
        unless="denied everyday_water repair",
    ),
    Rule("violence.hint", "threat_violence", "psl-50", "<mind_out>", "+on_the_way", unless="denied kind_wish"),
    Rule(
        "violence.fate",
        "threat_violence",
        "psl-50",
        r"""
            断气 收尸 活到头 (?:见|看|活)不(?:着|到|见)[^，。]{0,4}(?:明天|太阳|下个月|过年|孙子) 花圈 挽联 白事
            讣告 寿衣 烧纸 头七
            忌日 灵位 纸扎 棺木 混社会 社会上的(?:兄弟|朋友|人) 刚(?:放)?出来的(?:兄弟|朋友|人) 光脚的
            不怕(?:进去|坐牢)
            手痒 练练手 伺候你 家伙 钢管 板砖 甩棍 斧头 红漆 汽油 打手 动手 后果你(?:爹妈|家人|老婆)担
            让你[^，。]{0,4}(?:躺|爬|残|瘫)
            走着进去 横着 抬(?:出|着) 一命 玩命 拼命 同归于尽 拉你垫背 弄你全家 祸不及家人
        """,
        unless="denied friend",
    ),
    # --- at the door
    Rule(
        "visit.place",
        "threat_visit",
        "norm-field-visit",
        "<arrive>(?:着|在|到|进|去|了)?<their_place>",
        unless="denied announced unvisited delivered official_visit",
    ),
    Rule(
        "visit.crew", "threat_visit", "norm-field-visit", "<crew>", "face_to_face", unless="denied announced unvisited"
    ),
    Rule(
        "visit.again",
        "threat_visit",
        "norm-field-visit",
        r"""
            (?:改天|下周|下礼拜|下星期|明天|后天|下次|天天|今晚)(?:我)?(?:们)?还?再?(?:过来|来一趟|上来|跑一趟|登门)
            留人在家 家里(?:留|有)人 在家候着 别出门 开门(?:说话|谈)? 派车 已(?:经)?(?:出发|上高速|在路上)
            (?:车|机)?票(?:都)?(?:订|买)好了
            人已?(?:到|在)(?:楼下|门口|高速|镇上|村口) 落地(?:核实|走访|处置) 实地(?:核查|核实|走访|调查)
        """,
        unless="denied announced unvisited delivered",
    ),
    # --- other people
    Rule(
        "contacts.spoken_to",
        "threat_contact_family_or_contacts",
        "norm-third-party-contact",
        "<speak_to>",
        "others",
        unless="denied was asking spoken",
    ),
    Rule(
        "contacts.listed",
        "threat_contact_family_or_contacts",
        "norm-third-party-contact",
        r"""
            最?[经常]常?通话[^，。]{0,4}(?:号|人|名单|对象) 通话(?:记录|详单|清单|频次)
            (?:前|头)[几三五十\d]{1,3}(?:个|位)?(?:联系|号码|人)
            (?:下一站|下一位|下一家|再下一个|接下来)[^，。]{0,3}(?:你|就是)
            (?:爸|妈|老婆|老公|姐|哥|弟|妹|家)[^，。]{0,6}(?:背得|存着|我有|记着|手里有)
            从第一个[^，。]{0,4}(?:打|拨|开始)
            (?:第一|头一|下一|另一|排头|最后一)(?:个|位)[^，。]{0,4}(?:打|拨|就是|通知) 挨着(?:打|拨)
            (?:亲戚|家人|亲友|朋友)(?:们)?(?:的)?(?:号|号码|电话)[^，。]{0,4}(?:有|手上|手里|存|导|排|整理)
            一圈(?:打|问) 打一圈 问一圈
            (?:加|添加)了[^，。]{0,4}(?:爸|妈|老婆|老公|姐|哥|弟|妹|闺蜜|同事)[^，。]{0,3}(?:微信|好友)
        """,
        unless="denied was",
    ),
    Rule(
        "disclosed.spoken",
        "actually_disclosed_to_third_party",
        "norm-third-party-contact",
        "<spoken>",
        "others",
        unless="denied asking",
    ),
    # --- made known
    Rule(
        "exposure.groups",
        "threat_exposure",
        "cba-2026-prohibited",
        "<groups>",
        "publish",
        unless="denied lawshow warned own_posts",
    ),
    Rule(
        "exposure.posters",
        "threat_exposure",
        "cba-2026-prohibited",
        "<posters>",
        unless="denied lawshow warned own_posts relief",
    ),
    # --- at work
    Rule(
        "work.boss",
        "harasses_workplace",
        "norm-third-party-contact",
        "<boss>",
        "boss_deed",
        unless="denied asking own_boss",
    ),
    Rule(
        "work.wages",
        "harasses_workplace",
        "norm-third-party-contact",
        r"""
            <wages>(?:里|中|上|卡)?[^，。]{0,6}(?:扣|抠|划|截|抵) (?:扣|抠|截)[^，。]{0,5}<wages>
            看(?:他|她|老板|领导|公司|单位|你们)[^，。]{0,6}(?:还要不要|还要|还用|敢用|留不留|留)你
            (?:炒|开|撵)(?:了)?你 饭碗端
        """,
        unless="denied contract own_wages",
    ),
    # --- abuse
    Rule(
        "insult.kind",
        "insult",
        "psl-50",
        r"""
            [你您](?:这种|这号|这类|那种|这路)(?:人|货|东西|玩意|玩艺|主|男人|女人|儿子|妈|爹|爸)
            活着[^，。]{0,4}(?:浪费|多余|累赘|害人|造孽|祸害|没用|没意思|干嘛)
            生你(?:下来)?(?:就)?[^，。]{0,3}(?:骗|丢|害|干|出来|何用) 属(?:乌龟|王八|鳖|老鼠|狗|猪|泥鳅)的
            浪费(?:粮食|空气|布料) (?:爹妈|父母|爸妈|娘老子)[^，。]{0,4}(?:怎么教|没教|教出|养出|生了|倒霉|缺德)
            祖坟 狗改不了
            阴沟 蚂蟥 老鼠屎 过街老鼠 要不要脸 有没有脸 脸呢 不知羞 害不害臊 不害臊 厚着脸 脸比城墙
            [你您](?:就是|这|是|个)个?(?:骗子|贼|小偷|土匪|流氓|懦夫|孬|怂|废|渣|蠢|笑话|祸害)
            窝窝囊囊 窝囊 熊包 软骨头 没种 没骨气 没卵 当缩头 龟孙 龟儿 瓜皮 哈麻批 仆街 死扑 衰仔 十三点 二百五
            傻缺 脑瘫
            缺心眼 黑心肝 滚犊子 犊子 羔子 鳖孙 虎逼 赤佬 穷光蛋 穷命 烂泥 败家子 绝户 该死 死了干净 死远 找死 早死早
            怎么还活着 投胎 吃屎 喂狗 猪食 连[^，。]{1,4}都不如 猪狗 畜 脸皮厚 算个(?:什么|屁|啥)
            像个(?:娘们|老鼠|乌龟) 不是东西
        """,
        unless="quoted_rule denied friend",
    ),
    # --- falsehoods
    Rule(
        "effect.stopped",
        "false_consequence",
        "court-xianxiao",
        "<stops>",
        "life",
        unless="warned denied_effect +court_stop",
    ),
    Rule(
        "document.named",
        "impersonates_lawyer_or_official_document",
        "psl-63",
        "<paper>",
        unless="denied warned authored future_suit",
    ),
    Rule(
        "crime.meant",
        "false_criminal_liability",
        "myth-jail",
        r"""
            刑律 涉刑 触刑 提捕 缉捕 缉拿 拘[你他她您] (?:先|就|可|直接)拘
            (?:蹲|坐|进|关)[^，。]{0,3}(?:班房|号子|大牢|局子) 铁窗 刑期 [实缓]刑
            帮信 掩饰隐瞒 涉嫌侵占 处[^，。]{0,3}年 报案书 非法侵占 侵占罪 犯法 犯了法 刑警 公诉 保释 取保
            被[^，。]{0,6}扣(?:留|押|下) (?:要|会|得|够)判 判(?:个|你)[^，。]{0,3}年 够你[^，。]{0,3}(?:蹲|坐|年)
        """,
        unless="denied civil warned asked",
    ),
    Rule(
        "court.step",
        "false_court_process",
        "fake-court",
        "<court_step>",
        "finished",
        unless="warned future_suit authored bankplan civil_after denied",
    ),
    Rule(
        "court.withdrawn",
        "false_court_process",
        "fake-court",
        r"""
            撤(?:卷|回卷|单|档|控|件)
            (?:结清|还清|还款|处理完?|缴清|还了|付了|到账)[^，。]{0,6}(?:撤|销案|销卷|解除|中止|终止)
            (?:终止|中止|解除|撤回|停止)[^，。]{0,3}(?:程序|立案|诉讼|流程|追究|冻结|查封|布控|执行)
            暂缓(?:执行|抓捕|立案|开庭|起诉|冻结)
            可予(?:撤销|撤案|从轻)
        """,
        unless="warned authored civil_after denied",
    ),
    # --- taking
    Rule(
        "payment.special",
        "demands_personal_account_or_qr_payment",
        "norm-payment-account",
        "<special_account>",
        "+sending",
        unless="denied official_pay friend",
    ),
    Rule(
        "code.handed", "asks_code_or_remote_control", "phishing-sms", "<secret>", "hand_over", unless="denied own_code"
    ),
    Rule(
        "fee.made_up",
        "fee_or_amount_pressure",
        "gbt-45251-prohibited",
        r"""
            (?:取证|查档|登报|鉴定|误工|催告|催讨|看管|出车|家访|加急|拖车|人工催|寻人|处置|公告|文书|查询|找人|出勤|督办)费
            (?:另|外加|额外)[^，。]{0,3}(?:计|算|收|加)[^，。]{0,6}费
            (?:每|多)(?:迟|拖|延|晚|过)[^，。]{0,3}(?:天|日|小时)[^，。]{0,6}(?:加|涨|翻|\d)
            (?:名额|额度|指标|机会|窗口)[^，。]{0,3}(?:就|只|仅|剩)[^，。]{0,3}[一二两三几\d]{1,2}(?:个|位|户|名|单|天|小时)
            (?:下班|今晚|零点|收工|关账|月结|封账|结账)[^，。]{0,3}(?:锁|关|封|截|作废|清零)
            过了(?:这个|今天|今晚)?(?:点|村|店)[^，。]{0,4}(?:没|不)
        """,
        unless="denied contract_fee fee_free weeks_away relief",
    ),
    Rule(
        "relative.means",
        "asks_relative_to_repay",
        "family-no-duty",
        r"""
            (?:存折|存款|积蓄|退休金|养老本|养老金|房本|刚卖|车卖|镯子|首饰|彩礼|家底|嫁妆|地钱|卖粮)[^，。]{0,6}(?:拿|取|出来|垫|顶|凑|卖|动|押|先)
            (?:替|帮)(?:他|她|[一-鿿]{1,2})(?:送|担|扛|兜|顶|补|填|出|想办法|凑)
            (?:顶|垫|补|填|凑)(?:一)?(?:顶|垫|上|齐)
            (?<!不)(?:让|叫|劝)(?:他|她)[^，。]{0,8}(?:把钱|还|送来|打过来|转过来|结了)
        """,
        "+others",
        unless="denied",
    ),
    Rule(
        "loan.onward",
        "induces_new_loan",
        "illegal-loan-agent",
        r"""
            到手[^，。]{0,3}(?:先|就)?把?[^，。]{0,6}(?:填|还|平|补|盖|结)
            (?:把|将)(?:别家|别的|其他|那几家|高息)[^，。]{0,6}(?:填|还|平|补|盖|结)
            (?:拿|用)[^，。]{0,3}(?:公积金|保单|房子|车子|学历|工资卡)[^，。]{0,6}(?:贷|做个|借出|抵|办)[^，。]{0,8}
            找[^，。]{0,6}(?:同事|朋友|亲戚|同学|老乡)[^，。]{0,6}(?:借|挪|倒|匀)
            (?:别的|其他|另外)[^，。]{0,3}(?:app|平台|软件|口子)[^，。]{0,4}(?:批|借|贷|撸|下) 扫[^，。]{0,4}商家码
            (?:花呗|白条|信用卡|月付)[^，。]{0,8}(?:倒|套|刷|扫)[^，。]{0,3}出来
            (?:平台|软件|口子)[^，。]{0,3}(?:还)?能借[^，。]{0,4} 批下来[^，。]{0,6}(?:还|平|填|先)
            信用卡[^，。]{0,4}(?:刷|取|提)[^，。]{0,4}(?:出|现|来)
            倒(?:一)?(?:手|腾) 拆借 挪一挪
        """,
        unless="denied loan_plain",
    ),
    Rule(
        "fee.before",
        "upfront_fee_agent",
        "debt-agency",
        r"""
            (?:打款?|转|交|付|缴|充|汇|存|押)(?:[\d,.]{1,9}|[一二两三四五六七八九十百千万]{1,5})(?:元|块)?(?:钱)?(?:做|作为?|当|用于|开|给|办)?[一-鿿]{0,3}(?:解锁|认证|建档|开户|激活|担保|押金|定金|审核|立项|登记|查档|开通|报名|入会|包装|验证|解冻|疏通|打点|公证|启动)
            (?:缴纳?|付|垫|交)[^，。\d]{0,6}费\d
            (?:垫|补|差)[^，。]{0,2}[\d一二两三四五六七八九][^，。]{0,6}(?:保险|费|金)(?!额)
            (?:复核|建档|备案|保全|代理|登记|核销|过户|年审|放款|开卡)费[^，。]{0,2}[\d一二两三四五六七八九]
            \d{2,5}(?:元|块)?(?:一位|一人|/位|/人|每位|入场|开课|一期|一个名额)
            (?:下款|放款)前[^，。]{0,2}(?:收|交|付|押)
            先付[^，。]{0,2}(?:一半|三成|定|开工)
            签(?:约|合同)(?:就|先|即|时)?(?:付|交|收)[^，。]{0,2}[\d一二三四五六七八九十]
            (?:收|付)[\d一二三四五六七八九十]{1,3}个点
        """,
        unless="denied after_success fee_free collect_fee",
    ),
    # --- too often
    Rule(
        "often.meant",
        "excessive_frequency",
        "norm-voice-attempts-per-number",
        r"""
            隔[^，。]{0,4}(?:分钟|小时|刻钟)[^，。]{0,4}(?:响|打|呼|催|拨|来|找)
            (?:响|打|呼|震)(?:到|得)[^，。]{0,4}(?:天亮|没电|接|关机|为止|怕|疯|消停)
            不接[^，。]{0,3}就(?:一直|接着|继续|换号|再) (?:还)?会?继续打 换着?号(?:码)?(?:继续)?打 几个号(?:码)?轮
            机器(?:人)?[^，。]{0,4}呼
            一(?:晚上|宿|整天)[^，。]{0,3}(?:响|打) (?:让|叫)(?:你)?(?:的)?手机[^，。]{0,4}(?:停不|响|炸|热)
        """,
        unless="denied asked",
    ),
)
