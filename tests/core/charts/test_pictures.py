"""Pictures of charts say what they show, hold nothing that runs, and are drawn once."""

import datetime
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from core.charts import pictures, specs

DATA = [("Hereford <script>alert(1)</script>", 3), ("Ledbury & Ross", Decimal("5.5")), ("=Leominster", None)]
DATED = [
    (datetime.date(2003, 3, 31), "It came to", 3),
    (datetime.date(2004, 3, 31), "It came to", None),
    (datetime.date(2005, 3, 31), "It came to", Decimal("3.5")),
    (datetime.date(2003, 3, 31), "It was to be", 3),
    (datetime.date(2006, 3, 31), "It was to be", 4),
]
SERIES = [("2003", "Met", 3), ("2003", "Missed", 1), ("2004", "Met", 4), ("2004", "Missed", 0)]


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def texts(svg):
    return [element.text for element in ElementTree.fromstring(svg).iter() if element.text and element.text.strip()]


def test_bars_become_an_svg_with_title_description_and_nothing_that_runs():
    svg = pictures.svg(specs.bar("Bodies <by> town", DATA, x_title="Bodies"))
    root = ElementTree.fromstring(svg)
    title, description = root[0], root[1]
    assert title.text == "Bodies <by> town"
    assert description.text == (
        "Bar chart of 2 values, from 3 (Hereford <script>alert(1)</script>) to 5.5 (Ledbury & Ross). "
        "The table has the same figures."
    )
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"
    assert root.attrib["width"] == "100%"
    assert "Hereford <script>alert(1)</script>" in texts(svg)
    for forbidden in ("<script", "<style", "style=", "href", "onload", "<a ", "foreignObject", "<image"):
        assert forbidden not in svg.replace("&lt;script", "")


@pytest.mark.parametrize(
    "spec",
    [
        specs.bar("Groups", SERIES),
        specs.bar("Dated", [(datetime.date(2003, 1, 1), 1), (datetime.date(2004, 1, 1), 2)]),
        specs.bar("Nothing", []),
        specs.line("Nothing", []),
        specs.line("A month", [(datetime.date(2003, 1, 1), "Signed", 1), (datetime.date(2003, 2, 1), "Signed", 2)]),
    ],
    ids=["groups", "dated", "no bars", "no lines", "a month"],
)
def test_every_form_of_chart_can_be_drawn(spec):
    root = ElementTree.fromstring(pictures.svg(spec))
    assert root[0].text == spec["usermeta"]["title"]


def test_names_of_series_and_labels_can_be_read_in_the_picture():
    found = texts(pictures.svg(specs.bar("Targets", SERIES)))
    assert {"2003", "2004", "Met", "Missed"} <= set(found)


def test_lines_are_told_apart_without_colour_and_a_step_holds_until_the_next():
    spec = specs.line("Volunteers", DATED, steps=["It was to be"], y_title="people")
    svg = pictures.svg(spec)
    assert {"Jan 2004", "Jan 2006", "It came to", "It was to be", "people"} <= set(texts(svg))
    root = ElementTree.fromstring(svg)
    assert root[1].text == (
        "Line chart of 4 values, from 3 (2003-03-31, It came to) to 4 (2006-03-31, It was to be). "
        "The table has the same figures."
    )
    drawn = [each.attrib for each in root.iter() if each.attrib.get("stroke-dasharray") and "d" in each.attrib]
    assert {each["stroke-dasharray"] for each in drawn} == {"1,0", "6,4"}
    assert [layer["mark"]["interpolate"] for layer in spec["layer"]] == ["linear", "step-after"]


def test_a_picture_is_drawn_once_and_kept_by_what_it_shows(monkeypatch):
    spec = specs.bar("Bodies", [("Ross", 1)])
    assert pictures.kept(spec) is None
    drawn = pictures.draw(spec)
    monkeypatch.setattr(pictures, "svg", lambda spec: pytest.fail("drawn twice"))
    assert pictures.draw(dict(reversed(spec.items()))) == drawn
    assert pictures.kept(spec) == drawn
    assert pictures.kept(specs.bar("Bodies", [("Ross", 2)])) is None


def test_a_chart_that_would_fetch_its_data_is_not_drawn():
    spec = specs.bar("Bodies", []) | {"data": {"url": "http://127.0.0.1:1/data.json"}}
    with pytest.raises(ValueError):
        pictures.svg(spec)


def test_a_picture_is_plain_svg_whatever_prefix_another_library_took(monkeypatch):
    monkeypatch.setattr(ElementTree, "_namespace_map", {"urn:other": ""})
    svg = pictures.svg(specs.bar("Bodies", [("Ross", 1)]))
    assert svg.startswith("<svg ")
    assert svg.count("xmlns") == 1


def test_counts_have_no_ticks_between_whole_numbers():
    found = texts(pictures.svg(specs.bar("Bodies", [("Ross", 1), ("Ledbury", 2)])))
    assert [text for text in found if text[0].isdigit()] == ["0", "1", "2"]
