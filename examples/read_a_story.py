"""Who said what in one story: python read_a_story.py [FILE, URL or text]."""

import sys

import sayso

TEXT = (
    'The council will not build a toll bridge "in this decade or the next", Mayor Edda Crane said on Monday. '
    "She had told residents that the plan would go ahead if the ferry company agreed. The company refused."
)

reading = sayso.read(sys.argv[1] if len(sys.argv) > 1 else TEXT)
print(reading.document.title or "A text without a headline")
for statement in reading.statements:
    speakers = [reading.party(speaker).name for speaker in statement.speakers]
    print(f"  {' and '.join(speakers) or 'somebody'} ({statement.kind}): {reading.words(statement.content)}")
