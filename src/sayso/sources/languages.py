"""The language of a text, by py3langid (Lui and Baldwin 2012, 'langid.py')."""

from __future__ import annotations

import re

_READ_AHEAD = 4_000  # characters that are looked at; more doesn't change the answer
_FEWEST_LETTERS = 40  # fewer can't be told apart
_ENGLISH_SHARE = 0.2  # of the words of news text, .3 to .4 are among these; in other languages under .1

_ENGLISH = (
    "the of and to in that is was for on with as by at from has have had it he said would be not but this"
)
_ENGLISH_WORDS = frozenset(_ENGLISH.split())
_WORD = re.compile(r"[^\W\d_]+")

# Languages that news is published in; the classifier also knows dialects and dead or planned
# languages, which short texts fall into by accident.
_NEWS = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja "
    "ka kk km kn ko ku ky lo lt lv mk ml mn mr ms mt ne nl no or pa pl ps pt ro ru si sk sl sq sr sv sw "
    "ta te th tl tr ug uk ur vi zh"
)
_LANGUAGES = frozenset(_NEWS.split())
_SAME = {"nb": "no", "nn": "no"}


def language_of(text: str) -> str:
    """The ISO 639-1 code of the language of `text`; 'en' where too little of it can be told."""
    beginning = text[:_READ_AHEAD]
    words = _WORD.findall(beginning)
    if sum(map(len, words)) < _FEWEST_LETTERS or _is_plainly_english(words):
        return "en"
    import py3langid  # loading its model takes longer than reading a story: only where it's needed

    for code, _ in py3langid.rank(beginning):
        code = _SAME.get(code, code)
        if code in _LANGUAGES:
            return str(code)
    return "en"


def _is_plainly_english(words: list[str]) -> bool:
    return sum(word.lower() in _ENGLISH_WORDS for word in words) >= _ENGLISH_SHARE * len(words)
