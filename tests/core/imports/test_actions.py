"""Imports of any kind of file: batches, bad rows, interruptions and counts, with a list that knows no domain."""

import datetime
import itertools

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from core import clock
from core.acts import Refused
from core.files.kinds import UnusableFile
from core.imports import actions, looking
from core.imports.models import ImportLine, ImportRun, LineOutcome, RunState
from core.imports.sources import SOURCES, Outcome, Plan, Reading, Row, Sitting, Source, source_named
from core.trail.models import Event
from core.work.actions import ask
from core.work.models import State, WorkRow
from core.work.testing import run_all
from partnerships.people.actors import the_house
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db

HOUSE = the_house()


class Words(Sitting):
    """Takes words. 'clash' stands against what the register holds; 'odd...' is taken with a doubt."""

    def __init__(self, source):
        self.source = source

    def plan(self, rows, *, lock):
        self.source.locks.append(lock)
        return [self.one(row) for row in rows]

    def one(self, row):
        known = row.data in self.source.taken
        doubts = ["It is odd."] if row.data.startswith("odd") and not known else []
        return Plan(row, Outcome.UNCHANGED if known else Outcome.CREATE, label=row.data, doubts=doubts)

    def carry_out(self, by, plans, *, run_id):
        words = [plan.row.data for plan in plans]
        if "clash" in words:
            raise IntegrityError("UNIQUE constraint failed")
        if "stop" in words and self.source.stops.pop():
            raise KeyboardInterrupt
        self.source.taken.update(words)


class WordList(Source):
    code = "words"
    title = "Words"
    description = "A word on each line."
    permission = "partnerships.import_organisations"
    view_permission = "partnerships.view_import"
    run_page = "import_run"

    def __init__(self):
        self.taken, self.locks, self.stops = set(), [], [True]

    def read(self, path, name, *, cap):
        words = path.read_text().split()
        if not words:
            raise UnusableFile("The file holds no words.")
        rows = [
            Row(number, [word], problem="It has a figure in it.") if word[-1].isdigit() else Row(number, [word], word)
            for number, word in enumerate(words, 1)
        ]
        return Reading(["word"], len(rows), None, lambda: iter(rows))

    def sit(self, reading, *, published_on=None):
        return Words(self)


@pytest.fixture(autouse=True)
def words(monkeypatch):
    source = WordList()
    monkeypatch.setitem(SOURCES, "words", source)
    return source


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    cut = looking.batches
    for module in (actions, looking):
        monkeypatch.setattr(module, "batches", lambda rows: cut(rows, 2))


@pytest.fixture
def file(tmp_path):
    def write(text):
        path = tmp_path / "words.txt"
        path.write_text(text)
        return path

    return write


def take(source, path, by=HOUSE):
    return actions.import_file(by=by, source=source, path=path, name=path.name)


def test_every_row_is_accounted_for(words, file):
    run = take(words, file("one two odd3 oddly two"))
    assert run.summary == "read=5 created=3 updated=0 unchanged=1 refused=1"
    assert (run.state, run.doubtful, run.total, run.headings) == (RunState.DONE, 1, 5, ["word"])
    assert list(run.lines.values_list("line", "outcome", "reason", "raw")) == [
        (3, LineOutcome.REFUSED, "It has a figure in it.", ["odd3"]),
        (4, LineOutcome.DOUBTFUL, "It is odd.", ["oddly"]),
    ]
    assert words.taken == {"one", "two", "oddly"}


def test_again_changes_nothing(words, file):
    path = file("one two three")
    take(words, path)
    assert take(words, path).summary == "read=3 created=0 updated=0 unchanged=3 refused=0"


def test_a_row_that_the_database_refuses_does_not_stop_the_rest(words, file):
    run = take(words, file("one clash two three"))
    assert run.summary == "read=4 created=3 updated=0 unchanged=0 refused=1"
    line = run.lines.get()
    assert (line.line, line.reason) == (2, actions.WOULD_NOT)
    assert words.taken == {"one", "two", "three"}


