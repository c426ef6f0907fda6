"""manage.py import_organisations."""

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from core.imports.models import ImportRun
from partnerships.organisations.models import Organisation
from tests.partnerships.organisations.imports.files import ods, ods_row, pct

pytestmark = pytest.mark.django_db

GOOD = ["E16000015", "5CN", "Herefordshire"]
BAD = ["E16", "5PL", "Worcestershire"]


@pytest.fixture
def command(lists, capsys):
    """Runs the command: exit code, the lines it printed, what it said of trouble."""

    def run(source, content, *options):
        path = lists.write(content)
        code = 0
        try:
            call_command("import_organisations", source, str(path), *options)
        except SystemExit as ended:
            code = ended.code
        said = capsys.readouterr()
        return code, said.out.splitlines(), said.err.splitlines()

    return run


def test_every_row_taken_is_exit_code_0_and_one_line(command):
    assert command("pct", pct(GOOD)) == (0, ["read=1 created=1 updated=0 unchanged=0 refused=0"], [])
    assert command("pct", pct(GOOD)) == (0, ["read=1 created=0 updated=0 unchanged=1 refused=0"], [])


def test_a_refused_row_is_named_and_the_rest_taken_with_exit_code_3(command):
    assert command("pct", pct(BAD, GOOD)) == (
        3,
        [
            "line 2: refused (5PL Worcestershire): The ONS code 'E16' is not one. "
            "A GSS code is a letter and eight figures, like E06000019.",
            "read=2 created=1 updated=0 unchanged=0 refused=1",
        ],
        [],
    )


def test_a_doubtful_row_is_named_with_exit_code_0(command):
    command("ods", ods(ods_row("01H", "NHS CUMBRIA CCG")))
    code, lines, _ = command("ods", ods(ods_row("01H", "NHS NORTH CUMBRIA CCG")))
    assert code == 0
    assert lines[0].startswith("line 1: taken, but doubtful (NHS North Cumbria CCG, 01H): ODS code 01H was kept while")
    assert lines[1:] == ["read=1 created=0 updated=1 unchanged=0 refused=0"]


def test_a_file_of_no_use_is_exit_code_2_and_a_sentence(command):
    code, lines, trouble = command("pct", "a,b\n1,2\n")
    assert (code, lines) == (2, [])
    assert trouble == [
        "This is not the list 'Primary care trusts (2012)': it has no column PCO12CD, PCO12CDO, PCO12NM. "
        "Choose the right list."
    ]
    assert not ImportRun.objects.exists()


def test_a_file_that_is_not_there_is_exit_code_2(capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("import_organisations", "pct", "/nowhere/list.csv")
    assert (ended.value.code, capsys.readouterr().err) == (2, "list.csv cannot be opened: No such file or directory.\n")


def test_a_preview_says_the_same_and_changes_nothing(command):
    previewed = command("pct", pct(BAD, GOOD), "--preview")
    assert not Organisation.objects.exists()
    code, lines, trouble = command("pct", pct(BAD, GOOD))
    assert previewed == (code, [*lines[:-1], "This was a preview: nothing has been changed.", lines[-1]], trouble)


def test_a_line_break_in_a_name_stays_on_one_line(command):
    _, lines, _ = command("pct", pct(["E16", "5PL", "Worcester\nshire\x1b[31m"]))
    assert len(lines) == 2
    assert "\x1b" not in lines[0]


def test_lists_and_dates_that_are_not_known_are_refused(lists):
    path = lists.write(pct(GOOD))
    with pytest.raises(CommandError, match="invalid choice"):
        call_command("import_organisations", "nonsense", str(path))
    with pytest.raises(CommandError, match="write the date as"):
        call_command("import_organisations", "pct", str(path), "--published", "yesterday")
