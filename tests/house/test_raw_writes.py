"""Rows are written by acts. Anything else that writes is named here, with its reason."""

import ast
import re
from pathlib import Path

from tests.house.code import ROOT, product_files, short, texts, tree

ALWAYS = {
    "create", "get_or_create", "update_or_create", "bulk_create", "bulk_update", "acreate", "aget_or_create",
    "aupdate_or_create", "abulk_create", "abulk_update", "aupdate", "adelete", "asave", "raw_delete", "_raw_delete",
}  # fmt: skip
OF_ACTS = {"insert", "insert_all", "update"}
"""The functions of core/written.py."""
SQL_WRITE = re.compile(
    r"^\s*(insert\s+into|update\s+\S+\s+set|delete\s+from|merge\s+into|copy\s+\S+\s+from)", re.IGNORECASE
)
FILES_OF_ACTS = {"actions.py", "demo.py"}
ALLOWED = {
    "core/imports/line_actions.py": "the acts on refused rows, which with the others would not fit one file",
    "core/imports/undo_actions.py": "the act of undoing an import, which with the others would not fit one file",
    "core/pages/submit.py": "spends the token of a posted form in the transaction of the act it guards",
    "core/pages/tasks.py": "deletes what has expired of the cache's table, which has no model",
    "core/search.py": "writes the triggers that keep SQLite's search table, inside migrations",
    "core/sessions.py": "keeps a session, which is Django's and no record of ours",
    "core/work/hints.py": "notes when the broker was told of a row",
    "core/work/kinds.py": "notes how far a running piece of work has come",
    "commissioning/contracts/copying_actions.py": "the act of copying, which with the others would not fit one file",
    "commissioning/contracts/part_actions.py": "the acts on parts of a contract, for which there is no room",
    "compacts/targets/progress_actions.py": "the acts of the nightly job, which with the others would not fit one file",
    "consultation/responses/counting.py": "what acts write of which answer counts, while they hold all of them",
    "consultation/responses/drafts.py": "what acts write into a draft, while they hold its response",
    "consultation/responses/finish_actions.py": "the act on a finished draft, for which there is no room",
    "consultation/consultations/text_actions.py": "the acts on the text, which with the others would not fit one file",
    "commissioning/monitoring/schedule_actions.py": "the acts on the schedule, which with the others would not fit",
    "commissioning/returns/reading_actions.py": "what accepting a return writes of its readings, for which is no room",
    "partnerships/members/class_actions.py": "the acts on memberships, which with those on lists would not fit",
    "partnerships/organisations/import_actions.py": "the act of an import, which writes some hundred bodies at once",
    "partnerships/organisations/names_and_ties.py": "acts which with the others would not fit one file",
    "partnerships/organisations/succession.py": "the acts of succession, which with the others would not fit one file",
    "partnerships/reorganisations/people.py": "the act that gives people of a body that went the same roles after it",
    "partnerships/places/import_actions.py": "the act of an import of places, which writes some hundred rows at once",
    "partnerships/places/keeping.py": "what acts on boundaries write, by hand and by import, while they hold them all",
    "partnerships/people/account_actions.py": "the acts on accounts, which with the others would not fit one file",
    "partnerships/people/address_actions.py": "the acts on an address, which with the others would not fit one file",
    "partnerships/people/models.py": "the manager's create_user, as Django and its command line expect it",
}
"""File -> why it writes outside an act: it is a mechanism that acts are made of, or holds no record of its own."""
WRITES = """
one.save()
two.save(update_fields=["name"])
Three.objects.create(name="x")
Four.objects.filter(pk=1).update(name="x")
five.delete()
Six.objects.bulk_create(rows)
insert(seven)
insert_all(eight)
cursor.execute("DELETE FROM core_event")
"""
OTHERS = """
storage.save("name", content)
some_dict.update(other)
digest.update(b"bytes")
cache.delete("key")
cursor.execute("SELECT 1")
"""


def writes(node: ast.AST) -> bool:
    """Whether it is a call that, by its name and arguments, writes rows."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in OF_ACTS
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    name = node.func.attr
    if name in ("update", "delete", "save"):
        return not node.args and (name != "update" or bool(node.keywords))
    return name in ALWAYS


def writing_lines(path: Path) -> list[int]:
    calls = [node.lineno for node in ast.walk(tree(path)) if writes(node)]
    return sorted(calls + [line for line, text in texts(path) if SQL_WRITE.search(text)])


def may_write(path: Path) -> bool:
    return path.name in FILES_OF_ACTS or short(path) in ALLOWED


def test_nothing_writes_outside_acts():
    found = {short(path): lines for path in product_files() if not may_write(path) and (lines := writing_lines(path))}
    assert found == {}


def test_what_may_write_still_writes():
    assert [name for name in ALLOWED if not ((ROOT / name).exists() and writing_lines(ROOT / name))] == []


def test_writes_are_found_and_others_are_not(tmp_path):
    (tmp_path / "writes.py").write_text(WRITES)
    (tmp_path / "others.py").write_text(OTHERS)
    assert writing_lines(tmp_path / "writes.py") == [2, 3, 4, 5, 6, 7, 8, 9, 10]
    assert writing_lines(tmp_path / "others.py") == []
