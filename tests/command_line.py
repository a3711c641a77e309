"""The command `kg` run by a test: in this process, which is quick, or in one of its own."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from kg.cli import main

ROOT = Path(__file__).parent.parent
Done = subprocess.CompletedProcess[str]


def kg(*arguments: str | Path, cwd: Path | None = None, typed: str = "") -> Done:
    """Runs a command in this process, in the folder ``cwd``; ``typed`` is its standard input."""
    out, err = io.StringIO(), io.StringIO()
    words = ["kg", *map(str, arguments)]
    stdin = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
    with contextlib.ExitStack() as within:
        within.enter_context(contextlib.chdir(cwd or Path.cwd()))
        within.enter_context(contextlib.redirect_stdout(out))
        within.enter_context(contextlib.redirect_stderr(err))
        within.enter_context(mock.patch.object(sys, "stdin", stdin))
        within.enter_context(mock.patch.object(sys, "argv", words))
        ended = within.enter_context(pytest.raises(SystemExit))
        main()
    code = ended.value.code
    return Done(words, code if isinstance(code, int) else int(code is not None), out.getvalue(), err.getvalue())


def kg_apart(*arguments: str | Path, cwd: Path = ROOT, **more: object) -> Done:
    """Runs a command in a process of its own; ``more`` goes to ``subprocess.run``."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    captured = {"capture_output": True} if "stdout" not in more else {}
    return subprocess.run(command, text=True, cwd=cwd, env=environment, timeout=120, check=False, **captured, **more)  # type: ignore[call-overload, no-any-return]
