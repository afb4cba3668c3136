"""The lines that a collector may cross, as rules that can be read and listed."""

from __future__ import annotations

from conversations.reading.lines_falsehoods import FALSEHOODS
from conversations.reading.lines_meant_takings import TAKINGS_MEANT
from conversations.reading.lines_meant_threats import THREATS_MEANT
from conversations.reading.lines_money import TAKINGS
from conversations.reading.lines_threats import THREATS

RULES = (*THREATS, *FALSEHOODS, *TAKINGS, *THREATS_MEANT, *TAKINGS_MEANT)
