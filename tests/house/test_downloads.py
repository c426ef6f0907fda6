"""Every file that is given out says the same to the browser: save it, keep no copy, run nothing."""

import pytest
from django.db import transaction
from django.urls import reverse

from core.files.downloads import XLSX
from core.registers.register import REGISTERS
from tests.factories.consultation import a_consultation
from tests.factories.people import signed_in
from tests.house.entries import ENTRIES
from tests.house.test_role_matrix import ADDRESSES
from tests.house.world import World

pytestmark = pytest.mark.django_db
SHEETS = sorted(name for name in ADDRESSES if name.endswith(("_csv", "_xlsx")))
STORED = ("file_download", "report_file")


@pytest.fixture
def world():
    with transaction.atomic():
        yield World()


def check(given, kind: str) -> None:
    """The headers of a download, whatever made it."""
    if given.streaming:
        assert b"".join(given.streaming_content)
    assert given.status_code == 200
    assert {name: given[name] for name in ("X-Content-Type-Options", "Content-Security-Policy", "Cache-Control")} == {
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }
    assert given["Content-Disposition"].startswith('attachment; filename="')
    assert given["Content-Type"] == {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "stored": "text/csv"}[kind]


def test_the_sheets_of_every_register_are_among_them():
    assert {f"{name}_{ending}" for name in REGISTERS for ending in ("csv", "xlsx")} <= set(SHEETS)
    assert {"answers_csv", "answers_xlsx"} <= set(SHEETS)


@pytest.mark.parametrize("name", [*SHEETS, *STORED])
def test_a_file_is_only_saved(world, name):
    side, arguments = next(iter(ENTRIES[name].sides.items()))
    url = reverse(name, args=arguments(world, side, "secretariat"))
    kind = "stored" if name in STORED else name.rpartition("_")[2]
    check(signed_in(world.actors["secretariat"]).get(url), kind)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_report_as_a_file_is_only_saved(world, kind):
    asked = a_consultation(host=world.trust)
    url = reverse("report", args=["answers-by-kind"])
    check(signed_in(world.actors["secretariat"]).get(url, {"consultation": asked.pk, "format": kind}), kind)
