"""What stands in a subject's files is found, in every process; nothing is forgotten because nobody gathered it."""

import os
import re
import subprocess
import sys

import pytest
from django.urls import Resolver404, resolve

from core.registers.register import REGISTERS
from core.subjects import DECLARE, load, our_apps, subjects_of
from tests.house.addresses import addresses
from tests.house.code import FLOORS, ROOT, imported, short

APPS = [floor for floor in FLOORS if floor not in ("core", "config")]
STORIES = sorted(path for app in APPS for path in (ROOT / app).glob("*/demo.py"))


def test_the_apps_are_the_floors():
    assert set(our_apps()) == set(FLOORS) - {"config"}


def test_subjects_are_the_folders_of_an_app():
    assert {"invitations", "organisations", "people"} <= set(subjects_of("partnerships"))
    assert "migrations" not in subjects_of("partnerships")
    assert [module.__name__ for module in load("consultation", "models")] == [
        "consultation.consultations.models",
        "consultation.coverage.models",
        "consultation.guests.models",
        "consultation.responses.models",
    ]


@pytest.mark.parametrize("app", APPS)
def test_nothing_is_gathered_by_hand(app):
    assert [name for name in (*DECLARE, "api") if (ROOT / app / f"{name}.py").exists()] == []


@pytest.mark.parametrize("path", STORIES, ids=short)
def test_every_story_is_told(path):
    """<app>/demo.py is written by hand, since a story has an order; it must not leave one out."""
    app, subject = path.relative_to(ROOT).parts[:2]
    assert f"{app}.{subject}.demo" in {name for _, name in imported(ROOT / app / "demo.py")}, (
        f"Call {subject}.load() in {app}/demo.py."
    )


SAMPLES = {"int": "7", "uuid": "6f1c1d52-1111-4222-8333-444455556666"}


def test_every_address_leads_to_its_own_page_and_no_other_word_does():
    """Addresses are tried by their first word; `found` are those that lead to themselves."""
    ours = [each for each in addresses() if not each.route.startswith(("admin/", "account/")) and "(" not in each.route]
    found = []
    for each in ours:
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda varies: SAMPLES.get(varies[1], "x"), each.route)
        match = resolve(f"/{path}")
        found.append((match.url_name, match.route))
        assert set(match.kwargs) - set(match.extra_kwargs) == set(re.findall(r"<(?:\w+:)?(\w+)>", each.route))
        with pytest.raises(Resolver404):
            resolve(f"/x{path}/x")
    assert found == [(each.name, each.route) for each in ours]
    assert len(found) > 1000


def test_a_process_without_addresses_knows_every_register():
    """The background worker reads no urls.py: a register it does not know cannot be exported there."""
    program = "import django; django.setup(); from core.registers.register import REGISTERS; print(*REGISTERS)"
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"}
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=variables, capture_output=True, text=True)
    listed = {each.name.removesuffix("_csv") for each in addresses() if each.name.endswith("_csv")} - {"answers"}
    assert (listed, done.stderr) == (set(done.stdout.split()), "")
    assert listed == set(REGISTERS)
