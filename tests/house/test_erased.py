"""Once everybody but the reader is erased, every record still opens, and says of nobody who they were."""

import re

import pytest
from django.db import transaction
from django.db.models import F, Value
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from partnerships.people.models import ERASED, ERASED_NAME, User
from tests.house.addresses import addresses
from tests.house.entries import ENTRIES

pytestmark = [pytest.mark.django_db, pytest.mark.asks_in_turn]
RECORDS = sorted(
    each.name
    for each in addresses()
    if ".view_" in (each.permission or "")
    and "<int:pk>" in each.route
    and not each.route.startswith(("api/", "admin/"))
)
OF_FACTORIES = re.compile(r"Person \d+")
"""How tests/factories call people; the reader is one of them."""


def erase_all_but(reader: User) -> None:
    """As `erase_account` leaves them (tests/partnerships/people/test_retention.py)."""
    address = Concat(Value("account-"), Cast(F("pk"), CharField()), Value(ERASED))
    others = User.objects.exclude(pk=reader.pk)
    others.update(is_active=False, name=ERASED_NAME, telephone="", email=address)


def test_every_record_opens_and_names_nobody_who_was_erased(world):
    reader = world.actors["secretariat"].user
    told, opened, named = {}, 0, 0
    for name in RECORDS:
        side, arguments = next(iter(ENTRIES[name].sides.items()))
        for _, made in world.each(["secretariat"], side, arguments):
            with transaction.atomic():
                erase_all_but(reader)
                reply = world.browsers["secretariat"].get(reverse(name, args=made))
                page = (b"".join(reply) if reply.streaming else reply.content).decode(errors="replace")
                others = set(OF_FACTORIES.findall(page)) - {reader.name}
                if reply.status_code >= 500 or others:
                    told[name] = (reply.status_code, others)
                opened += reply.status_code == 200
                named += ERASED_NAME in page
                transaction.set_rollback(True)
    assert told == {}
    assert (opened > 40, named > 5) == (True, True), (
        opened,
        named,
    )  # the records of every app, some of which name people
