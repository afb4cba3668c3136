"""Ways of writing that hide a word from a filter or come from another place, and the plain word."""

from __future__ import annotations


def pairs(table: str) -> dict[str, str]:
    """`as written`, `plain`: pairs held apart by commas."""
    return {written: plain for written, plain in (pair.split() for pair in table.split(","))}


EMOJI = pairs(
    "⬆ 上, 🆙 上, ↑ 上, ⬇ 下, ↓ 下, 🈶 有, 🈚 无, 💰 钱, 💵 钱, 💴 钱, 💸 钱, 🐴 马, 🐎 马, 🏠 家, 🏡 家,"
    " 🚪 门, 📞 电话, ☎ 电话, 📱 手机, "
    "👮 警察, 🚓 警车, 🚔 警车, 🔪 刀, 🗡 刀, 💀 死, ☠ 死, ⚰ 棺材, 🐶 狗, 🐕 狗, 🐷 猪, 🐖 猪, 🧧 红包, "
    "💳 卡, 🔥 火, 👊 打, 🤜 打, "
    "👄 嘴, 🏫 学校, 🏢 公司, 🏦 银行, ⚖ 法院, 👩 妈, 👨 爸, 👵 奶奶, 👴 爷爷, 👶 孩子, 👧 女儿, 👦 儿子,"
    " 🌹 花, 💐 花, 🀄 中, ❌ 不, 🚫 不, "
    "🙅 不, 🚗 车, 💣 炸, 🦵 腿, 🖐 手, ✋ 手, ✈ 飞机, 🔗 链接, ➕ 加, 💚 微信, 🛰 微信"
)
"""Emoji that stand for characters. Variation marks after them are gone by then."""

SPLIT = pairs(
    "亻尔 你, 白勺 的, 亻也 他, 亻主 住, 亻言 信, 亻昔 借, 亻责 债, 亻崔 催, 亻壬 任, 亻牛 件, 亻呆 保, 亻寸 付, "
    "氵去 法, 氵夬 决, 阝完 院, 完阝 院, 阝付 附, "
    "讠斥 诉, 讠正 证, 讠作 诈, 讠乍 诈, 讠果 课, 讠只 识, 讠上 让, 讠射 谢, 马扁 骗, 车专 转, 钅戋 钱, "
    "钅艮 银, 亍彳 行, 彳亍 行, 彳聿 律, 土也 地, "
    "扌丁 打, 扌少 抄, 扌爪 抓, 扌日 扫, 扌白 拍, 扌卓 掉, 石欠 砍, 火乍 炸, 月退 腿, 月却 脚, 又戈 戏, "
    "辶不 还, 不辶 还, 辶俞 逾, 贝戈 贱, 贝兼 赚, 代贝 贷, "
    "贝长 账, 贝者 赌, 禾斗 科, 禾口 和, 木又 权, 木交 校, 女马 妈, 父巴 爸, 女且 姐, 女未 妹, 女某 媒, "
    "子亥 孩, 王里 理, 日月 明, 弓虽 强, 冫东 冻, 冫中 冲, "
    "米分 粉, 米量 粮, 竹间 简, 罒非 罪, 口斗 叫, 口乞 吃, 口马 吗, 犭句 狗, 犭者 猪, 广发 废, 宀豕 家, "
    "宀子 字, 公言 讼, 广木 床, 纟充 统, 纟罔 网, 纟及 级, "
    "辶甬 通, 辶鬼 追, 辶寸 过, 辶米 迷, 阝击 陆, 穴九 究, 歹匕 死, 杀刂 刹, 刂朵 剁"
)
"""Characters that were taken apart, side by side."""

DIALECT = pairs(
    "唔使 不用, 唔系 不是, 唔该 谢谢, 唔 不, 冇 没有, 佢哋 他们, 佢 他, 我哋 我们, 你哋 你们, 哋 们, 嘅 "
    "的, 咗 了, 喺 在, 畀 给, 俾 给, 揾 找, 睇 看, "
    "屋企 家里, 你阿妈 你妈, 你阿爸 你爸, 你老豆 你爸, 你老母 你妈, 阿妈 你妈, 阿爸 你爸, 差佬 警察, "
    "差人 警察, 台端 您, 阁下 您, 贵方 您, 条数 欠款, 找埋 还清, 找数 还钱, 追数 催收, 拉横额 拉横幅, 上嚟 上来, "
    "嚟 来, "
    "睇清楚 看清楚,"
    " 成家人 全家人, 系咪 是不是, 诈欺 诈骗, 支付命令 支付令, 地方法院 人民法院, 收嗰条 收那条, 嗰 那, "
    "返去 回去, 返来 回来, 点解 为什么, 几时 什么时候, 而家 现在, 听日 明天, 今日 今天, 听朝 明早, 今晚黑 今晚, "
    "返屋企 回家, 收声 闭嘴, "
    "老豆 你爸, 老母 你妈, 细路 孩子, 啲 些, 乜 什么, 边个 谁, 侬 你, 阿拉 我们, 屋里厢 家里, 恁爹 你爸, "
    "恁娘 你妈, 恁 你, 俺们 我们, 俺 我, 咱 我们, "
    "娃儿 孩子, 娃娃 孩子, 婆娘 老婆, 老汉儿 你爸, 堂客 老婆, 崽伢子 儿子, 妹坨 女儿, 莫得 没有, 莫要 "
    "不要, 晓不晓得 知不知道, 晓得 知道, 爪子 干什么, 啥子 什么, "
    "啷个 怎么, 咋个 怎么, 咋 怎么, 啥 什么, 整死 弄死, 削你 打你, 揍 打, 嘎哈 干什么, 旮旯 "
    "角落, 瓜娃子 傻子, 龟儿子 王八蛋, 扑街 混蛋, 冚家铲 死全家, "
    "冚家富贵 死全家, 瘪三 混蛋, 册那 他妈的, 格老子 他妈的, 丢你 操你, 丢雷 操你, 憨批 傻逼"
)
"""Words of other places, for comparing only. 今日 stays in the quote as it was written."""