def test_an_interrupted_import_goes_on_after_the_last_row_taken(words, file):
    path = file("one two three stop five")
    run = actions.new_run(HOUSE, words, "words.txt", None)
    with pytest.raises(KeyboardInterrupt):
        actions.run_import(by=HOUSE, run=run, path=path)
    words.stops.append(False)
    run = ImportRun.objects.get()
    assert (run.state, run.read, run.created) == (RunState.RUNNING, 2, 2)
    run = actions.run_import(by=HOUSE, run=run, path=path)
    assert (run.state, run.read, run.created, run.unchanged) == (RunState.DONE, 5, 5, 0)


def test_a_run_that_another_worker_carried_on_is_left_to_it(words, file):
    run = actions.new_run(HOUSE, words, "words.txt", None)
    reading = words.read(file("one two three"), "", cap=1)
    run = actions.begin(run, reading)
    ImportRun.objects.update(read=1, created=1)
    with pytest.raises(RuntimeError, match="elsewhere"):
        actions.take(HOUSE, run, words.sit(reading), list(reading.rows()))
    assert words.taken == set()


def test_a_file_that_is_of_no_use_leaves_no_run(words, file):
    with pytest.raises(UnusableFile, match="no words"):
        take(words, file(""))
    assert not ImportRun.objects.exists()


def test_a_finished_run_is_not_begun_again(words, file):
    path = file("one")
    run = take(words, path)
    with pytest.raises(Refused, match="already been imported"):
        actions.run_import(by=HOUSE, run=run, path=path)


def test_a_preview_changes_nothing_and_holds_no_lock(words, file):
    found = looking.preview_import(by=HOUSE, source=words, path=file("one odd two 4 odd"), name="words.txt", most=1)
    assert found.summary == "read=5 created=4 updated=0 unchanged=0 refused=1"
    assert (found.doubtful, len(found.doubts), len(found.refusals), len(found.created)) == (2, 1, 1, 4)
    assert words.locks == [False] * 3
    assert (words.taken, ImportRun.objects.count(), Event.objects.count()) == (set(), 0, 0)


def test_a_preview_may_look_at_the_first_rows_only(words, file):
    found = looking.preview_import(by=HOUSE, source=words, path=file("one two three four"), name="w", look_at=3)
    assert (found.read, found.total, found.is_whole) == (3, 4, False)


@pytest.mark.parametrize("role", ["commissioner", "auditor", "administrator", "visitor"])
def test_only_the_secretariat_imports(words, file, role):
    by, path = make_actor(role), file("one")
    with pytest.raises(PermissionDenied):
        take(words, path, by=by)
    with pytest.raises(PermissionDenied):
        looking.preview_import(by=by, source=words, path=path, name="words.txt")
    with pytest.raises(PermissionDenied):
        actions.receive_file(by=by, source=words, file=path, name="words.txt")
    with pytest.raises(PermissionDenied):
        looking.refuse_unusable(by=by, source=words, file=path, name="words.txt")
    assert not ImportRun.objects.exists()


