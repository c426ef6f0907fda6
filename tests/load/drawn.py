"""The charts of the monitored contract, drawn as the background worker draws them, so that its page shows them."""

import json

from django.test import Client

from commissioning.contracts.models import Contract
from core.work.actions import run_row
from core.work.models import WorkRow
from partnerships.people.models import User


def drawn() -> str:
    """Open the page, so that it asks for them, and do what it asked for. Gives how many pieces of work that was."""
    reader = Client(SERVER_NAME="127.0.0.1")
    reader.force_login(User.objects.get(email="bench@example.org"))
    reader.get(f"/contracts/{Contract.objects.latest('pk').pk}/monitoring/")
    asked = [run_row(each.pk) for each in WorkRow.objects.waiting().filter(kind="draw_charts")]
    return json.dumps({"done": len(asked)})
