"""Answers: the public face of a record, one call for each question."""

from sayso.answers.adding import Added, AddSummary, Interrupted
from sayso.answers.record import Record

__all__ = ["AddSummary", "Added", "Interrupted", "Record"]