def test_an_import_runs_in_the_background_as_whoever_asked(words, file, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    by = make_actor("secretariat")
    stored = actions.receive_file(by=by, source=words, file=file("one two 3"), name="words.txt")
    run = actions.start_import(by=by, source=words, file=stored, name="words.txt")
    assert (run.state, run.asked_by, run.capacity) == (RunState.WAITING, by.user, by.label)
    row = run_all()[-1]
    run.refresh_from_db()
    assert (row.state, row.done_count, row.total_count, row.failed_count) == (State.DONE, 3, 3, 1)
    assert row.result == {"link": f"/partners/imports/{run.pk}/", "text": run.summary}
    assert run.summary == "read=3 created=2 updated=0 unchanged=0 refused=1"
    verbs = Event.objects.of(run).values_list("verb", "user_id", "detail__read")
    assert list(verbs) == [("imported", by.user.pk, 3), ("asked for", by.user.pk, None)]


def test_an_import_is_refused_when_whoever_asked_has_lost_the_role(words, file, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    by = make_actor("secretariat")
    stored = actions.receive_file(by=by, source=words, file=file("one"), name="words.txt")
    actions.start_import(by=by, source=words, file=stored, name="words.txt")
    by.membership.roles.all().delete()
    assert run_all()[-1].state == State.FAILED
    assert words.taken == set()


def test_an_import_whose_file_is_gone_says_so(words, file, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    by = make_actor("secretariat")
    stored = actions.receive_file(by=by, source=words, file=file("one"), name="words.txt")
    actions.start_import(by=by, source=words, file=stored, name="words.txt")
    stored.delete()
    assert run_all()[-1].error == "The file is no longer kept. Upload it again."


@pytest.mark.parametrize("in_memory", [2_621_440, 0])
def test_a_file_that_cannot_be_used_is_not_kept(words, settings, tmp_path, monkeypatch, client_for, in_memory):
    """Be it small enough for memory, or on the disk. It is read before the transaction that keeps it begins."""
    settings.MEDIA_ROOT, settings.FILE_UPLOAD_MAX_MEMORY_SIZE = tmp_path / "kept", in_memory
    depths, read = [], WordList.read
    monkeypatch.setattr(
        WordList, "read", lambda *given, **more: depths.append(len(connection.atomic_blocks)) or read(*given, **more)
    )
    office, outside = client_for(make_actor("secretariat")), len(connection.atomic_blocks)
    for number, text in enumerate(["   ", "one two"]):
        once = f"00000000-0000-4000-8000-00000000000{number}"
        sheet = SimpleUploadedFile("words.txt", text.encode())
        page = office.post(reverse("import_upload"), {"source": "words", "file": sheet, "once": once})
        kept = [path.read_text() for path in (tmp_path / "kept").rglob("*") if path.is_file()]
        if number == 0:
            assert (page.status_code, "The file holds no words." in page.content.decode(), kept) == (422, True, [])
    assert (page.status_code, kept, depths) == (302, ["one two"], [outside, outside])


def test_a_refused_row_is_noted_as_put_right_once(words, file):
    by = make_actor("secretariat")
    line = take(words, file("one 2")).lines.get()
    assert actions.mark_corrected(by=by, line=line).outcome == LineOutcome.CORRECTED
    assert ImportLine.objects.get().resolved_at is not None
    with pytest.raises(Refused, match="Only a refused row"):
        actions.mark_corrected(by=by, line=line)


def test_the_database_refuses_counts_that_do_not_add_up(words):
    run = actions.new_run(HOUSE, words, "words.txt", None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(read=3, created=1, unchanged=1)


def test_who_may_not_see_imports_finds_none(words, file):
    take(words, file("one"))
    seen = {
        role: ImportRun.objects.visible_to(make_actor(role)).count() for role in ("secretariat", "auditor", "member")
    }
    assert seen == {"secretariat": 1, "auditor": 1, "member": 0}


def test_an_unknown_list_is_refused():
    with pytest.raises(Refused, match="is not a list that can be imported"):
        source_named("nonsense")


def test_imports_are_forgotten_when_their_time_is_over(words, file):
    old, young = take(words, file("one 2")), take(words, file("two 3"))
    long_ago = clock.true_now() - datetime.timedelta(days=2563)
    ImportRun.objects.filter(pk=old.pk).update(finished_at=long_ago)
    ask(None, "clear_old_imports")
    assert run_all()[-1].result == {"text": "1 old imports deleted"}
    assert list(ImportRun.objects.all()) == [young]
    assert ImportLine.objects.get().run == young


def test_batches_lose_no_row():
    assert list(itertools.chain(*looking.batches(range(7)))) == list(range(7))


def test_asking_twice_is_one_piece_of_work(words, file, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"
    by = make_actor("secretariat")
    stored = actions.receive_file(by=by, source=words, file=file("one"), name="words.txt")
    run = actions.start_import(by=by, source=words, file=stored, name="words.txt")
    assert WorkRow.objects.get().key == f"import:{run.pk}"
