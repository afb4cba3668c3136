"""What comes of a picture: its text, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Refusal(StrEnum):
    """Why a picture was not read. Each is the id of the sentence in `common.po` that says so."""

    NO_PICTURE = "picture.no_picture"  # something else, whatever its name says
    TOO_LARGE = "picture.too_large"
    MOVING = "picture.moving"  # more than one frame
    DAMAGED = "picture.damaged"
    NO_TEXT = "picture.no_text"
    TOO_SLOW = "picture.too_slow"
    FAILED = "picture.failed"
    NO_READER = "picture.no_reader"  # the libraries are not installed here
    STOPPED = "picture.stopped"  # by the person


@dataclass(frozen=True, slots=True)
class Read:
    text: str
    score: float  # how sure the letters are, 0 to 1


@dataclass(frozen=True, slots=True)
class Refused:
    why: Refusal
