"""A workbook of answers, made as the background worker makes it, beside the CSV of the same rows. Printed as JSON.

In a process of its own, so that its memory is its own.
"""

import json
import time
from collections.abc import Callable
from typing import Any

from consultation.consultations.models import Consultation
from consultation.responses import exports
from core.work.actions import ask, run_row
from partnerships.people.actors import actor_for
from partnerships.people.models import User
from tests.load import machine


def measured() -> str:
    """Of both the processor and clock milliseconds; the rows; the megabytes by which the process grew."""
    actor = actor_for(User.objects.get(email="bench@example.org"))
    consultation = Consultation.objects.get(reference="CON-BNCH-0002")
    nothing = Consultation.objects.get(reference="CON-BNCH-0003")
    run_row(ask(actor, "answers_workbook", consultation=nothing.pk).pk)  # once without rows: a worker imports all once

    csv, lines = timed(lambda: sum(piece.count(b"\n") for piece in exports.csv_pieces(actor, consultation)))
    before = machine.forget_peak("self")
    workbook, done = timed(lambda: run_row(ask(actor, "answers_workbook", consultation=consultation.pk).pk))
    grew = machine.memory("self", "VmHWM") - before
    return json.dumps({"csv": csv, "workbook": workbook, "lines": lines, "rows": done.result["rows"], "grew": grew})


def timed(make: Callable[[], Any]) -> tuple[tuple[float, float], Any]:
    """The processor and the clock milliseconds that it takes, and what it gives."""
    cpu, clock = time.process_time(), time.perf_counter()
    made = make()
    return (1000 * (time.process_time() - cpu), 1000 * (time.perf_counter() - clock)), made
