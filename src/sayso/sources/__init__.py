r"""Anything that holds news text becomes a `Document`: files, pages, .jsonl, folders, addresses.

>>> from sayso.sources import document_from_text
>>> document_from_text("Talks resume\n\nThe envoy said that talks had resumed.").title
'Talks resume'
"""

from __future__ import annotations

from sayso.sources.dates import check_published
from sayso.sources.gathering import count_hint, documents
from sayso.sources.given import Given, Options
from sayso.sources.headlines import looks_like_headline
from sayso.sources.texts import document_from_text

__all__ = [
    "Given",
    "Options",
    "check_published",
    "count_hint",
    "document_from_text",
    "documents",
    "looks_like_headline",
]
