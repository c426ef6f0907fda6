"""A kind of work for the tests with a real worker: it takes its time, and writes down each step it did."""

import os
import time
from pathlib import Path

from core.work.kinds import handler


@handler("probe", title="Probe", limit=60)
def run(row, progress):
    """Append one line to a file for each step, going on from where an earlier run came to."""
    for step in range(row.result.get("step", 0) + 1, row.args["steps"] + 1):
        with Path(row.args["path"]).open("a") as file:
            file.write(f"{step} {os.getpid()}\n")
        progress(step, row.args["steps"], keep={"step": step})
        time.sleep(row.args["pause"])
    return {"text": "all steps"}
