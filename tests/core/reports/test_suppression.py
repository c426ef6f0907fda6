"""Small numbers cannot be read, and cannot be worked out."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.reports.declaration import Column, Table
from core.reports.suppression import suppress, suppress_table

THRESHOLD = 3
MOST = 5


def tables(rows, columns):
    row = st.lists(st.integers(0, MOST), min_size=columns, max_size=columns)
    return st.lists(row, min_size=rows, max_size=rows)


SHAPES = st.sampled_from([(1, 1), (1, 2), (1, 4), (2, 1), (3, 1), (2, 2), (2, 3), (3, 2)]).flatmap(lambda s: tables(*s))


def public(found):
    """All that is published, place by place: cells, then row totals, then column totals, then the total."""
    return [*(cell for row in found.cells for cell in row), *found.row_totals, *found.column_totals, found.total]


def everything(counts):
    rows = [sum(row) for row in counts]
    columns = [sum(column) for column in zip(*counts, strict=True)]
    return [*(cell for row in counts for cell in row), *rows, *columns, sum(rows)]


def consistent(counts, found):
    """Every table of counts that looks the same as what was published, by trying them all."""
    height, width = len(counts), len(counts[0])
    cells = [cell for row in found.cells for cell in row]
    choices = [range(MOST + 2) if cell is None else [cell] for cell in cells]
    shown = public(found)
    for tried in product(*choices):
        other = everything([list(tried[row * width : (row + 1) * width]) for row in range(height)])
        if all(told is None or told == value for told, value in zip(shown, other, strict=True)):
            yield other


@settings(max_examples=80)
@given(SHAPES)
def test_nothing_small_is_shown_and_nothing_hidden_can_be_worked_out(counts):
    found = suppress(counts, THRESHOLD)
    shown, true = public(found), everything(counts)
    assert not [value for value in shown if value is not None and 0 < value < THRESHOLD]
    assert [value for value in shown if value is not None] == [
        value for value, told in zip(true, shown, strict=True) if told is not None
    ]
    hidden = [place for place, told in enumerate(shown) if told is None]
    possible = {place: set() for place in hidden}
    for other in consistent(counts, found):
        for place in hidden:
            possible[place].add(other[place])
        if all(len(values) > 1 for values in possible.values()):
            break
    assert {place: values for place, values in possible.items() if len(values) < 2} == {}


@settings(max_examples=300)
@given(tables(4, 4))
def test_no_shown_total_gives_away_a_small_sum(counts):
    found = suppress(counts, THRESHOLD)
    lines = [(row, total) for row, total in zip(found.cells, found.row_totals, strict=True)]
    lines += [
        (column, total) for column, total in zip(zip(*found.cells, strict=True), found.column_totals, strict=True)
    ]
    lines += [(found.row_totals, found.total), (found.column_totals, found.total)]
    for parts, total in lines:
        if total is not None and None in parts:
            rest = total - sum(part for part in parts if part is not None)
            assert rest == 0 or rest >= THRESHOLD


@given(tables(3, 3))
def test_a_table_without_small_numbers_is_shown_whole(counts):
    large = [[count + 5 for count in row] for row in counts]
    assert public(suppress(large, 5)) == everything(large)


def test_one_small_number_takes_three_more_with_it():
    found = suppress([[2, 30, 40], [20, 35, 45], [50, 60, 70]], 5)
    assert found.cells == [[None, None, 40], [None, None, 45], [50, 60, 70]]
    assert found.row_totals == [72, 100, 180]
    assert found.column_totals == [72, 125, 155]
    assert found.total == 352


def test_noughts_are_shown():
    assert public(suppress([[0, 10], [12, 0]], 5)) == [0, 10, 12, 0, 10, 12, 12, 10, 22]


def test_a_single_small_number_hides_its_totals_too():
    assert public(suppress([[2]], 5)) == [None, None, None, None]


def test_a_list_of_counts_hides_a_second_one():
    assert public(suppress([[2], [20], [30]], 5))[:3] == [None, None, 30]


@pytest.mark.parametrize("counts", [[[1, -1]], [[1], [1, 2]]])
def test_what_is_no_table_of_counts_is_refused(counts):
    with pytest.raises(ValueError, match="equally long"):
        suppress(counts, 5)


def test_a_large_table_is_done_in_reasonable_time():
    counts = [[(row * 7 + column * 3) % 23 for column in range(8)] for row in range(60)]
    found = suppress(counts, 5)
    assert not [value for value in public(found) if value is not None and 0 < value < 5]


def test_a_report_table_says_what_was_hidden():
    table = Table(
        "Answers",
        [Column("Place"), Column("Met", "number"), Column("Missed", "number")],
        [["Ross", 2, 30], ["Ledbury", 20, 35]],
    )
    found = suppress_table(table, 5)
    assert found.headings == ["Place", "Met", "Missed", "Total"]
    assert found.rows == [["Ross", "hidden", "hidden", 32], ["Ledbury", "hidden", "hidden", 55]]
    assert found.total == ["Total", 22, 65, 87]
    assert found.note == "Numbers from 1 to 4 are hidden, and others too where a hidden one could be worked out."
