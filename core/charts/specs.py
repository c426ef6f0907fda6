"""What a chart shows, as a Vega-Lite dictionary with its data inside: nothing is fetched when it is drawn."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

Point = tuple[Any, ...]
"""(label, value) or (label, series, value); a value of None is a gap."""

WIDTH = 560
BAR_STEP = 26
COLOURS = ["#0f4c5c", "#b3541e", "#5b3a8c", "#3d6b21", "#8a1c4a", "#4a4a4a"]
"""Each stands out from white by at least 4.5 to 1."""
DASHES = [[1, 0], [6, 4], [2, 3]]
SHAPES = ["circle", "square", "triangle-up"]
"""Lines that nobody has to tell apart by their colour."""
LINE_HEIGHT = 240
MONTHS_UNTIL = 1100
"""Days that a line may span and have its months named."""
CONFIG = {
    "font": "Arial, Helvetica, sans-serif",
    "background": "white",
    "axis": {
        "labelFontSize": 13,
        "titleFontSize": 13,
        "labelLimit": 260,
        "labelColor": "#212b32",
        "gridColor": "#d8dde0",
    },
    "legend": {"labelFontSize": 13, "titleFontSize": 13, "orient": "bottom"},
    "view": {"stroke": None},
    "padding": {"left": 20, "right": 12, "top": 5, "bottom": 5},  # labels may be wider in the reader's own letters
}


def bar(
    title: str, data: Sequence[Point], *, x_title: str = "", y_title: str = "", description: str = ""
) -> dict[str, Any]:
    """Horizontal bars, in the order given; with series, groups of bars."""
    labels = list(dict.fromkeys(str(point[0]) for point in data))
    spec = _base(title, data, description or _described("Bar chart", data))
    spec |= {"mark": {"type": "bar", "color": COLOURS[0]}, "height": {"step": BAR_STEP}}
    spec["encoding"] = {
        "y": {"field": "label", "type": "nominal", "sort": labels, "title": y_title or None},
        "x": {"field": "value", "type": "quantitative", "title": x_title or None, "axis": _counted(data)},
    }
    if _has_series(data):
        spec["encoding"] |= {"yOffset": {"field": "series", "sort": _series(data)}, "color": _colour(data)}
        spec["height"] = {"step": 18, "for": "offset"}
    return spec


def line(
    title: str,
    data: Sequence[Point],
    *,
    steps: Sequence[str] = (),
    y_title: str = "",
    description: str = "",
) -> dict[str, Any]:
    """Lines over time: (day, series, value), the points of each series in the order of their days.

    Each line has its own colour, dashes and shape of points. Those of `steps` hold until their next point.
    """
    spec = _base(title, (), description or _described("Line chart", data))
    names = _series(data)
    del spec["data"]  # each line has its own
    spec |= {"height": LINE_HEIGHT, "layer": [_line(name, data, stepped=name in steps) for name in names]}
    spec["encoding"] = {
        "x": {"field": "label", "type": "temporal", "scale": {"type": "utc"}, "title": None, "axis": _dated(data)},
        "y": {
            "field": "value",
            "type": "quantitative",
            "title": y_title or None,
            "scale": {"zero": False},
            "axis": _counted(data),
        },
        "color": _colour(data),
        "strokeDash": {"field": "series", "scale": {"domain": names, "range": _in_turn(DASHES, names)}, "title": None},
        "shape": {"field": "series", "scale": {"domain": names, "range": _in_turn(SHAPES, names)}, "title": None},
    }
    return spec


def _line(name: str, data: Sequence[Point], *, stepped: bool) -> dict[str, Any]:
    mark = {"type": "line", "point": {"size": 60, "filled": True}, "interpolate": "step-after" if stepped else "linear"}
    return {"data": {"values": [_value(point) for point in data if point[1] == name]}, "mark": mark}


def _dated(data: Sequence[Point]) -> dict[str, Any]:
    """An axis of days: years where they are many, else months."""
    days = [point[0] for point in data]
    years = bool(days) and (max(days) - min(days)).days > MONTHS_UNTIL
    return {"format": "%Y" if years else "%b %Y", "tickCount": 6, "labelOverlap": True}


def _in_turn(values: Sequence[Any], names: Sequence[str]) -> list[Any]:
    return [values[number % len(values)] for number in range(len(names))]


def _counted(data: Sequence[Point]) -> dict[str, Any]:
    """An axis for values: whole numbers get no ticks between them."""
    values = [point[-1] for point in data if point[-1] is not None]
    if not all(isinstance(value, int) for value in values):
        return {}
    return {"format": ",d", "tickCount": min(10, max([1, *values]))}


def _base(title: str, data: Sequence[Point], description: str) -> dict[str, Any]:
    spec = {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "usermeta": {"title": title},
        "description": description,
        "width": WIDTH,
        "data": {"values": [_value(point) for point in data]},
    }
    return dict(spec, config=CONFIG)


def _value(point: Point) -> dict[str, Any]:
    found = {"label": _plain(point[0]), "value": _plain(point[-1])}
    return found | {"series": str(point[1])} if len(point) == 3 else found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return value if isinstance(value, int | float | None) else str(value)


def _has_series(data: Sequence[Point]) -> bool:
    return any(len(point) == 3 for point in data)


def _series(data: Sequence[Point]) -> list[str]:
    return list(dict.fromkeys(str(point[1]) for point in data))


def _colour(data: Sequence[Point]) -> dict[str, Any]:
    names = _series(data)
    colours = [COLOURS[number % len(COLOURS)] for number in range(len(names))]
    return {"field": "series", "type": "nominal", "scale": {"domain": names, "range": colours}, "title": None}


def _described(what: str, data: Sequence[Point]) -> str:
    """What the picture shows, for who does not see it; the figures themselves are in the table."""
    known = [point for point in data if isinstance(point[-1], int | float | Decimal)]
    if not known:
        return f"{what} without any value. The table has the same figures."
    least, most = min(known, key=lambda point: point[-1]), max(known, key=lambda point: point[-1])
    span = f"from {least[-1]} ({_named(least)}) to {most[-1]} ({_named(most)})"
    count = "1 value" if len(known) == 1 else f"{len(known)} values"
    return f"{what} of {count}, {span}. The table has the same figures."


def _named(point: Point) -> str:
    return ", ".join(str(_plain(part)) for part in point[:-1])
