"""Understanding: a `Document` becomes a `Reading`."""

from sayso.reading.reader import model_version, read_documents

__all__ = ["model_version", "read_documents"]
