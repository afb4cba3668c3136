"""A wheel built from the sources, installed in an empty environment, runs from another folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_an_installed_wheel_talks_from_another_folder(tmp_path: Path) -> None:
    """The libraries come from this environment: what is shown is that the wheel itself is whole."""
    built = tmp_path / "dist"
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built)], cwd=ROOT, check=True,
        capture_output=True, timeout=60,
    )  # fmt: skip
    (wheel,) = built.glob("wenzhu-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert "bot/locales/zh_Hans/LC_MESSAGES/live_call.po" in names
    assert not [name for name in names if name.endswith((".mo", ".pyc")) or name.startswith(("tests/", "locales/"))]
    venv.create(tmp_path / "venv", with_pip=False)
    site = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv")}))
    zipfile.ZipFile(wheel).extractall(site)
    (site / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    python = tmp_path / "venv" / "bin" / "python"
    done = subprocess.run(
        [python, "-c", "import bot, sys; print(bot.__file__, file=sys.stderr); "
         "from bot.__main__ import main; sys.exit(main(['chat', '--plain']))"],
        input="正在通话\n", capture_output=True, encoding="utf-8", cwd=elsewhere, timeout=60, check=True,
        env={"HOME": str(elsewhere)},
    )  # fmt: skip
    assert str(site) in done.stderr
    assert done.stdout.startswith("你好。我帮人应对逾期催收。\n")
    assert "慢慢呼一口气" in done.stdout
