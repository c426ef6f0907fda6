"""A start without what it needs is refused with a sentence; only the demonstration has defaults."""

import os
import re
import subprocess
import sys

import pytest

from tests.house.code import ROOT

REAL = {
    "SECRET_KEY": "a long random text for this test and no other purpose",
    "ALLOWED_HOSTS": "concordat.example.org",
    "BASE_URL": "https://concordat.example.org",
    "DATABASE_URL": "postgres://concordat@127.0.0.1/concordat",
}
SENTENCES = {
    "SECRET_KEY": "Set SECRET_KEY: a long random text that nobody else knows.",
    "ALLOWED_HOSTS": "Set ALLOWED_HOSTS: the host names this site answers to, separated by commas.",
    "BASE_URL": "Set BASE_URL: the address of the site, from which links in mail are made.",
    "DATABASE_URL": "Set DATABASE_URL: the database, for example postgres://user:password@host/name.",
}


def read_settings(expression: str, tmp_path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a fresh process with these variables and no others, and print an expression."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    program = f"from config import settings as s; print(repr(({expression},)))"
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        cwd=ROOT, env=kept | {"VAR_DIR": str(tmp_path)} | variables, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


@pytest.mark.parametrize("name", REAL)
def test_a_start_without_a_required_variable_is_refused_with_a_sentence(name, tmp_path):
    refused = read_settings("s.BASE_URL", tmp_path, **{key: value for key, value in REAL.items() if key != name})
    assert refused.returncode == 1
    last = refused.stderr.strip().splitlines()[-1]
    assert last == f"django.core.exceptions.ImproperlyConfigured: {SENTENCES[name]} (Only DEMO=1 starts without it.)"


def test_a_real_start_reads_its_variables(tmp_path):
    expression = (
        "s.DEMO, s.ALLOWED_HOSTS, s.DATABASES['default']['ENGINE'], s.CELERY_BROKER_URL, s.SESSION_COOKIE_SECURE"
    )
    started = read_settings(expression, tmp_path, **REAL)
    assert started.stderr == ""
    assert started.stdout.strip() == repr(
        (False, ["concordat.example.org"], "django.db.backends.postgresql", "filesystem://", True)
    )


NAMED = {"OPERATOR": "Example Forum", "CONTACT_NAME": "The office", "CONTACT_EMAIL": "help@example.org"}


@pytest.mark.parametrize("missing", [(), ("OPERATOR",), ("CONTACT_NAME", "CONTACT_EMAIL")], ids=str)
def test_a_real_installation_is_warned_where_nobody_is_named(missing, tmp_path):
    given = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ} | REAL
    given |= {"SECRET_KEY": "Rz8-qL2_xV5.kT9!wN3@bM6#cJ7$hF1%gD4^sP0&yA+eU2*oI-and-more", "VAR_DIR": str(tmp_path)}
    given |= {name: text for name, text in NAMED.items() if name not in missing}
    checked = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT, env=given,
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert re.findall(r"HINT: Set (\w+)\.", checked.stderr) == sorted(missing)
    assert (checked.returncode, checked.stderr == "") == ((1, False) if missing else (0, True)), checked.stderr


def test_blanks_in_a_list_do_not_count(tmp_path):
    hosts = "concordat.example.org , www.example.org,"
    started = read_settings("s.ALLOWED_HOSTS", tmp_path, **REAL | {"ALLOWED_HOSTS": hosts})
    assert started.stdout.strip() == "(['concordat.example.org', 'www.example.org'],)"


def test_an_empty_variable_is_as_good_as_none(tmp_path):
    empty = dict.fromkeys(("DEMO", "PORT", "STAFF_TWO_FACTOR", "BEHIND_PROXY"), "")
    started = read_settings("s.DEMO, s.PORT, s.STAFF_TWO_FACTOR", tmp_path, **REAL | empty)
    assert (started.stdout.strip(), started.stderr) == ("(False, 8000, True)", "")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("DEMO", "Set DEMO to 1 or 0, not to 'perhaps'."), ("PORT", "Set PORT to a whole number, not to 'perhaps'.")],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(name, sentence, tmp_path):
    refused = read_settings("s.DEMO", tmp_path, **REAL | {name: "perhaps"})
    assert refused.stderr.strip().splitlines()[-1] == f"django.core.exceptions.ImproperlyConfigured: {sentence}"


def test_the_demonstration_starts_with_defaults(tmp_path):
    expression = "s.BASE_URL, s.DATABASES['default']['NAME'], s.CELERY_BROKER_URL, s.EMAIL_BACKEND, s.STAFF_TWO_FACTOR"
    started = read_settings(expression, tmp_path, DEMO="1", PORT="8142")
    assert started.stdout.strip() == repr(
        (
            "http://127.0.0.1:8142",
            f"{tmp_path}/demo.sqlite3",
            "filesystem://",
            "django.core.mail.backends.filebased.EmailBackend",
            False,
        )
    )


def test_the_demonstration_makes_a_secret_of_its_own_and_keeps_it(tmp_path):
    first = read_settings("s.SECRET_KEY", tmp_path, DEMO="1").stdout.strip()
    assert len(first) > 50
    assert read_settings("s.SECRET_KEY", tmp_path, DEMO="1").stdout.strip() == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_secret_may_come_from_a_file(tmp_path):
    secret = tmp_path / "key"
    secret.write_text("from a file, long enough for this test")
    given = {name: value for name, value in REAL.items() if name != "SECRET_KEY"}
    started = read_settings("s.SECRET_KEY", tmp_path, SECRET_KEY_FILE=str(secret), **given)
    assert started.stdout.strip() == "('from a file, long enough for this test',)"


def test_with_redis_the_broker_is_redis(tmp_path):
    started = read_settings("s.CELERY_BROKER_URL", tmp_path, REDIS_URL="redis://127.0.0.1:6379/3", **REAL)
    assert started.stdout.strip() == "('redis://127.0.0.1:6379/3',)"


def test_the_driver_is_psycopg2():
    from django.db.backends.postgresql.psycopg_any import is_psycopg3

    assert is_psycopg3 is False
