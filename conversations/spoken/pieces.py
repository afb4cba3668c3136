"""The named pieces of a match, where a pattern says one thing in several ways."""

from __future__ import annotations

import re


def pieces(found: re.Match[str]) -> dict[str, str]:
    """What each name caught. A name may stand once in a pattern: `count_2` is the second way to say `count`."""
    return {name.removesuffix("_2"): said for name, said in found.groupdict().items() if said}


def nameless(pattern: str) -> str:
    """The same pattern without names, to be put beside others that use them too."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)
