"""我很难受：钱的事放下，只管这个人。先问，再看安不安全，再给一个号码，一次一步。

号码按事实库：120、110、12356。不劝、不讲道理、不问方式、不拿它换任何操作。
"""

from conversations.answers import short_text
from conversations.effects import Remind, Rest
from conversations.flow import Ask, Branch, Choose, Cue, Finish, Flow, Notes
from conversations.scene import Consent, Scene
from conversations.times import next_morning


def will_ask(notes: Notes, scene: Scene) -> str:
    return "settled_unkept" if scene.consent is Consent.REFUSED else "settled"


def will_ask_tired(notes: Notes, scene: Scene) -> str:
    return "rested_unkept" if scene.consent is Consent.REFUSED else "rested"


CHECK_IN = Remind("check_in", next_morning, within_a_day=True)

CRISIS = Flow(
    "crisis",
    (
        Choose("ask", does=(Rest(), CHECK_IN), yes="safe", sometimes="safe", tired="tired"),
        Choose("safe", does=(Rest(), CHECK_IN), no="call_120", yes="call_12356"),
        Choose("call_120", reached="with_you", afraid="friend", cannot="cannot"),
        Choose("call_120_now", does=(Rest(), CHECK_IN), reached="with_you", cannot="cannot", not_yet="safe"),
        Choose("cannot", called="with_you", nobody="friend_now"),
        Choose("friend_now", sent="waiting", nobody="call_110"),
        Choose("friend", sent="waiting", nobody="call_12356"),
        Choose("waiting", yes="with_you", no="call_12356"),
        Choose("call_12356", called="not_alone", no_answer="call_110", stay="breathe"),
        Choose("breathe", done="not_alone", again="breathe"),
        Choose("not_alone", yes="end", hard="call_110"),
        Choose("call_110", called="end", other="call_12356", cannot="cannot"),
        Choose("with_you", here="end", worse="call_110"),
        # 只是太累
        Choose("tired", rest="end_tired", tell="tell", worse="safe"),
        Ask("tell", short_text, then="heard", forget=True, rest="end_tired", worse="safe"),
        Choose("heard", rest="end_tired", more="tell", worse="safe"),
        # 替别人着急
        Choose("other", likely="other_110", unsure="other_110", lost="other_110", no="other_stay"),
        Choose("other_110", called="other_stay", unknown="other_where"),
        Choose("other_where", called="other_stay"),
        Choose("other_stay", ok="other_end", me="safe"),
        Finish("other_end", home=True),
        Branch("end", will_ask, to=("settled", "settled_unkept")),
        Finish("settled", does=(Rest(), CHECK_IN), home=True),
        Finish("settled_unkept", does=(Rest(),), home=True),
        Branch("end_tired", will_ask_tired, to=("rested", "rested_unkept")),
        Finish("rested", does=(Rest(), CHECK_IN), home=True),
        Finish("rested_unkept", does=(Rest(),), home=True),
    ),
    # 正在发生的，直接到 120
    cues=(
        *(Cue((word,), "call_120_now") for word in ("楼顶", "天台", "桥上", "跳下去", "上吊", "烧炭", "农药", "流血")),
        *(
            Cue(words, "call_120_now")
            for words in (("吃", "药"), ("吞", "药"), ("喝", "药"), ("买", "药"), ("割", "腕"), ("割", "手"))
        ),
        Cue(("打不了",), "cannot"),
        Cue(("打不通",), "cannot"),
        Cue(("没电",), "cannot"),
        *(Cue((word,), "other_stay") for word in ("联系上", "找到他", "他没事")),
        Cue(("打通",), "with_you"),
        Cue(("马上到",), "with_you"),
        Cue(("下来了",), "with_you"),
        Cue(("到了",), "end"),
        Cue(("有人在",), "end"),
        Cue(("没人接",), "call_110"),
        Cue(("没人",), "call_12356"),
        Cue(("不敢",), "friend"),
        Cue(("安全",), "safe"),
        Cue(("难受",), "safe"),
    ),
)
