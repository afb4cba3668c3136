"""我的提醒：每一个提醒，改时间，不要了，都停掉。改时间时说什么时候都行，说得含糊就问一句，说完念一遍星期几。

用：后天下午3点
机：改好了，11月27日 周五 15:00。
"""

from conversations.effects import Drop, Move, Resume
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes, Open
from conversations.in_hand import REMINDERS, a_day, after_quiet, chosen, in_hand, named
from conversations.ring_times import ring_time
from conversations.scene import Scene
from conversations.telling_reminders import reminder_rows


def are_there_any(notes: Notes, scene: Scene) -> str:
    return "paused" if scene.paused else "overview" if scene.reminders else "none"


def is_there(notes: Notes, scene: Scene) -> str:
    return "when" if in_hand(notes, scene) else "gone"


def how_meant(notes: Notes, scene: Scene) -> str:
    """Whether the time that was told can be read in two ways."""
    return "two" if len(named(notes, scene)) > 1 else "hours"


def by_night(notes: Notes, scene: Scene) -> str:
    at = chosen(notes, scene)
    return "when" if at is None else "night" if scene.hours.quiet_at(at) else "move"


def how_moved(notes: Notes, scene: Scene) -> str:
    """What to say of the new time, which the last day does not move with."""
    reminder = in_hand(notes, scene)
    if reminder is None:
        return "gone"
    if reminder.last is None:
        return "moved"
    return "moved_late" if reminder.due.date() > reminder.last.date() else "moved_last"


MOVED = ("moved", "moved_last", "moved_late", "gone")
CORRECT = ("@ring.before", "@ring.after", "@ring.again")

RETIME = Open(REMINDERS, "retime", then="end")
"""改时间 of a flow that knocks; its `end` is quiet."""

MY_REMINDERS = Flow(
    REMINDERS,
    (
        Branch("start", are_there_any, to=("overview", "none", "paused")),
        Choose("paused", wake="awake", stop=Open("quiet", then="end")),
        Choose("overview", see="list", hours=Open("hours"), stop=Open("quiet", then="end"), ok="end"),
        Choose("list", rows=reminder_rows, row_1="one", row_2="one", row_3="one"),
        Choose("one", retime="retime", drop="dropped", list="list"),
        # 改时间
        Branch("retime", is_there, to=("when", "gone")),
        Branch("again", is_there, to=("when", "gone")),
        Ask("when", ring_time, then="said", hour="said", evening="said", morning="said", drop="dropped"),
        Branch("said", how_meant, to=("two", "hours")),
        Choose("two", first="hours", second="hours", again="when"),
        Branch("hours", by_night, to=("night", "move", "when")),
        Choose("night", keep="move", morning="move_on", again="when"),
        Branch("move", how_moved, to=MOVED, does=(Move(chosen),)),
        Branch("move_on", how_moved, to=MOVED, does=(Move(after_quiet),)),
        Branch("before", how_moved, to=MOVED, does=(Move(a_day(-1)),)),
        Branch("after", how_moved, to=MOVED, does=(Move(a_day(1)),)),
        Finish("moved", offers=CORRECT),
        Finish("moved_last", offers=CORRECT),
        Finish("moved_late", offers=CORRECT),
        Finish("dropped", does=(Drop(),)),
        Finish("awake", does=(Resume(),)),
        Finish("none"),
        Finish("gone"),
        Finish("end", quiet=True),
    ),
)
