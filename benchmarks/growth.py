"""How time and memory grow: one story of twice and twice again as many words, and a growing corpus.

usage: python benchmarks/growth.py CORPORA

Time that is linear keeps the words per second; memory that is flat over a corpus keeps the peak.  Also how
long importing sayso takes.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.reading import articles_folder, run

SIZES = (12_500, 25_000, 50_000, 100_000)


def main() -> None:
    folder = articles_folder(Path(sys.argv[1]))
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    words = "\n\n".join(texts * 2).split(" ")
    print(f"{'':16}{'words':>10}{'CPU s':>8}{'words/CPU s':>13}{'peak MB':>9}")
    with tempfile.TemporaryDirectory() as scratch:
        story = Path(scratch) / "story.txt"
        for size in SIZES:
            story.write_text(" ".join(words[:size]), encoding="utf-8")
            _print_row("one story", size, [str(story)])
        for count in (len(texts) // 4, len(texts) // 2, len(texts)):
            part = Path(scratch) / f"stories-{count}"
            part.mkdir()
            for number, text in enumerate(texts[:count]):
                (part / f"{number}.txt").write_text(text, encoding="utf-8")
            _print_row(f"{count} stories", sum(len(text.split()) for text in texts[:count]), [str(part)])
    seconds = statistics.median(run([sys.executable, "-c", "import sayso"]).wall for _ in range(5))
    bare = statistics.median(run([sys.executable, "-c", "pass"]).wall for _ in range(5))
    print(f"importing sayso: {seconds - bare:.2f} s beside {bare:.2f} s for Python alone")


def _print_row(name: str, words: int, sources: list[str]) -> None:
    one = run([sys.executable, "-m", "sayso", "read", "--json", *sources])
    print(f"{name:16}{words:10,}{one.cpu:8.1f}{words / one.cpu:13,.0f}{one.memory:9.0f}")


if __name__ == "__main__":
    main()
