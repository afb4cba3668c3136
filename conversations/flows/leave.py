"""走的时候：先看有什么，再全部删、只删一样，或只清聊天窗口；以及删完以后，怎么清空、还留下什么。"""

from conversations.effects import Erase, EraseSome, TakeBack
from conversations.flow import Branch, Choose, Finish, Flow, Notes
from conversations.scene import Scene

FAREWELL = ("@open.clearing", "@open.remains")


def is_anything_kept(notes: Notes, scene: Scene) -> str:
    return "preview" if scene.case.items else "preview_empty"


def is_in_a_backup(notes: Notes, scene: Scene) -> str:
    return "gone_backup" if scene.case.backup_until else "gone"


def what_remains(notes: Notes, scene: Scene) -> str:
    if scene.case.hash_until is None:
        return "nothing"
    return "backup" if scene.case.backup_until else "hash"


LEAVE = Flow(
    "leave",
    (
        Branch("start", is_anything_kept, to=("preview", "preview_empty")),
        Choose("preview", all="sure", part="part", hide="hidden", no="stay"),
        Choose("preview_empty", all="leaving", hide="hidden", no="stay"),
        Choose("sure", yes="leaving", no="stay"),
        Branch("leaving", is_in_a_backup, to=("gone", "gone_backup")),
        Finish("gone", does=(Erase(),), home=True, offers=FAREWELL),
        Finish("gone_backup", does=(Erase(),), home=True, offers=FAREWELL),
        # 只删一样
        Choose("part", records="sure_records", messages="sure_messages", other="part_more", no="stay"),
        Choose("part_more", debts="sure_debts", reminders="sure_reminders", no="stay"),
        Choose("sure_records", yes="no_records", no="stay"),
        Choose("sure_messages", yes="no_messages", no="stay"),
        Choose("sure_reminders", yes="no_reminders", no="stay"),
        Choose("sure_debts", yes="no_debts", no="stay"),
        Finish("no_records", does=(EraseSome("records"),)),
        Finish("no_messages", does=(EraseSome("messages"),)),
        Finish("no_reminders", does=(EraseSome("reminders"),)),
        Finish("no_debts", does=(EraseSome("debts"),)),
        Finish("hidden", does=(TakeBack(),), offers=("@open.clearing",)),
        Finish("stay"),
    ),
)

CLEARING = Flow("clearing", (Finish("clearing"),))

REMAINS = Flow(
    "remains",
    (
        Branch("start", what_remains, to=("nothing", "hash", "backup")),
        Finish("nothing", offers=("@open.clearing",)),
        Finish("hash", offers=("@open.clearing",)),
        Finish("backup", offers=("@open.clearing",)),
    ),
)
