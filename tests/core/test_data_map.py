from io import StringIO
from pathlib import Path

from django.core.management import call_command

MAP = Path(__file__).parents[2] / "docs" / "data-map.md"


def printed() -> str:
    out = StringIO()
    call_command("data_map", stdout=out)
    return out.getvalue()


def test_the_data_map_is_what_the_declarations_say():
    assert MAP.read_text() == printed(), "Write it again: manage.py data_map > docs/data-map.md"


def test_it_tells_personal_fields_with_purpose_and_retention():
    lines = [line for line in printed().splitlines() if line.startswith("| email | personal |")]
    assert lines
    assert all(cell.strip() for line in lines for cell in line.strip("|").split("|"))
