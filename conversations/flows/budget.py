"""每月能拿出多少还款：八个小问题，一个一个来；也可以直接说数。吃住、看病先留，再留一点应急。"""

from typing import Any

from conversations.answers import earned, people, spent
from conversations.bookkeeping import budget_told, keep_budget, keep_said
from conversations.effects import KeepLedger
from conversations.flow import Ask, Branch, Choose, Finish, Flow, Notes, Step
from conversations.money.budget import QUESTIONS, affordable, odd
from conversations.scene import Scene


def question(name: str, *buttons: str) -> tuple[Step, ...]:
    """One question, and the kind query of an odd answer. It is asked once: said again, it counts."""
    accept = {"people": people, "income": earned}.get(name, spent)
    ways: dict[str, Any] = dict.fromkeys(buttons, f"{name}_heard")

    def heard(notes: Notes, scene: Scene) -> str:
        budget = budget_told(notes)
        strange = odd(name, getattr(budget, name) or 0, budget)
        return f"{name}_odd" if strange and f"budget.{name}_odd" not in notes else "further"

    return (
        Ask(name, accept, then=f"{name}_heard", **ways),
        Branch(f"{name}_heard", heard, to=(f"{name}_odd", "further")),
        Ask(f"{name}_odd", accept, then="further", noted_as=name, yes="further", no=name),
    )


def further(notes: Notes, scene: Scene) -> str:
    """The first question without an answer; when all are answered, what comes out."""
    budget = budget_told(notes)
    if still_open := next((name for name in QUESTIONS if getattr(budget, name) is None), ""):
        return still_open
    found = affordable(budget)
    if found.short:
        return "short"
    if not found.monthly:
        return "nothing"
    return "left_raised" if found.raised else "left"


def back_or_end(notes: Notes, scene: Scene) -> str:
    return "back" if scene.parked else "kept"


BUDGET = Flow(
    "budget",
    (
        *question("people", "one", "two", "three"),
        *question("income", "none"),
        *question("housing", "none"),
        *question("food"),
        *question("travel", "none"),
        *question("health", "none"),
        *question("family", "none"),
        *question("repaying", "none"),
        Branch("further", further, to=(*QUESTIONS, "left", "left_raised", "nothing", "short")),
        # 出来的数
        Choose("left", yes="keep", fix="fix"),
        Choose("left_raised", yes="keep", fix="fix"),
        Choose("nothing", yes="keep", fix="fix"),
        Choose("short", yes="keep", fix="fix"),
        Choose("fix", people="people", income="income", housing="housing", more="fix_more"),
        Choose("fix_more", food="food", travel="travel", health="health", more="fix_rest"),
        Choose("fix_rest", family="family", repaying="repaying", ok="further"),
        Branch("keep", back_or_end, to=("back", "kept"), does=(KeepLedger(keep_budget),)),
        # 直接说数
        Ask("direct", earned, then="direct_check", reckon="people"),
        Ask(
            "direct_check",
            earned,
            then="direct_check",
            noted_as="direct",
            yes="direct_keep",
            reckon="people",
            no="direct",
        ),
        Branch("direct_keep", lambda notes, scene: "back", to=("back",), does=(KeepLedger(keep_said),)),
        Finish("kept"),
        Finish("back", quiet=True),
    ),
)