VARIANTS = pairs(
    "简讯 短信, 连结 链接, 萤幕 屏幕, 软体 软件, 身分证 身份证, 网路 网络, 资讯 信息, 讯息 消息, 视讯 视频, 程式 "
    "程序, 列印 打印, "
    "pai出所 派出所, dai捕 逮捕, dai款 贷款, 案jian 案件, shi信 失信, 咔 卡, 筷件 快件, 款顶 款项, 联糸 "
    "联系, 联纟 联系, 法宫 法官, 借款入 借款人, 个人货款 个人贷款, 委讬 委托, 糸统 系统, 伱 你, 妳 你, "
    "祢 你, 沵 你, 您们 你们, 傢 家, 卽 即, 峩 我, 莪 我, 茪 光, 菿 到, 孒 了, 钯 把, 洅 "
    "再, 恠 在, 芣 不, 卟 不, 甭 不要, 欠歀 欠款, 歀 款, "
    "帐户 账户, 帐号 账号, 帐单 账单, 转帐 转账, 欠帐 欠账, 结帐 结账, 挂帐 挂账, 帐 账, 薇信 微信, 威信 "
    "微信, 徽信 微信, 微芯 微信, 葳信 微信, 薇♥ 微信, 微♥ 微信, "
    "威❤ 微信, 薇❤ 微信, 微❤ 微信, v信 微信, 维信 微信, 卫星号 微信号, 企薇 企业微信, 佳薇 加微信, "
    "加薇信 加微信, 加威信 加微信, 加薇 加微信, 加v 加微信, 加徽 加微信, "
    "支付饱 支付宝, 吱付宝 支付宝, 红苞 红包, 験证码 验证码, 验正码 验证码, 收钱码 收款码, 曝❤ 曝光, "
    "爆光 曝光, 通讯碌 通讯录, 通讯绿 通讯录, 通迅录 通讯录, "
    "电活 电话, 法浣 法院, 法圆 法院, 逾朝 逾期, 渝期 逾期, 愈期 逾期, 巳 已, 己经 已经, 己逾期 已逾期, "
    "惜款 借款, 橙惜 橙借, 还歀 还款, 环款 还款, "
    "银彳亍 银行, 银荇 银行, 律帅 律师, 侓师 律师, 起拆 起诉, 传粟 传票, 冼结 冻结, 冻洁 冻结, 诈编 诈骗,"
    " 人戾 人民, 委讬 委托, 逾斯 逾期, 账芦 账户, 帐芦 账户"
)
"""Look-alikes, sound-alikes and slips of OCR."""

SLIPS = (
    (r"(?<=\d)[oO〇](?=[\d元块.,oO]|$)|(?<=[\d.])[oO](?=\d)", "0"),
    (r"(?<=\d)[lI|](?=\d)|(?<=\d)[lI|](?=元)", "1"),
    (r"(?<=\d)曰", "日"),
    (r"(?<=\d)夭", "天"),
    (r"(?<=[走最后\u4e00-\u9fff])—(?=[趟次个天下])", "一"),
    (r"(?<![a-z\d])l(?=\d)", "1"),
    (r"(?<=[你我他])1直", "一直"),
    (r"(?<=\d)[sS](?=\d{2})", "5"),
)
"""A pattern, and what it means: slips that the characters beside them give away."""

