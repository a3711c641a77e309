"""Law 5, from outside: a process that is killed at any instant leaves what was there or what was to be, and the next run ends the same."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

RUNS = 36  # python tests/killer.py 200 is the long form; this one fits the suite


def test_a_run_that_is_killed_at_random_instants_loses_and_doubles_nothing() -> None:
    killer = Path(__file__).parent / "killer.py"
    done = subprocess.run([sys.executable, str(killer), str(RUNS)], capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["broken"] == []
    assert told["runs"] == RUNS
    assert told["kills"] > RUNS // 3
