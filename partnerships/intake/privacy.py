"""What is known of the sheets that are imported, and for how long."""

from core.privacy import held

FIELDS = {
    "SheetMapping": held(
        "for good: the next sheet with the same headings is read by it",
        none={
            "name": "what the sheet is called",
            "headings": "by which headings it is recognised",
            "columns": "what each column means",
            "kind": "what kind of organisations it lists",
            "saved_on": "when somebody last said so",
        },
        personal={"saved_by": "who said so"},
    ),
}
CALLED = {"SheetMapping": "What the columns of a sheet mean, and who said so"}
