"""Story groups: near-duplicates, as wire copy that several outlets print with small edits, are one story.

Shingles of words, MinHash signatures of them (Broder, 1997) from the library rensa, and locality-sensitive
hashing in bands, kept in the record, find the stories that a new one may be a copy of; whether it is one is
told by how many shingles of the shorter story the longer one has.  Copies of copies are one group: so the
order in which stories arrive makes no difference.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from sqlalchemy import Connection, delete, func, insert, select, update

from sayso.record.schema import documents, settings, story_bands

_WORD = re.compile(r"\w+")
# Words of a shingle: few enough that an edited word spoils few, enough that few phrases are shared by chance.
SHINGLE = 4
# 60 bands of three: two stories that share 0.35 of their shingles meet with a chance of .93, at 0.05 of .007.
PERMUTATIONS, ROWS = 180, 3
# Copies: the longer story has so many of the shorter one's shingles.  Two reports of one press conference
# share its quotations, a quarter or so (benchmarks/groups.py measures it on pairs made from the corpora).
CONTAINED = 0.6
# A short one must have more in common: notices are written after one pattern.
SHORT, CONTAINED_SHORT = 60, 0.85
# A digest that prints several stories one after the other is no copy of any of them.
LEAST_RATIO = 0.4
# A text of fewer shingles is no copy of anything: greetings and captions are alike by chance.
FEWEST = 12
# So many stories of an older record are put into groups with each new one: nobody waits long for the others.
AT_ONCE = 100
_SEED = 1987
_SIGNED = 1 << 63


def shingles(text: str) -> frozenset[str]:
    """The runs of SHINGLE words of `text`, in lower case and without marks."""
    words = _WORD.findall(text.lower())
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def are_copies(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two texts, given by their shingles, are near-duplicates."""
    shorter, longer = sorted((len(one), len(other)))
    if shorter < FEWEST or shorter < LEAST_RATIO * longer:
        return False
    return len(one & other) >= (CONTAINED_SHORT if shorter < SHORT else CONTAINED) * shorter


def enter(connection: Connection, key: int, text: str) -> None:
    """Put a new document into its story group: that of the stories it is a copy of, or one of its own."""
    if _is_of_another_method(connection):
        _start_over(connection)
    for other, words in islice(_not_entered(connection, key), AT_ONCE):
        _join(connection, other, words)
    _join(connection, key, text)


def lead(connection: Connection, key: int) -> None:
    """Let the earliest story of a document's group (an undated one last) stand for the group."""
    d = documents.c
    group = connection.scalar(select(d.story_group).where(d.key == key))
    if group is None:
        return
    order = (func.coalesce(d.instant, "~"), d.key)
    first = connection.scalar(select(d.key).where(d.story_group == group).order_by(*order).limit(1))
    wrong = d.leads != (d.key == first)
    connection.execute(update(documents).where(d.story_group == group, wrong).values(leads=d.key == first))


def _join(connection: Connection, key: int, text: str) -> None:
    own = shingles(text)
    hashes = list(bands(own)) if len(own) >= FEWEST else []
    groups = {key, *_groups_of_copies(connection, own, hashes)}
    d = documents.c
    connection.execute(update(documents).where(d.key == key).values(story_group=min(groups)))
    merged = groups - {min(groups)}
    if merged:
        connection.execute(update(documents).where(d.story_group.in_(merged)).values(story_group=min(groups)))
    if hashes:
        rows = [{"hash": hash_, "document": key} for hash_ in dict.fromkeys(hashes)]
        connection.execute(insert(story_bands), rows)
    lead(connection, key)


def _groups_of_copies(connection: Connection, own: frozenset[str], hashes: Sequence[int]) -> Iterator[int]:
    """The groups that hold a copy of a story; of each group stories are compared until one is."""
    if not hashes:
        return
    d = documents.c
    alike = select(story_bands.c.document).where(story_bands.c.hash.in_(hashes)).distinct()
    candidates = connection.execute(
        select(d.key, d.story_group).where(d.key.in_(alike), d.story_group.is_not(None)).order_by(d.key)
    ).all()
    found: set[int] = set()
    for candidate, group in candidates:
        if group in found:
            continue
        text = connection.scalar(select(d.text).where(d.key == candidate))
        if are_copies(own, shingles(text or "")):
            found.add(group)
            yield group


def bands(own: Iterable[str]) -> Iterator[int]:
    """The bands of a signature, each as a number of 64 bits that also tells which band it is."""
    from rensa import RMinHash

    signature = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    signature.update(sorted(own))
    values = signature.digest()
    for first in range(0, PERMUTATIONS, ROWS):
        band = (first, *values[first : first + ROWS])
        digest = hashlib.blake2b(repr(band).encode(), digest_size=8).digest()
        yield int.from_bytes(digest, "big") - _SIGNED


def _method() -> str:
    from rensa import RMinHash

    return f"rensa {RMinHash.ALGORITHM_VERSION}, {SHINGLE} words, {PERMUTATIONS} in {ROWS}, seed {_SEED}"


def _is_of_another_method(connection: Connection) -> bool:
    kept = connection.scalar(select(settings.c.value).where(settings.c.name == "story_bands"))
    return kept != _method()


def _start_over(connection: Connection) -> None:
    """Forget all bands and groups: another version of the method finds other bands."""
    connection.execute(delete(story_bands))
    connection.execute(update(documents).values(story_group=None, leads=True))
    connection.execute(delete(settings).where(settings.c.name == "story_bands"))
    connection.execute(insert(settings).values(name="story_bands", value=_method()))


def _not_entered(connection: Connection, key: int) -> Iterator[tuple[int, str]]:
    """The other documents that are in no group yet: those of a record made before there were any."""
    d = documents.c
    while True:
        waiting = select(d.key, d.text).where(d.story_group.is_(None), d.key != key).order_by(d.key).limit(1)
        row = connection.execute(waiting).first()
        if row is None:
            return
        yield row.key, row.text
