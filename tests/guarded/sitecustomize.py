"""Python imports this before the program: what tests start stays on this machine too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from loopback import guard

guard(ends=True)
sys.path.pop(0)
