"""Bytes become text: UTF-8, what a byte-order mark or a declaration says, or what the letters suggest."""

from __future__ import annotations

import codecs
import logging
import re

from sayso.errors import SourceError

_MARKS = (
    # UTF-32's mark begins with UTF-16's, so it is tried first.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF89a", "an image"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\0", "a database"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]+")
_ALONE = re.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]")

# Encodings that news is kept in.  The detector also knows those of DOS, early Macs and mainframes,
# into which short Western texts fall by accident.
_LIKELY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_7 "
    "iso8859_15 koi8_r koi8_u cp874 shift_jis cp932 euc_jp iso2022_jp gb18030 big5 euc_kr cp949"
)
# Families that a page may declare; Python knows others, which unpack or escape and are no encodings of text.
_DECLARABLE = (
    "utf-8",
    "cp",
    "iso8859",
    "iso2022",
    "koi8",
    "gb",
    "hz",
    "big5",
    "euc",
    "shift",
    "mac",
    "tis",
    "ascii",
)
_WESTERN = frozenset(
    "éèêëàâäáãåçñìíîïòóôöõøùúûüýÿæœßÉÈÊËÀÂÄÁÃÅÇÑÍÎÏÓÔÖÕØÚÛÜÆŒ‘’‚“”„‹›«»–—…•·€£¢§©®™°¿¡ºª½¼¾\xa0\xad"
)
_MOST_ACCENTS = 0.2  # of the characters of a Western text; French, the richest, has under .1
_SAMPLE = 200_000  # bytes that the detector sees

_REMEDY = "save it as plain text (UTF-8) or HTML"


def decoded(data: bytes, declared: str | None = None) -> str:
    """The text that `data` holds, line ends unchanged, without a byte-order mark.

    In turn: the byte-order mark, UTF-8, the encoding that is `declared` (by a page or a server),
    and what the letters suggest (charset-normalizer).  Raises SourceError where it is not text.
    """
    _refuse_binary(data)
    text = _marked(data)
    if text is None and not data.isascii():
        text = _strictly(data, "utf-8")  # what passes is hardly ever anything else, whatever is declared
        text = _with_surrogates(data) if text is None else text
    if text is None and declared:
        text = _as_declared(data, declared)
    if text is None and data.isascii():
        text = data.decode("ascii")
    if text is None and b"\0" not in data:
        text = _as_letters_suggest(data)
    if text is None or _is_mostly_control(text):
        raise SourceError("is not text", remedy=_REMEDY)
    return text


def looks_binary(beginning: bytes) -> bool:
    """Whether a file that begins with these bytes can't be text."""
    if any(beginning.startswith(magic) for magic, _ in _BINARY):
        return True
    if any(beginning.startswith(mark) for mark, _ in _MARKS):
        return False
    return b"\0" in beginning or _is_mostly_control(beginning.decode("latin-1"), c1_too=False)


def _refuse_binary(data: bytes) -> None:
    for magic, kind in _BINARY:
        if data.startswith(magic):
            raise SourceError(f"is not text but {kind}", remedy=_REMEDY)


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    return None


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _with_surrogates(data: bytes) -> str | None:
    """`data` where it is UTF-8 but for surrogates: pairs of them (CESU-8) are characters, one alone is none.

    None where it is something else.  Raises SourceError where a surrogate is alone.
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    try:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    except UnicodeDecodeError:
        alone = _ALONE.search(text)
        where = f" (U+{ord(alone[0]):04X}) at offset {alone.start()}" if alone else ""
        raise SourceError(f"holds a lone surrogate{where}, which is no character") from None


def _as_declared(data: bytes, declared: str) -> str | None:
    """`data` in the encoding that it says it has; None where that is unknown or plainly wrong."""
    try:
        encoding = codecs.lookup(declared.strip()).name
        if encoding in ("iso8859-1", "ascii"):
            encoding = "cp1252"  # what pages that say so mean, and what browsers take it for
        if not encoding.startswith(_DECLARABLE):
            return None
        text = data.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    return text if text.count("\ufffd") <= len(text) // 500 + 1 else None


def _as_letters_suggest(data: bytes) -> str | None:
    western = _strictly(data, "cp1252")
    if western is not None and _reads_western(western):
        return western
    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").addHandler(logging.NullHandler())
    guess = from_bytes(data[:_SAMPLE], cp_isolation=_LIKELY.split()).best()
    return None if guess is None else _strictly(data, guess.encoding)


def _reads_western(text: str) -> bool:
    """Whether text decoded as Windows-1252 has few accents, all of them of Western Europe."""
    sample = text[:_SAMPLE]
    accents = [character for character in sample if character >= "\x80"]
    wrong = sum(character not in _WESTERN for character in accents)
    return len(accents) <= _MOST_ACCENTS * len(sample) and wrong <= 0.02 * len(accents)


def _is_mostly_control(text: str, c1_too: bool = True) -> bool:
    """Whether control characters are so many (5 of 100, and more than 8) that this is no text."""
    if not c1_too:
        text = text[:4_096].replace("\x7f", "")
        text = re.sub(r"[\x80-\x9f]", "", text)
    controls = sum(map(len, _CONTROLS.findall(text)))
    return controls > max(8, len(text) // 20)
