"""Keep the example coverage in a record, and ask it: python keep_a_record.py."""

from pathlib import Path
from tempfile import TemporaryDirectory

import sayso
from sayso.example import write_example

with TemporaryDirectory() as name:
    folder = Path(name)
    write_example(folder / "stories")

    with sayso.Record(folder / "talks.sqlite") as record:
        summary = record.add([folder / "stories"])
        print(f"{len(summary.added)} stories, {summary.statements} statements")

        print("\nWhat Rhys Okandu says, the latest first:")
        for row in record.statements(by="Rhys Okandu", limit=5):
            print(f"  {row.published or 'no date'}, {row.outlet}: {row.content}")

        print("\nWhat was quoted word for word about the dues, from March on:")
        for row in record.statements(text="dues", kind="direct", since="2025-03-01"):
            print(f"  {', '.join(row.speakers) or 'somebody'}: {row.content}")

        undated = [story for story in record.stories() if story.published is None]
        for story in undated:
            record.set_story(story.id, published="2025-03-17")
            print(f"\n{story.title!r} had no date; now it has one.")
