"""A prepared report as a tagged PDF (PDF/UA). Made in the background: the library is large and takes its time."""

import base64
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from core.acts import Refused
from core.charts.pictures import draw
from core.reports.declaration import Prepared
from core.reports.pages import render_page

STYLE = Path(settings.BASE_DIR) / "templates" / "reports" / "print.css"


class Unavailable(Refused):
    """The server cannot make PDFs, with a sentence that says what it lacks and what to do meanwhile."""


def render_pdf(prepared: Prepared) -> bytes:
    """The PDF of a report."""
    context = render_page(prepared, lambda spec: as_data(draw(spec).svg), whole=True)
    return write_pdf(render_to_string("reports/report_print.html", context))


def write_pdf(page: str) -> bytes:
    """A tagged PDF of a page of our own, in the style of what is printed."""
    weasyprint = _library()
    html = weasyprint.HTML(string=page, base_url=settings.BASE_URL, url_fetcher=_only_data(weasyprint))
    style = weasyprint.CSS(string=STYLE.read_text(), url_fetcher=_only_data(weasyprint))
    content: bytes = html.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return content


def as_data(svg: str) -> str:
    """A picture as an address that holds it, so that nothing is fetched."""
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()


def _library() -> Any:
    try:
        import weasyprint
    except OSError as error:  # a system library is missing
        raise Unavailable(
            "PDFs cannot be made here, because pango is not installed on the server. "
            "Take the workbook or the CSV meanwhile, and ask whoever looks after the server to install it."
        ) from error
    return weasyprint


def _only_data(weasyprint: Any) -> Any:
    """Nothing outside the page itself is ever fetched."""
    return weasyprint.urls.URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
