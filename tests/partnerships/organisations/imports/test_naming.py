"""Names in capitals, as people write them."""

import pytest

from partnerships.organisations.imports.naming import same_name, titled


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("NHS HEREFORDSHIRE CCG", "NHS Herefordshire CCG"),
        (
            "HEREFORDSHIRE AND WORCESTERSHIRE HEALTH AND CARE NHS TRUST",
            "Herefordshire and Worcestershire Health and Care NHS Trust",
        ),
        ("ST GEORGE'S UNIVERSITY HOSPITALS NHS TRUST", "St George's University Hospitals NHS Trust"),
        ("THE QUEEN ELIZABETH HOSPITAL, KING'S LYNN", "The Queen Elizabeth Hospital, King's Lynn"),
        ("NHS HARTLEPOOL AND STOCKTON-ON-TEES CCG", "NHS Hartlepool and Stockton-on-Tees CCG"),
        ("NHS ENGLAND NORTH (YORKSHIRE AND HUMBER)", "NHS England North (Yorkshire and Humber)"),
        ("LONDON - H&J COMMISSIONING HUB", "London - H&J Commissioning Hub"),
        ("NHS HEREFORDSHIRE AND WORCESTERSHIRE ICB - 18C", "NHS Herefordshire and Worcestershire ICB - 18C"),
        ("C/O BILLINGHAM HEALTH CENTRE", "c/o Billingham Health Centre"),
        ("O'BRIEN HOUSE", "O'Brien House"),
        ("Already written as it should be", "Already written as it should be"),
        ("", ""),
    ],
)  # fmt: skip
def test_capitals_become_a_title(given, shown):
    assert titled(given) == shown


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("NHS FYLDE & WYRE CCG", "NHS Fylde and Wyre CCG", True),
        ("St. Mary's", "ST MARYS", True),
        ("NHS Cumbria CCG", "NHS North Cumbria CCG", False),
    ],
)
def test_a_spelling_is_no_change_of_name(one, other, same):
    assert same_name(one, other) is same
