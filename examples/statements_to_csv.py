"""A table of all statements and where they stand: python statements_to_csv.py FILE-OR-FOLDER... > out.csv."""

import csv
import sys

import sayso

if len(sys.argv) < 2:
    sys.exit("Name files or folders; `sayso example stories` writes a folder to try this on.")

table = csv.writer(sys.stdout, lineterminator="\n")
table.writerow(["published", "outlet", "title", "speakers", "kind", "cue", "content", "start", "end"])
for reading in sayso.read_many(sys.argv[1:]):
    document = reading.document
    for statement in reading.statements:
        table.writerow(
            [
                document.published,
                document.outlet,
                document.title,
                "; ".join(reading.party(speaker).name for speaker in statement.speakers),
                statement.kind,
                reading.words(statement.cue),
                reading.words(statement.content),
                # Characters of document.text, from the first word to the last.
                statement.content[0].start,
                statement.content[-1].end,
            ]
        )
