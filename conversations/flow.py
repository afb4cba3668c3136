"""A flow is plain data: its steps, and where each answer leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from conversations.effects import Effect
from conversations.facts import Fact
from conversations.scene import Scene
from conversations.screen import Text

Notes = Mapping[str, str]
"""What was answered so far: "flow.step" -> the option picked or the words typed."""


Rows = Callable[[Notes, Scene], Mapping[str, Text]]
"""What a step lists: the id of each row, and what it says."""


@dataclass(frozen=True, slots=True)
class Open:
    """Leads into another flow; when that one ends, the person is back at this step, or at `then`. `pick` names what it
    is about there: as if the person had picked that id on the other flow's step "pick"."""

    flow: str
    step: str = ""
    then: str = ""
    pick: Callable[[Notes, Scene], str] | None = None


Way = str | Open
"""Where an answer leads: a step of the same flow, or another flow."""


@dataclass(frozen=True, slots=True, init=False)
class Choose:
    """Shows a bubble and its buttons. Each keyword is an option and names the step that it leads to.

    `needs`: what has to be true for the person before they are shown this: the steps of the flow `truth` that ask
    it, and the answers that will do ("parent other": either). Where it is untrue, they are shown `otherwise`.
    `tells`: the answer given here is the answer to that question of `truth`, too.
    `asks`: the answer is a fact that somebody may want to change later.
    `aloud`: the bubble holds a numbered line to read to the caller.
    `calm`: a moment at which the privacy question may be asked.
    `copy`: a second bubble holds a text to copy, and nothing else.
    `rows`: what the step lists, by id, three a page: `{rows}` stands for them in its words, `{row_1}` to `{row_3}` on
    the options of these names, of which only those are shown that there are, and the id of the one picked is noted; a
    further button turns the page.
    """

    id: str
    options: Mapping[str, Way]
    does: tuple[Effect, ...]
    needs: Mapping[str, str]
    otherwise: str
    tells: str
    asks: bool
    aloud: bool
    calm: bool
    copy: bool
    rows: Rows | None

    def __init__(
        self,
        id: str,
        /,
        *,
        does: tuple[Effect, ...] = (),
        needs: Mapping[str, str] | None = None,
        otherwise: str = "",
        tells: str = "",
        asks: bool = False,
        aloud: bool = False,
        calm: bool = False,
        copy: bool = False,
        rows: Rows | None = None,
        **options: Way,
    ) -> None:
        for name, value in (
            ("id", id),
            ("options", options),
            ("does", does),
            ("needs", needs or {}),
            ("otherwise", otherwise),
            ("tells", tells),
            ("asks", asks),
            ("aloud", aloud),
            ("calm", calm),
            ("copy", copy),
            ("rows", rows),
        ):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True, init=False)
class Ask:
    """Asks for words. `then` is where an accepted answer leads; keywords are buttons, as in `Choose`.

    `accept` gives the tidy answer or a `Problem`. With `noted` the next bubble begins with a line that says so;
    with `forget` the answer is read on the way and then not kept; with `pasted` it is somebody else's message, treated
    like a forwarded one, with `amends` in the place of the newest one; with `reads` a message that is passed on is the
    answer, and not judged; with `first` an accepted answer comes before words that lead elsewhere. With `noted_as` it
    puts another answer right: it is noted as that of the step of that name. `tells`: the accepted answer, of a button
    too, is kept under this name with what is true for the person.
    """

    id: str
    accept: Callable[[str, Scene], str | Problem]
    then: str
    options: Mapping[str, Way]
    noted: bool
    forget: bool
    pasted: bool
    amends: bool
    reads: bool
    tells: str
    first: bool
    noted_as: str

    def __init__(
        self,
        id: str,
        accept: Callable[[str, Scene], str | Problem],
        /,
        *,
        then: str,
        noted: bool = False,
        forget: bool = False,
        pasted: bool = False,
        amends: bool = False,
        reads: bool = False,
        tells: str = "",
        first: bool = False,
        noted_as: str = "",
        **options: Way,
    ) -> None:
        for name, value in (
            ("id", id),
            ("accept", accept),
            ("then", then),
            ("options", options),
            ("noted", noted),
            ("forget", forget),
            ("pasted", pasted),
            ("amends", amends),
            ("reads", reads),
            ("tells", tells),
            ("first", first),
            ("noted_as", noted_as),
        ):
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Branch:
    """Goes on by itself, by the notes and the scene. It may compute, but must say where it can go. What it `does` is
    done before it decides. With `settles`, what it leads to asks about something that an answer settles: who goes back
    to such a question decides anew."""

    id: str
    decide: Callable[[Notes, Scene], str]
    to: tuple[str, ...]
    does: tuple[Effect, ...] = ()
    settles: bool = False


