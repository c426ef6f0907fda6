import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from core import demo


@pytest.fixture
def told(monkeypatch, settings) -> list[str]:
    """A story of two parts that only notes that it was told."""
    settings.DEMO = True
    told: list[str] = []

    class Part:
        ACCOUNTS = (demo.Account("anna@example.org", "an approver"),)

        @staticmethod
        def load() -> None:
            told.append("part")

    monkeypatch.setattr(demo, "parts", lambda: ["one", "two"])
    monkeypatch.setattr(demo, "import_module", lambda name: Part)
    return told


@pytest.mark.django_db
def test_the_story_is_told_once_in_an_empty_database(told):
    call_command("load_demo")
    assert told == ["part", "part"]


@pytest.mark.django_db
def test_nothing_is_loaded_beside_other_people(told):
    get_user_model().objects.create_user("somebody@example.org")
    call_command("load_demo", if_new=True)
    with pytest.raises(CommandError, match="There are accounts already. `make demo-reset` starts over."):
        call_command("load_demo")
    assert told == []


@pytest.mark.django_db
def test_a_real_installation_refuses_it(told, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="Demonstration data is for demonstrations: start with DEMO=1."):
        call_command("load_demo")
    assert told == []


@pytest.mark.django_db
def test_accounts_are_listed(told, capsys):
    call_command("load_demo", if_new=True, accounts=True)
    printed = capsys.readouterr().out
    assert f"the password {demo.PASSWORD}\n" in printed
    assert printed.count("  anna@example.org  an approver\n") == 2
    assert told == ["part", "part"]


@pytest.mark.django_db
def test_migrations_load_no_demonstration_rows():
    assert demo.is_new()
    assert not get_user_model().objects.exists()
