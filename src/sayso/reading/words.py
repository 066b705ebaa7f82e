"""The words and marks of a text: what each shows by its letters, and where sentences and headlines are."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

from sayso import lexicon
from sayso.lexicon import words as class_of
from sayso.text.paragraphs import paragraphs

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[’'‘]s\b|-\w+)?"  # U.S., J.D., U.N.'s, U.S.-led
    r"|\b[RDI]-[A-Z](?:\.[A-Z]\.?|[a-z]+)"  # R-S.C., D-Conn
    r"|[^\W_]+(?:[’'‘&@\-][^\W_]+)*"
    r"|\S"
)
_ENDING = re.compile(r"[’'‘](?:s|S|ll|d|ve|re|m)$")
_PARTY_TAG = re.compile(r"[RDI]-[A-Z]")  # 'R-Fla.' behind a senator's name
_HEADLINE_WORDS = 30
_OPENING = frozenset("“\"'‘([«„‹<")
_STOPS = frozenset(".!?:;…•*|–—-")


class Form:
    """What one written word tells by itself; shared by all its occurrences."""

    __slots__ = ("acronym", "capital", "cut", "function", "lower", "possessive", "word")

    def __init__(self, raw: str) -> None:
        ending = _ENDING.search(raw)
        self.possessive = bool(ending) and raw[-1] in "sS"
        self.cut = len(ending.group()) if ending else 0
        self.word = raw[: len(raw) - self.cut].replace("’", "'").replace("‘", "'")
        self.lower = self.word.lower()
        self.function = self.lower in class_of("function") and (
            not self.word.isupper() or len(self.word) == 1
        )
        self.acronym = self.word.isupper() and len(self.word) > 1 and self.word[0].isalpha()
        self.capital = self._names()

    def _names(self) -> bool:
        word = self.word
        if not word or not (word[0].isupper() or (word[:3] in ("al-", "el-") and word[3:4].isupper())):
            return False
        if _PARTY_TAG.match(word):
            return False
        head, _, tail = word.partition("-")
        return not (tail and tail.islower() and len(head) > 3)  # 'Saudi-led', not 'Ki-moon'


class Words:
    """The words and marks of a text, by paragraph.  `starts` and `ends` are character offsets."""

    __slots__ = ("ends", "forms", "headlines", "lower_seen", "ranges", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts, self.ends = array("L"), array("L")
        self.forms: list[Form] = []
        self.ranges: list[tuple[int, int]] = []
        known: dict[str, Form] = {}
        for start, end in paragraphs(text):
            first = len(self.forms)
            for match in _TOKEN.finditer(text, start, end):
                raw = match.group()
                form = known.get(raw)
                if form is None:
                    form = known[raw] = Form(raw)
                self.forms.append(form)
                self.starts.append(match.start())
                self.ends.append(match.end() - form.cut)
            if len(self.forms) > first:
                self.ranges.append((first, len(self.forms)))
        self.lower_seen = {form.word for form in known.values() if form.word.islower()}
        self.headlines = [self._is_headline(*limits) for limits in self.ranges]

    def at(self, offset: int) -> int:
        """Index of the first word that ends after this character."""
        return bisect_left(self.ends, offset + 1)

    def paragraph(self, index: int) -> int:
        """Index of the paragraph of a word."""
        return max(0, bisect_left(self.ranges, (index + 1, 0)) - 1)

    def _is_headline(self, first: int, last: int) -> bool:
        """Whether capitals tell nothing here: a short line in Title Case or CAPITALS."""
        long_words = [
            form for form in self.forms[first:last] if len(form.word) > 3 and form.word[0].isalpha()
        ]
        if last - first > 200 or len(long_words) < 3:
            return False
        upper = sum(form.word.isupper() for form in long_words)
        if upper * 5 >= len(long_words) * 4:
            return True
        if last - first > _HEADLINE_WORDS:
            return False
        capital = sum(form.word[0].isupper() for form in long_words)
        titles = class_of("title_head") | class_of("role_modifier")
        common = sum(
            form.word[:1].isupper() and form.lower in lexicon.common_words() and form.lower not in titles
            for form in self.forms[first + 1 : last]
        )
        return capital * 5 >= len(long_words) * 4 and common >= 2 and common * 3 >= capital

    def key(self, first: int, last: int) -> str:
        """Words `first` to `last` (included) without the dots of abbreviations."""
        picked = (form.word for form in self.forms[first : last + 1] if form.word not in (".", ","))
        return " ".join(picked)

    def lower(self, index: int) -> str:
        """The lower-case word at this index; '' outside of the text."""
        return self.forms[index].lower if 0 <= index < len(self.forms) else ""

    def begins_sentence(self, index: int, begin: int) -> bool:
        """Whether the word at `index` would have a capital anyway."""
        before = index - 1
        while before >= begin and self.forms[before].word in _OPENING:
            if self.ends[before] != self.starts[before + 1]:
                break  # a closing mark: blank after it
            before -= 1
        if before < begin or before < index - 1:
            return True
        form = self.forms[before]
        if form.word == "." and before > begin:
            prior = self.forms[before - 1]
            return not (prior.lower in class_of("abbreviation") or (len(prior.word) == 1 and prior.capital))
        return form.word in _STOPS or form.word in "”’\"'" or (form.acronym and form.word[-1] == ".")
