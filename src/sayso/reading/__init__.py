"""Understanding: a `Document` becomes a `Reading`."""

from sayso.reading.reader import read_documents

__all__ = ["read_documents"]
