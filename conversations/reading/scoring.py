"""How well readings agree with labels: every rate as k of n with its 95 % Wilson interval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from conversations.reading.labels import ENTITIES, PRACTICES, WITHOUT_PRACTICE, Kind
from conversations.reading.message import Reading

DANGER = {Kind.VIOLATION, Kind.SCAM}
CALMING = {Kind.LAWFUL, Kind.OFFICIAL}
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader says about a message. `hard` marks a lawful one that looks like a breach."""

    text: str
    kind: str
    practices: frozenset[str]
    evidence: Mapping[str, Sequence[str]]
    severity: int
    entities: Mapping[str, frozenset[str]]
    hard: bool


@dataclass(frozen=True, slots=True)
class Pair:
    label: Label
    reading: Reading
    blind: Reading  # the same message, its recipient unknown


def report(pairs: Sequence[Pair]) -> Iterator[str]:
    """The whole comparison, a line at a time."""
    yield from kinds(pairs)
    yield from practices(pairs)
    yield from evidence(pairs)
    yield from entities(pairs)


def rate(k: int, n: int) -> str:
    low, high = wilson(k, n)
    return f"{k / n if n else 0:6.1%}  {k} of {n}  [{low:.1%}, {high:.1%}]"


def wilson(k: int, n: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a proportion: Wilson's score interval."""
    if not n:
        return 0.0, 1.0
    share = k / n
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, (middle - spread) / (1 + z * z / n)), min(1.0, (middle + spread) / (1 + z * z / n))


@dataclass(slots=True)
class Tally:
    """Right, too many and missed, of one label or of all."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    def count(self, said: bool, meant: bool) -> None:
        self.right += said and meant
        self.extra += said and not meant
        self.missed += meant and not said

    def add(self, other: Tally) -> None:
        self.right, self.extra, self.missed = (
            self.right + other.right, self.extra + other.extra, self.missed + other.missed,
        )  # fmt: skip

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.extra + self.missed or 1)

    def line(self, name: str) -> str:
        said, meant = self.right + self.extra, self.right + self.missed
        precision, recall = rate(self.right, said), rate(self.right, meant)
        return f"{name:<42} F1 {self.f1:.3f}   precision {precision}   recall {recall}"


def table(title: str, tallies: Mapping[str, Tally]) -> Iterator[str]:
    seen = {name: tally for name, tally in tallies.items() if tally.right + tally.extra + tally.missed}
    yield f"--- {title}"
    for name, tally in seen.items():
        yield tally.line(name)
    whole = Tally()
    for tally in seen.values():
        whole.add(tally)
    meant = [tally.f1 for tally in seen.values() if tally.right + tally.missed]
    yield whole.line(f"{title}, micro")
    yield f"{title + ', macro':<42} F1 {sum(meant) / len(meant) if meant else 0:.3f}"


def kinds(pairs: Sequence[Pair]) -> Iterator[str]:
    tallies = {kind.value: Tally() for kind in Kind}
    confused: Counter[tuple[str, str]] = Counter()
    for pair in pairs:
        for name, tally in tallies.items():
            tally.count(pair.reading.kind == name, pair.label.kind == name)
        if pair.label.kind != pair.reading.kind:
            confused[pair.label.kind, str(pair.reading.kind)] += 1
    yield from table("kind", tallies)
    yield f"kind, accuracy {rate(len(pairs) - confused.total(), len(pairs))}"
    for (meant, said), count in confused.most_common():
        yield f"  {count:3}  {meant} read as {said}"
    dangers = [pair for pair in pairs if pair.label.kind in DANGER]
    grave = [pair for pair in pairs if pair.label.severity == 3]
    harmless = [pair for pair in pairs if pair.label.kind in WITHOUT_PRACTICE]
    yield f"clean read as violation or scam      {rate(sum(p.reading.kind in DANGER for p in harmless), len(harmless))}"
    yield f"danger read as lawful or official    {rate(sum(p.reading.kind in CALMING for p in dangers), len(dangers))}"
    yield f"grave not read as violation or scam  {rate(sum(p.reading.kind not in DANGER for p in grave), len(grave))}"
    near = sum(abs(pair.reading.severity - pair.label.severity) <= 1 for pair in pairs)
    yield f"severity within one                  {rate(near, len(pairs))}"


def practices(pairs: Sequence[Pair]) -> Iterator[str]:
    for title, blind in (("practice", False), (f"practice, recipient {UNKNOWN}", True)):
        tallies = {name: Tally() for name in PRACTICES}
        for pair in pairs:
            said = (pair.blind if blind else pair.reading).practices
            for name, tally in tallies.items():
                tally.count(name in said, name in pair.label.practices)
        lines = list(table(title, tallies))
        yield from lines[-2:] if blind else lines
    for title, hard in (("clean", False), ("hard negative", True)):
        some = [pair for pair in pairs if not pair.label.practices and pair.label.hard is hard]
        yield f"any practice on {title:<21}{rate(sum(bool(pair.reading.evidence) for pair in some), len(some))}"


def evidence(pairs: Sequence[Pair]) -> Iterator[str]:
    meant_hit = meant = said_hit = said = inexact = 0
    for pair in pairs:
        text = pair.label.text
        labelled = [(name, span(text, piece)) for name, pieces in pair.label.evidence.items() for piece in pieces]
        found = [
            (piece.practice, (piece.start, piece.start + len(piece.text)))
            for piece in pair.reading.evidence
            if piece.text
        ]
        inexact += sum(text[start:end] != piece.text for (_, (start, end)), piece in zip(
            found, (piece for piece in pair.reading.evidence if piece.text), strict=True,
        ))  # fmt: skip
        meant, said = meant + len(labelled), said + len(found)
        meant_hit += sum(any(same(each, other) for other in found) for each in labelled)
        said_hit += sum(any(same(each, other) for other in labelled) for each in found)
    yield "--- evidence"
    yield f"labelled pieces that are found       {rate(meant_hit, meant)}"
    yield f"pieces found that are labelled       {rate(said_hit, said)}"
    yield f"pieces that are no exact quotation   {inexact}"


Piece = tuple[str, tuple[int, int]]


def span(text: str, piece: str) -> tuple[int, int]:
    start = text.find(piece)
    return start, start + len(piece)


def same(one: Piece, other: Piece) -> bool:
    """The same practice, and character overlap (IoU) of a half, or one within the other with 30 % of its length."""
    (start, end), (begin, stop) = one[1], other[1]
    shared = min(end, stop) - max(start, begin)
    if one[0] != other[0] or shared <= 0:
        return False
    short, long = sorted((end - start, stop - begin))
    return shared / (short + long - shared) >= 0.5 or (shared == short and short >= 0.3 * long)


def entities(pairs: Sequence[Pair]) -> Iterator[str]:
    tallies = {name: Tally() for name in ENTITIES}
    for pair in pairs:
        if pair.label.kind == Kind.UNRELATED:
            continue
        for name, tally in tallies.items():
            said = {found.text for found in pair.reading.entities[name]}
            for text in said | pair.label.entities[name]:
                tally.count(text in said, text in pair.label.entities[name])
    yield from table("entities", tallies)
