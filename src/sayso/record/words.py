"""Words as the full-text indexes see them, and queries that can't be malformed."""

from __future__ import annotations

import re
import unicodedata

from sayso.errors import UsageError

# Letters that have no accent to strip: Unicode takes ø and ł for letters of their own.
_PLAIN = str.maketrans({
    "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th",
})  # fmt: skip
_PHRASE_OR_WORD = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_WORD = re.compile(r"[^\W_]+")
# More words than a person types; each costs a walk through the index.
_MOST_WORDS = 200

_PRONOUNS = frozenset(
    """
    he him his himself she her hers herself it its itself they them their theirs themselves themself
    i me my mine myself we us our ours ourselves you your yours yourself yourselves
    who whom whose which that this these those one
    """.split()  # noqa: SIM905 - one text reads better than forty strings
)


def fold(text: str) -> str:
    """`text` without the difference of case, accents and letter forms."""
    if text.isascii():
        return text.lower()
    # Decomposing can uncover capitals (mathematical ones), and folding what can be decomposed.
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    plain = "".join(char for char in decomposed if unicodedata.category(char) not in ("Mn", "Cs"))
    return plain.translate(_PLAIN)


def is_pronoun(mention: str) -> bool:
    """Whether a mention is a mere pronoun, by which nobody is searched ('US' and 'IT' are names)."""
    return mention.casefold() in _PRONOUNS and not (mention.isupper() and len(mention) > 1)


def name_query(name: str) -> str:
    """The full-text query for the words of a name, one after the other.

    Raises UsageError where `name` has no word.
    """
    words = _words(name)
    if not words:
        raise UsageError(f"{name[:40]!r} has no word to look for", remedy="give a name or a part of one")
    _check_number(len(words))
    return _quoted(words)


def text_query(text: str) -> str:
    """The full-text query for all that `text` asks for: words, "phrases", and prefix*.

    Raises UsageError where `text` has no word.
    """
    straight = re.sub("[“”„«»]", '"', text)
    terms: list[str] = []
    number = 0
    for phrase, star, word in _PHRASE_OR_WORD.findall(straight):
        words = _words(phrase or word)
        if words:
            number += len(words)
            terms.append(_quoted(words) + ("*" if star or word.endswith("*") else ""))
    if not terms:
        raise UsageError(
            f"{text[:40]!r} has no word to look for", remedy='give words, "a phrase", or a beginning*'
        )
    _check_number(number)
    return " ".join(terms)


def searchable(text: str) -> str:
    """The words of `text`, folded, as an index keeps them."""
    return " ".join(_words(text))


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text))


def _quoted(words: list[str]) -> str:
    return '"' + " ".join(words) + '"'


def _check_number(number: int) -> None:
    if number > _MOST_WORDS:
        raise UsageError(f"{number:,} words are too many to look for", remedy=f"give {_MOST_WORDS} at most")