def doing(id: str, then: str, *does: Effect) -> Branch:
    """A step on the way, on which something is done."""
    return Branch(id, lambda notes, scene: then, to=(then,), does=does)


@dataclass(frozen=True, slots=True)
class Finish:
    """Ends the flow: back to the one below it, or, with `home`, out of all of them. `quiet`: without words;
    `offers`: buttons that act anywhere, below its words."""

    id: str
    does: tuple[Effect, ...] = ()
    quiet: bool = False
    home: bool = False
    offers: tuple[str, ...] = ()


Step = Choose | Ask | Branch | Finish


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer was not accepted: the id of a sentence in the common catalogue."""

    id: str


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that lead somewhere when somebody types them: every word of one group, in any order, and none of
    `unless`. A word may have others beside it: 去世/过世."""

    words: tuple[str, ...]
    to: Way
    unless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something that people ask: the patterns of it (see `conversations.asking`), where the answer is, and what it
    offers below its words: buttons that act anywhere."""

    id: str
    asks: tuple[str, ...]
    to: Open
    offers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Flow:
    """One conversation: its steps, the first one is where it starts. `renamed` maps old step ids to new ones. `polite`
    are the steps that say 您: they speak to parents, relatives, strangers."""

    id: str
    steps: tuple[Step, ...]
    cues: tuple[Cue, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    polite: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        return self.steps[0].id

    def get(self, step: str) -> Step | None:
        """The step of that id, or of the id that it was renamed to."""
        wanted = self.renamed.get(step, step)
        return next((found for found in self.steps if found.id == wanted), None)


@dataclass(frozen=True, slots=True)
class Playbook:
    """Every flow; the ones on the start screen; the keys that are always there; the words that open a flow, where
    none is open, or anywhere if the flow is `urgent`; out of the crisis flow, only if it is `rescue`. `leaving`
    is where everything can be deleted, `farewell` are the buttons that go on working for who deleted everything.
    `questions` are answered wherever they are asked, save in a crisis. `grounds` are the facts that sentences rest on,
    by "catalogue.id"."""

    flows: Mapping[str, Flow]
    menu: tuple[str, ...]
    crisis: str
    leaving: str = ""
    keys: tuple[str, ...] = ()
    more_keys: tuple[str, ...] = ()
    urgent: tuple[str, ...] = ()
    rescue: tuple[str, ...] = ()
    farewell: tuple[str, ...] = ()
    cues: tuple[Cue, ...] = ()
    questions: tuple[Question, ...] = ()
    grounds: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)


TRUTH = "truth"
"""The flow whose steps ask what is true for a person; its answers outlast every other flow's."""

NOTICED = {"kin": "family"}
"""What is not asked but noticed in typed words, and what holds while nothing was."""

OTHERWISE = "!"
"""The name of the arrow to what is shown to whom a line is untrue for. No option is called that."""


def ways(step: Step) -> tuple[tuple[str, Way], ...]:
    """Every arrow out of a step, named: the one list that checker, diagram, page, walks and screens read.

    What a line needs to know is an arrow to the question, "?" and its name.
    """
    match step:
        case Choose():
            questions = [(f"?{truth}", Open(TRUTH, truth)) for truth in step.needs if truth not in NOTICED]
            otherwise = [(OTHERWISE, step.otherwise)] if step.otherwise else []
            return (*step.options.items(), *questions, *otherwise)
        case Ask():
            return (("", step.then), *step.options.items())
        case Branch():
            return tuple((target, target) for target in step.to)
        case Finish():
            return ()
