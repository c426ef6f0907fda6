"""The hot paths, with the targets they are held to."""

from dataclasses import dataclass
from urllib.parse import quote

DEEP = quote('"hospice network 1"~1')


@dataclass(frozen=True)
class HotPath:
    """One hot path: what it is called, its address, how many times its reference it may cost, and what marks a row.

    The reference is floor + limit, or the limit alone where `floor` is False. `statements` are those it may take
    beyond the floor. `anonymous` is without a session; its floor has one all the same. `posted` names the forms that
    are sent, one a request. A `sheet` is fetched to its end, and a worker may grow by `memory` megabytes meanwhile.
    """

    title: str
    address: str
    most: float
    statements: int = 4
    mark: str = "<tr"
    floor: bool = True
    anonymous: bool = False
    posted: str = ""
    sheet: bool = False
    memory: int = 16


REGISTER = [
    HotPath("register: first page", "/partners/", 1.5),
    HotPath("register: one kind", "/partners/?kind=charity", 1.5),
    HotPath("register: deep", f"/partners/?after={DEEP}", 1.5),
    HotPath("register: narrow search", "/partners/?q=hospice+00", 1.5),
    HotPath("register: broad search", "/partners/?q=age", 2),
    HotPath("search box", "/search?q=hospice+00", 2, 10, mark="<li"),
    HotPath("record page", "/partners/{record}/", 2, 8, mark="<dd"),
    HotPath("register as CSV", "/partners/export.csv", 2, mark="\n", floor=False, sheet=True),
]
CONSULTATIONS = [
    HotPath("consultation page", "/consultations/{parts}/", 1.5, 2, mark="<h", anonymous=True),
    HotPath("saving 12 answers", "/consultations/{drafts}/answer/questions/all/", 2, 16, posted="save"),
    HotPath("sending 12 answers", "/consultations/{drafts}/answer/check/", 2, 8, posted="send"),
    HotPath("API of answers", "/api/consultations/{large}/responses/", 2, mark='"key"', floor=False),
    HotPath("API of answers: deep", "/api/consultations/{large}/responses/?after=90000", 2, mark='"key"', floor=False),
    HotPath("answers as CSV", "/consultations/{large}/answers.csv", 2, mark="\n", floor=False, sheet=True),
]
SIGNUPS = [HotPath("sign-up matrix", "/compacts/signup-targets/{signups}/localities/", 3, 4)]
COMMISSIONING = [
    HotPath("contracts: first page", "/contracts/", 1.5),
    HotPath("contract", "/contracts/{contract}/", 2, 8, mark="<dd"),
    HotPath("cycle", "/cycles/{commissioningcycle}/", 2, 8, mark="<li"),
    HotPath("plan", "/commissioning/plans/{commissioningplan}/", 2, 8, mark="<li"),
    HotPath("performance of a contract", "/contracts/{contract}/monitoring/", 2, 8),
    HotPath("list of returns", "/contracts/returns/", 1.5),
    HotPath("board of cycles", "/cycles/board/", 2, 10, mark="<li"),
    HotPath("golden thread", "/commissioning/thread/?plan={commissioningplan}", 2, 10, mark="<li"),
]
HOME = [
    HotPath("home page", "/", 2, 10, mark="<li"),
    HotPath("what is due", "/due/", 2, 10, mark="<li"),
]
PATHS = [*HOME, *REGISTER, *CONSULTATIONS, *SIGNUPS, *COMMISSIONING]
WORKBOOK = "answers as XLSX"
"""Made in the background, so it is measured apart: beside the CSV of the same rows."""
WORKBOOK_MOST, WORKBOOK_MEMORY = 12, 32
TARGETS = "progress of 2,400 targets"
"""Worked out by the nightly job, beside the single best statement."""
TARGETS_MOST = 2
TAKEN = "10,000 contracts taken in"
"""A published register, carried out by background work: by the clock, in milliseconds."""
TAKEN_MOST = 60_000
CALLED = {"large": 1, "small": 2, "parts": 3, "drafts": 4}
"""What the paths call the consultations of consultations.sql, by the last figure of their references."""