PINYIN = pairs(
    "huankuan 还款, huanqian 还钱, qiankuan 欠款, qianqian 欠钱, buhuan 不还, zaibu 再不, buchuli 不处理,"
    " chuli 处理, yuqi 逾期, cuishou "
    "催收, daikuan 贷款, wangdai 网贷, jiekuan 借款, jieqian 借钱, lixi 利息, faxi 罚息, benjin 本金, "
    "cuikuan 催款, zhangdan 账单, "
    "jieqing 结清, xieshang 协商, jianmian 减免, fenqi 分期, yanqi 延期, tongxunlu 通讯录, lianxiren "
    "联系人, jinjilianxiren 紧急联系人, "
    "jiaren 家人, fumu 父母, laopo 老婆, laogong 老公, haizi 孩子, erzi 儿子, nver 女儿, bama 爸妈, "
    "qinqi 亲戚, pengyou 朋友, linju 邻居, "
    "tongshi 同事, laoban 老板, lingdao 领导, danwei 单位, gongsi 公司, xuexiao 学校, cunwei 村委, cunli "
    "村里, laojia 老家, shequ 社区, "
    "juweihui 居委会, baoguang 曝光, pengyouquan 朋友圈, douyin 抖音, duanshipin 短视频, zhaopian 照片, "
    "zhangtie 张贴, qunfa 群发, "
    "dadianhua 打电话, duanxin 短信, tongzhi 通知, gaosu 告诉, shangmen 上门, waifang 外访, daonijia "
    "到你家, qunijia 去你家, dumen 堵门, "
    "dairen 带人, jiaoren 叫人, dasi 打死, nongsi 弄死, kansi 砍死, daduan 打断, hongzha 轰炸, "
    "baotongxunlu 爆通讯录, saorao 骚扰, "
    "fayuan 法院, gongan 公安, gonganju 公安局, paichusuo 派出所, jingcha 警察, jianchayuan 检察院, qisu "
    "起诉, lian 立案, chuanpiao "
    "传票, kaiting 开庭, qiangzhizhixing 强制执行, dongjie 冻结, chafeng 查封, zhapian 诈骗, zuolao 坐牢,"
    " panxing 判刑, zhuani 抓你, "
    "zhuaren 抓人, xingju 刑拘, juliu 拘留, fanzui 犯罪, lvshi 律师, lvshihan 律师函, zhengxin 征信, "
    "heimingdan 黑名单, laolai 老赖, "
    "weixin 微信, zhifubao 支付宝, zhuanzhang 转账, hongbao 红包, saoma 扫码, erweima 二维码, shoukuanma "
    "收款码, yanzhengma 验证码, "
    "mima 密码, zhuanwo 转我, dakuan 打款, siren 私人, zhanghu 账户, yinhangka 银行卡, taoxian 套现, "
    "huabei 花呗, jiebei 借呗, "
    "xinyongka 信用卡, edu 额度, fangkuan 放款, xiakuan 下款, miaopi 秒批, baozhengjin 保证金, shouxufei "
    "手续费, yajin 押金, feiwu 废物, "
    "laji 垃圾, renzha 人渣, chusheng 畜生, buyaolian 不要脸, qusi 去死, siquanjia 死全家, pianzi 骗子, "
    "houguozifu 后果自负, jintian "
    "今天, mingtian 明天, mashang 马上, like 立刻, zuihou 最后, anjian 案件, tijiao 提交, quanjia 全家, "
    "nima 你妈, niba 你爸, "
    "tingxiguazhang 停息挂账, zhengxinxiufu 征信修复, jiawo 加我, lianxi 联系, dianhua 电话, pyq 朋友圈, "
    "txl 通讯录, vx 微信, wx 微信, zfb "
    "支付宝, wechat 微信, yzm 验证码, cnm 操你妈, nmsl 你妈死了, sb 傻逼, nmd 你妈的, tmd 他妈的, xyk 信用卡 "
)
SYLLABLES = pairs(
    "ni 你, wo 我, ta 他, men 们, zai 再, bu 不, huan 还, qian 钱, jiu 就, de 的, le 了, jia 家, ren 人, "
    "ma 妈, ba 爸, da 打, dian "
    "电, hua 话, quan 全, dou 都, zhi 知, dao 到, qu 去, lai 来, gei 给, fa 发, tie 贴, bao 报, jing 警, "
    "zhua 抓, zuo 坐, lao 牢, "
    "si 死, sha 杀, kan 砍, zha 炸, hong 轰, cui 催, shou 收, kuan 款, dai 贷, jie 借, tian 天, ming 明, "
    "jin 今, xian 限, qi 期, "
    "yu 逾, li 理, chu 处, ti 提, jiao 交, shang 上, xia 下, an 案, jian 件, nong 弄, tui 腿, duan 断, "
    "zhao 找, gong 公, zi 子, "
    "hai 孩, er 儿, nv 女, gao 告, su 诉, suo 所, you 有, wei 微, xin 信, zhuan 转, zhang 账, sao 扫, "
    "hao 号, zhe 这, na 那, shi "
    "是, gou 狗, fei 废, wu 物, kuai 快, ge 个, hui 会, rang 让, dui 对, qiang 强, xing 行, dong 冻, lv "
    "律, han 函, pian 骗, fan "
    "犯, zui 罪, xiao 小, lu 路, gen 跟, tong 通, qun 群, pu 曝, guang 光, lian 联, xi 系 "
)
"""Pinyin of the words that are hidden most, and of single characters as these messages use them."""
