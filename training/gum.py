"""GUM (Zeldes): the texts of its documents, put together from CoNLL-U."""

from __future__ import annotations

import re
from pathlib import Path

PUBLISHED_AT = "https://github.com/amir-zeldes/gum"


def text_of(path: Path) -> str:
    """The text of one document: its sentences as printed, paragraphs parted by blank lines."""
    paragraphs: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar") or (not paragraphs and line.startswith("# text = ")):
            paragraphs.append([])
        if line.startswith("# text = "):
            paragraphs[-1].append(line.removeprefix("# text = ").strip())
    return "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)


def date_of(path: Path) -> str | None:
    """The date that the document's header gives, as ISO 8601; None where there is none."""
    found = re.search(
        r"^# meta::dateCreated = (\d{4}-\d{2}-\d{2})$", path.read_text(encoding="utf-8"), re.MULTILINE
    )
    return found.group(1) if found else None
