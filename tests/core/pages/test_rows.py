"""The rows of a table, each cell as it is said to be."""

import pytest
from django.template import engines
from markupsafe import Markup

from core.pages.rows import filled

MARKED = "<b>'x' & \"y\"</b>"
ESCAPED = "&lt;b&gt;&#39;x&#39; &amp; &#34;y&#34;&lt;/b&gt;"


@pytest.mark.parametrize(
    ("cell", "drawn"),
    [
        (MARKED, ESCAPED),
        (Markup("<b>ours</b>"), "<b>ours</b>"),
        (0, "0"),
        ("", ""),
        ({}, ""),
        ({"text": MARKED}, ESCAPED),
        ({"text": MARKED, "href": MARKED}, f'<a class="nhsuk-link" href="{ESCAPED}">{ESCAPED}</a>'),
        ({"text": MARKED, "href": ""}, ESCAPED),
        ({"text": MARKED, "tag": "red"}, f'<strong class="nhsuk-tag nhsuk-tag--red">{ESCAPED}</strong>'),
        ({"lines": [MARKED, 3]}, f'<ul class="nhsuk-list app-tight"><li>{ESCAPED}</li><li>3</li></ul>'),
    ],
)
def test_what_stands_in_a_cell(cell, drawn):
    assert filled([{"title": "What"}, {"title": "How"}], [["Ann", cell]]) == (
        '<tr class="nhsuk-table__row" role="row">'
        '<th role="rowheader" scope="row" class="nhsuk-table__header" data-label="What">Ann</th>'
        f'<td role="cell" class="nhsuk-table__cell" data-label="How">{drawn}</td></tr>\n'
    )


def test_a_column_says_its_title_and_whether_it_is_of_numbers_and_a_cell_without_one_stands_too():
    drawn = filled([{"title": MARKED, "number": True}, {"title": "Of {them}", "number": True}], [[1, 2, "Remove"]])
    assert f'class="nhsuk-table__header nhsuk-table__cell--numeric" data-label="{ESCAPED}">1</th>' in drawn
    assert 'class="nhsuk-table__cell nhsuk-table__cell--numeric" data-label="Of {them}">2</td>' in drawn
    assert '<td role="cell" class="nhsuk-table__cell" data-label="">Remove</td>' in drawn


def test_a_template_draws_a_table_with_them():
    table = '{% from "components/table.html" import table %}{{ table(columns, rows, "Who") }}'
    drawn = engines["jinja2"].from_string(table).render({"columns": [{"title": "Name"}], "rows": [[MARKED], ["Ann"]]})
    assert (drawn.count("<tr"), drawn.count(ESCAPED), drawn.count(">Ann</th>")) == (3, 1, 1)
