"""Small numbers: hiding counts so that none below a threshold can be read, nor worked out from the totals.

A table of counts is published with its row totals, column totals and grand total. Each count and each total from 1 to
threshold - 1 is hidden (primary suppression). Then more are hidden (secondary suppression) until nobody who knows all
that is shown, and that counts are whole and not negative, can

- work out any hidden number, or
- by taking what is shown from a total that is shown, work out a sum of hidden counts that is itself small.

The table is seen as a network: each row and each column is a place where what comes in must go out, each number an
amount that flows. A hidden number can be worked out exactly when no circle of hidden numbers through it can be turned
by one; finding such a circle is a search, not a calculation. (Cox 1980 and 1995 on network methods of suppression.)
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from core.reports.declaration import Table

Place = tuple[int, int]
"""(row, column); the last row and the last column are the totals."""
HIDDEN = "hidden"
NOTE = "Numbers from 1 to {} are hidden, and others too where a hidden one could be worked out."


@dataclass(frozen=True)
class Suppressed:
    """A table of counts with its totals; None stands where a number is hidden."""

    cells: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None


def suppress(counts: Sequence[Sequence[int]], threshold: int) -> Suppressed:
    """The counts and totals of a table, with hidden what must be hidden. Rows of equal length, counts not negative."""
    if len({len(row) for row in counts}) > 1 or any(count < 0 for row in counts for count in row):
        raise ValueError("Rows of counts must be equally long and hold no negative number.")
    grid = _with_totals(counts)
    hidden = _Hiding(grid, threshold).run()
    shown = [[None if (r, c) in hidden else value for c, value in enumerate(row)] for r, row in enumerate(grid)]
    *rows, last = shown
    return Suppressed([row[:-1] for row in rows], [row[-1] for row in rows], last[:-1], last[-1])


def suppress_table(table: Table, threshold: int, total: str = "Total") -> Table:
    """A table whose first column names the row and whose others are counts, with totals added and small ones hidden."""
    found = suppress([[int(cell) for cell in row[1:]] for row in table.rows], threshold)
    rows = [
        [row[0], *map(_word, cells), _word(row_total)]
        for row, cells, row_total in zip(table.rows, found.cells, found.row_totals, strict=True)
    ]
    columns = [*table.columns, replace(table.columns[-1], title=total)]
    last = [total, *map(_word, found.column_totals), _word(found.total)]
    note = " ".join(filter(None, [table.note, NOTE.format(threshold - 1)]))
    return replace(table, columns=columns, rows=rows, total=last, note=note)


def _word(value: int | None) -> int | str:
    return HIDDEN if value is None else value


def _with_totals(counts: Sequence[Sequence[int]]) -> list[list[int]]:
    width = len(counts[0]) if counts else 0
    rows = [[*row, sum(row)] for row in counts]
    return [*rows, [sum(row[column] for row in rows) for column in range(width + 1)]]


class _Hiding:
    """The work on one table: `hidden` grows until nothing small can be worked out."""

    def __init__(self, grid: list[list[int]], threshold: int) -> None:
        self.grid = grid
        self.threshold = threshold
        self.last = (len(grid) - 1, len(grid[0]) - 1)
        self.hidden = {place for place in self.places() if 0 < self.value(place) < threshold}

    def run(self) -> set[Place]:
        """Hide more until all is safe; in the end everything may be hidden, which is safe."""
        while line := self.exposed():
            self.hidden.add(min(line, key=self.cost))
        return self.hidden

    def places(self) -> Iterator[Place]:
        return ((row, column) for row in range(self.last[0] + 1) for column in range(self.last[1] + 1))

    def value(self, place: Place) -> int:
        return self.grid[place[0]][place[1]]

    def exposed(self) -> list[Place]:
        """The numbers of which one more must be hidden; none when all is safe.

        First lines that give away a small sum, then lines in which one number alone is hidden, then whatever is left.
        """
        lines = [line for place in sorted(self.hidden) for line in self.lines(place)]
        for unsafe in (self.gives_small_sum, self.hides_one):
            for line in lines:
                if unsafe(line) and (shown := self.shown(line)):
                    return shown
        for place in sorted(self.hidden):
            if not self.can_differ(place):
                beside = [each for line in self.lines(place) for each in self.shown(line)]
                return beside or self.shown(list(self.places()))
        return []

    def shown(self, places: list[Place]) -> list[Place]:
        """Those that are not hidden."""
        return [place for place in places if place not in self.hidden]

    def lines(self, place: Place) -> list[list[Place]]:
        """The row and the column of a place: its parts first, its total last."""
        row, column = place
        across = [(row, each) for each in range(self.last[1] + 1)]
        down = [(each, column) for each in range(self.last[0] + 1)]
        return [across, down]

    def gives_small_sum(self, line: list[Place]) -> bool:
        """Whether the total of a line, less what is shown of its parts, is small."""
        *parts, total = line
        rest = sum(self.value(each) for each in parts if each in self.hidden)
        return total not in self.hidden and 0 < rest < self.threshold

    def hides_one(self, line: list[Place]) -> bool:
        """Whether one number alone is hidden in a line, which the others then give away."""
        return sum(place in self.hidden for place in line) == 1

    def can_differ(self, place: Place) -> bool:
        """Whether the number could be one more, or one less, with all that is shown as it is."""
        tail, head = self.ends(place)
        if self.reaches(head, tail, without=place):
            return True
        return self.value(place) > 0 and self.reaches(tail, head, without=place)

    def ends(self, place: Place) -> tuple[str, str]:
        """Between which two nodes of the network a number flows: all -> row -> column -> all of the columns -> all."""
        row, column = place
        from_all, to_all = row == self.last[0], column == self.last[1]
        if from_all and to_all:
            return "columns", "rows"
        if to_all:
            return "rows", f"r{row}"
        return (f"c{column}", "columns") if from_all else (f"r{row}", f"c{column}")

    def reaches(self, start: str, goal: str, *, without: Place) -> bool:
        """Whether one unit could go from a node to another by changing hidden numbers other than this one."""
        steps = self.steps(without)
        seen, waiting = {start}, deque([start])
        while waiting:
            for node in steps.get(waiting.popleft(), ()):
                if node == goal:
                    return True
                if node not in seen:
                    seen.add(node)
                    waiting.append(node)
        return False

    def steps(self, without: Place) -> dict[str, list[str]]:
        """Forward along each hidden number (it grows), and back along each that is above nought (it shrinks)."""
        found: dict[str, list[str]] = {}
        for place in self.hidden - {without}:
            tail, head = self.ends(place)
            found.setdefault(tail, []).append(head)
            if self.value(place) > 0:
                found.setdefault(head, []).append(tail)
        return found

    def cost(self, place: Place) -> tuple[int, bool, bool, int, Place]:
        """How much is lost by hiding a number: a total before the parts, a nought (which protects little), a number in
        lines where nothing is hidden yet (each would need another), and the larger number."""
        totals = (place[0] == self.last[0]) + (place[1] == self.last[1])
        alone = any(not self.hidden.intersection(line) for line in self.lines(place))
        return totals, self.value(place) == 0, alone, self.value(place), place
