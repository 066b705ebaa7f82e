"""Who speaks most in a whole coverage, read lazily: python count_speakers.py FILE-OR-FOLDER..."""

import sys
from collections import Counter

import sayso

if len(sys.argv) < 2:
    sys.exit("Name files or folders; `sayso example stories` writes a folder to try this on.")

statements: Counter[str] = Counter()
stories: Counter[str] = Counter()
for reading in sayso.read_many(sys.argv[1:]):
    names = [
        reading.party(speaker).name for statement in reading.statements for speaker in statement.speakers
    ]
    statements.update(names)
    stories.update(set(names))

for name, count in statements.most_common(10):
    print(f"{count:4} statements in {stories[name]} stories: {name}")
