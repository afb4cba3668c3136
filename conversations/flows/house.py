"""随时能点的几样：我的进度、停止提醒、繁体简体、隐私、关于。"""

from conversations.effects import StopReminders, Write
from conversations.flow import Branch, Choose, Finish, Flow, Notes, Open
from conversations.scene import Consent, Scene
from conversations.telling import what_next


def where_things_stand(notes: Notes, scene: Scene) -> str:
    if scene.case.resting:
        return "resting"
    if scene.case.due:
        return "next"
    if scene.ledger.debts:
        return "deals" if what_next(scene).startswith("deal_") else "debts"
    return "board" if scene.case.items else "empty"


def resume_or_close(notes: Notes, scene: Scene) -> str:
    return "board_parked" if scene.parked else "board_plain"


def is_known(notes: Notes, scene: Scene) -> str:
    return "host" if scene.host.known else "host_unknown"


def was_refused(notes: Notes, scene: Scene) -> str:
    return "kept_nothing" if scene.consent is Consent.REFUSED else "kept"


TIMES = Open("reminders")

PROGRESS = Flow(
    "progress",
    (
        Branch("start", where_things_stand, to=("next", "debts", "deals", "board", "empty", "resting")),
        Choose("next", calm=True, do=Open("call_lender", "guide"), stage=Open("stage"), times=TIMES, ok="back"),
        Choose("debts", calm=True, do=Open("debts", "plan"), one=Open("deal"), see=Open("debts"), ok="back"),
        Choose("deals", calm=True, do=Open("deal", "board"), one=Open("deal"), see=Open("debts"), ok="back"),
        Branch("board", resume_or_close, to=("board_parked", "board_plain")),
        Choose("board_parked", calm=True, resume="back", talk=Open("talk"), stage=Open("stage"), times=TIMES),
        Choose("board_plain", calm=True, talk=Open("talk"), stage=Open("stage"), times=TIMES, ok="back"),
        Choose("empty", calm=True, call=Open("live_call"), talk=Open("talk"), stage=Open("stage"), ok="back"),
        Choose("resting", talk=Open("check_in", "better"), ok="back"),
        Finish("back", quiet=True),
    ),
)

QUIET = Flow("quiet", (Finish("stopped", does=(StopReminders(),)),))

TRADITIONAL = Flow("traditional", (Finish("written", does=(Write("zh_Hant"),)),))

SIMPLIFIED = Flow("simplified", (Finish("written", does=(Write("zh_Hans"),)),))

PRIVACY = Flow(
    "privacy",
    (
        Branch("start", is_known, to=("host", "host_unknown")),
        Choose("host", what="what", leave=Open("leave"), ok="back"),
        Choose("host_unknown", what="what", leave=Open("leave"), ok="back"),
        Branch("what", was_refused, to=("kept", "kept_nothing")),
        Choose("kept", who="reach", leave=Open("leave"), ok="back"),
        Choose("kept_nothing", who="reach", ok="back"),
        Choose("reach", sealed="sealed", leave=Open("leave"), ok="back"),
        Choose("sealed", mine=Open("mydata"), leave=Open("leave"), ok="back"),
        Finish("back", quiet=True),
    ),
)

ABOUT = Flow("about", (Choose("about", privacy=Open("privacy"), ok="back"), Finish("back", quiet=True)))
