"""A wheel built from a clean clone, installed in an empty environment, runs from another folder."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_an_installed_wheel_talks_from_another_folder(tmp_path: Path) -> None:
    """The libraries are lent by this environment, so that no network is needed; the project itself is not in it."""
    clone, built, empty, elsewhere = (tmp_path / name for name in ("clone", "dist", "venv", "elsewhere"))
    elsewhere.mkdir()
    run("git", "clone", "-q", str(ROOT), str(clone), cwd=tmp_path)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(built), cwd=clone)
    (wheel,) = built.glob("wenzhu-*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    for locale in ("zh_Hans", "zh_Hant"):
        assert f"bot/locales/{locale}/LC_MESSAGES/live_call.po" in names
    assert not [name for name in names if name.endswith((".mo", ".pyc")) or name.startswith(("tests/", "locales/"))]

    venv.create(empty, with_pip=False)
    python = str(empty / "bin" / "python")
    run(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-index",
        "--no-deps",
        str(wheel),
        cwd=tmp_path,
    )
    site = Path(sysconfig.get_path("purelib", vars={"base": str(empty)}))
    (site / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    where = run(python, "-c", "import bot; print(bot.__file__)", cwd=elsewhere)
    assert Path(where.strip()).is_relative_to(site)
    talk = run(str(empty / "bin" / "wenzhu"), "chat", "--plain", cwd=elsewhere, said="正在通话\n")
    assert talk.startswith("你好。我帮人应对逾期催收。\n")
    assert "慢慢呼一口气" in talk


def run(*command: str, cwd: Path, said: str = "") -> str:
    """Run a command that has to succeed, in a home of its own; gives what it printed."""
    home = {"HOME": str(cwd), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        command, input=said, capture_output=True, encoding="utf-8", cwd=cwd, env=home, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
