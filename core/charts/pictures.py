"""Drawing charts, and keeping the pictures by a fingerprint of what they show.

`draw` loads the drawing library, which hangs in a process forked after it was loaded: only background work and
commands call it. A page asks `kept`; where there is no picture yet it shows the table with a note, and asks for one.
"""

import hashlib
import json
import os
import re
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree  # for building and writing; what is read is read by defusedxml

from defusedxml.ElementTree import fromstring
from django.conf import settings


@dataclass(frozen=True)
class Picture:
    """A drawn chart. Templates write it as it is: `svg` wrote it anew and left nothing in it but shapes and text."""

    svg: str

    def __html__(self) -> str:
        return self.svg


FORMAT = 1
"""Raised when pictures are drawn differently, so that old ones are not shown any more."""
SVG = "http://www.w3.org/2000/svg"
ALLOWED = {
    f"{{{SVG}}}{name}" for name in ("svg", "g", "path", "text", "line", "rect", "circle", "tspan", "clipPath", "defs")
}


def fingerprint(spec: dict[str, Any]) -> str:
    """The same for the same chart, in any process and on any day."""
    return hashlib.sha256(json.dumps([FORMAT, spec], sort_keys=True).encode()).hexdigest()


def folder() -> Path:
    """Where pictures are kept; deleting them costs only drawing them again."""
    return Path(settings.VAR_DIR) / "charts"


def kept(spec: dict[str, Any]) -> Picture | None:
    """The picture of a chart if it has been drawn."""
    return _read(fingerprint(spec))


def draw(spec: dict[str, Any]) -> Picture:
    """The picture of a chart, drawn now unless it is kept. Never in a web process."""
    name = fingerprint(spec)
    found = _read(name)
    if found is None:
        found = Picture(svg(spec))
        _write(name, found.svg)
    return found


def svg(spec: dict[str, Any]) -> str:
    """A chart as an SVG with a title and a description, and nothing in it that runs, links or styles."""
    import vl_convert

    root = fromstring(vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[]))
    for element in root.iter():
        if element.tag not in ALLOWED:
            raise ValueError(f"A chart holds <{element.tag}>.")
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
        for name in [each for each in element.attrib if not _harmless(each)]:
            del element.attrib[name]
    _describe(root, spec)
    return ElementTree.tostring(root, encoding="unicode")


def png(spec: dict[str, Any]) -> bytes:
    """A chart as a picture of pixels, for a Word document. Never in a web process."""
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(spec, vl_version="5.20", allowed_base_urls=[], scale=2)
    return drawn


def _harmless(name: str) -> bool:
    """Not an event, a link, a style, or a role of a part: the picture as a whole has one."""
    return not re.match(r"(?i)on|style|class|role|aria-|clip-path|.*href|\{|id$", name)


def _describe(root: Any, spec: dict[str, Any]) -> None:
    name = f"chart-{fingerprint(spec)[:12]}"
    root.attrib.pop("height", None)
    root.attrib |= {
        "xmlns": SVG,
        "width": "100%",
        "role": "img",
        "aria-labelledby": f"{name}-t {name}-d",
        "class": "app-chart",
    }
    title, description = (ElementTree.Element(tag, {"id": f"{name}-{tag[0]}"}) for tag in ("title", "desc"))
    title.text, description.text = spec["usermeta"]["title"], spec["description"]
    root.insert(0, title)
    root.insert(1, description)


def _path(name: str) -> Path:
    return folder() / f"{name}.svg"


def _read(name: str) -> Picture | None:
    try:
        return Picture(_path(name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None


def _write(name: str, text: str) -> None:
    folder().mkdir(parents=True, exist_ok=True)
    part = folder() / f"{name}.{uuid.uuid4().hex}.part"
    part.write_text(text, encoding="utf-8")
    os.replace(part, _path(name))
