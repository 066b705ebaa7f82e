"""The example coverage: a negotiation that never was, as three invented outlets tell it.

Everything in it is made up for sayso: states, people, outlets, companies and waters.  It may be
used under sayso's own licence (Apache-2.0) or, as you like, as if in the public domain (CC0 1.0).

The plot, from 24 February to 31 March 2025.  The ships of Norvane reach the ocean only through the
Ambry Strait, where Solmere has tripled the harbour dues; Norvane has halved the electricity that
it sends to Solmere through the Gannet cable, and has lodged a complaint at the Tribunal of the Seas.
Norvane offers full power if the dues are cut by a deadline; Solmere rejects that, and then offers
five crowns a ton through a mediator, in talks that one side denies and others confirm.  After an
ultimatum Norvane drops its demand for pilots of its own.  In the end the deal is blocked by two
conditions: Solmere cuts the dues only after Norvane has withdrawn its complaint, and Norvane
withdraws its complaint only after the dues have been cut.

The cast: for Norvane (capital Estrin, government in the Granary) Prime Minister Halvard Stroud, Foreign
Minister Petra Vaskell and the spokesman Denis Orrell; for Solmere (capital Quillport, presidency in the
Heron Palace) President Amara Dellin, Transport Minister Rhys Okandu, the spokeswoman Lena Maddern and, in
opposition, Aldous Finch; between them, of Brevia (Port Anselm), the mediator Odile Renwick; and
Josef Brannick of the Ambry Pilots' Guild, Ingrid Sall of Corbel Grain, Mirela Tosh of the
Quillport Chamber of Commerce and the historian Delia Marsh.

The outlets: Farwater Press, an American agency (“curly” marks, datelines); The Daily Sextant, a
British paper (‘single’ marks), which also prints a Farwater story with small edits; Ambry Today,
a site of the region ("straight" marks, a live page, questions and answers, and a piece without a date).
"""

from __future__ import annotations

from contextlib import suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from sayso.errors import UsageError

__all__ = ["coverage_files", "write_example"]


def coverage_files() -> list[Traversable]:
    """The files of the coverage, in name order, which is the order of their dates; undated last."""
    found = [file for file in files(__name__).joinpath("coverage").iterdir() if file.is_file()]
    return sorted((file for file in found if not file.name.startswith(".")), key=lambda file: file.name)


def write_example(folder: str | Path) -> list[Path]:
    """Write the files of the coverage into `folder`, and give their paths in name order.

    The folder is made where there is none.  Where a part of the same files is in it already the rest
    is written, and hidden files don't matter; nothing is ever overwritten.  Raises UsageError where
    the folder holds anything else, is no folder, or can't be written to; then none of the files stays
    that weren't there before.
    """
    folder = Path(folder)
    coverage = {file.name: file.read_bytes() for file in coverage_files()}
    try:
        missing = _missing(folder, coverage)
        _write(folder, {name: coverage[name] for name in missing})
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UsageError(
            f"the example can't be written here: {reason.lower()}",
            where=str(folder),
            remedy="name a folder that you may write to",
        ) from error
    return [folder / name for name in coverage]


def _missing(folder: Path, coverage: dict[str, bytes]) -> list[str]:
    """The names of files that aren't in `folder` yet.  Raises UsageError where anything else is."""
    if not folder.exists() and not folder.is_symlink():
        return list(coverage)
    if not folder.is_dir():
        raise UsageError("is not a folder", where=str(folder), remedy="name a folder")
    there = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    if others := sorted(there - coverage.keys()):
        more = f" and {len(others) - 1:,} more" if len(others) > 1 else ""
        raise UsageError(
            f"holds other files ({others[0]}{more})", where=str(folder), remedy="name a new or empty folder"
        )
    for name in sorted(there):
        if not _holds(folder / name, coverage[name]):
            raise UsageError(
                "is there already and says something else; it is left as it is",
                where=str(folder / name),
                remedy="name a new or empty folder",
            )
    return [name for name in coverage if name not in there]


def _holds(path: Path, data: bytes) -> bool:
    # The size is asked first: what bears one of our names may be huge, or a pipe that never ends.
    return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data


def _write(folder: Path, coverage: dict[str, bytes]) -> None:
    """Write all files or none; each gets its name only when it is whole."""
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for name, data in coverage.items():
            part = folder / f".{name}.part"
            part.unlink(missing_ok=True)  # what a run that was killed left
            written.append(part)
            with part.open("xb") as file:
                file.write(data)
            part.rename(folder / name)
            written[-1] = folder / name
    except BaseException:
        with suppress(OSError):  # the first error says more than one of tidying up
            for path in written:
                path.unlink(missing_ok=True)
            if is_new:
                folder.rmdir()
        raise
