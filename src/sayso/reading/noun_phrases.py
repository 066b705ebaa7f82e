"""The noun phrases of a source: coordinated ones apart, each with its head.

A phrase is a range of word indices, the end not included.
"""

from __future__ import annotations

from sayso.data import PartyKind
from sayso.lexicon import words as class_of
from sayso.reading.cast import Cast
from sayso.reading.named import Name

Phrase = tuple[int, int]

_BREAKS = frozenset(",(—–;)-")


class NounPhrases:
    """Cuts the sources of one text into noun phrases."""

    def __init__(self, cast: Cast) -> None:
        self.cast, self.words = cast, cast.words

    def coordinated(self, begin: int, end: int) -> list[Phrase]:
        """The noun phrases of a source that each stand for somebody; appositions left out."""
        pieces = self._pieces(begin, end)
        if self._is_title_with_and(pieces):
            return [pieces[1][1:]]
        first = pieces[0][1:]
        phrases, after_name = [first], self.name_at_head(*first)
        opened = clause = False
        for number, (mark, start, stop) in enumerate(pieces):
            if self.words.lower(start) in class_of("example_opener") and number:
                break
            name = self.name_at_head(start, stop)
            opened, clause = opened and mark != ",and", clause and mark != ",and"
            comes_join = any("and" in later for later, *_ in pieces[max(number, 1) :])
            if not number:
                pass
            elif (
                self._is_person(name, start) and mark == "," and not (after_name or comes_join or phrases[1:])
            ):
                phrases = [(start, stop)]  # 'the secretary general, Ban Ki-moon'
            elif self._opens_clause(start):
                clause = True
            elif not clause and self._joins(mark, start, stop, name, opened, comes_join):
                phrases.append((start, stop))
            opened = opened or self.end_of_head(start, stop) < stop
            clause = clause or any(self.words.lower(at) in class_of("relative") for at in range(start, stop))
        return phrases

    def _is_title_with_and(self, pieces: list[tuple[str, int, int]]) -> bool:
        """'Tanzania's Agriculture and Livestock Minister Paul Bomani': one person, his title cut at 'and'."""
        if len(pieces) != 2 or pieces[1][0] != "and" or self.name_at_head(*pieces[0][1:]) is not None:
            return False
        name = self.name_at_head(*pieces[1][1:])
        titled = name is not None and name.kind is PartyKind.PERSON and name.begin < name.first
        _, begin, end = pieces[0]
        forms, adjectives = self.words.forms, self.cast.names.adjectives
        owned = any(forms[at].possessive or at in adjectives for at in range(begin, end))
        return titled and owned and forms[end - 1].capital and self.end_of_head(begin, end) == end

    def end_of_head(self, begin: int, end: int) -> int:
        """Where the noun phrase before its first preposition or relative clause ends."""
        inside = self._inside_names(begin, end)
        for index in range(begin + 1, end):
            word = self.words.lower(index)
            if index not in inside and (
                word in class_of("phrase_end") or word in class_of("relative") or word in (",", "(")
            ):
                if word == "(" and self.words.lower(index + 2) == ")" and index + 3 < end:
                    continue  # 'Brazilian Coffee Institute (IBC) president'
                return index
        return end

    def name_at_head(self, begin: int, end: int) -> Name | None:
        """The name that is the head of a noun phrase, if a name is."""
        head_end = self.end_of_head(begin, end)
        inside = self.cast.named_in(begin, head_end)
        if not inside:
            return None
        last = max(inside, key=lambda name: name.last)
        tail = [self.words.lower(at) for at in range(last.last + 1, head_end)]
        return last if all(word in class_of("reflexive") or not word[:1].isalnum() for word in tail) else None

    def _is_person(self, name: Name | None, start: int) -> bool:
        return name is not None and name.kind is PartyKind.PERSON and name.begin <= start

    def _opens_clause(self, start: int) -> bool:
        return self.words.lower(start) in class_of("relative") or self.words.lower(start) in class_of("verb")

    def _joins(
        self, mark: str, start: int, stop: int, name: Name | None, opened: bool, comes_join: bool
    ) -> bool:
        """Whether a piece is one more speaker; `opened` says that a preposition came before it."""
        if name is not None and name.begin <= start and comes_join:
            if name.kind is PartyKind.PERSON:
                return not (opened and self._ends_with_person(start))
            if mark == ",":
                return not opened
        return "and" in mark and not opened and self._is_phrase(start, stop, name)

    def _ends_with_person(self, start: int) -> bool:
        """Whether a person, the object of a preposition, stands before 'and': one phrase with the next."""
        before = self.cast.ending.get(start - 2)
        return before is not None and self.cast.of_name[id(before)].kind is PartyKind.PERSON

    def _is_phrase(self, start: int, stop: int, name: Name | None) -> bool:
        """Whether a coordinated piece is a noun phrase of its own and no part of an apposition."""
        if name is not None and name.first <= start + 2:
            return True
        if self.words.lower(start) in class_of("determiner"):
            return True
        head = self.words.lower(self.end_of_head(start, stop) - 1)
        plural = head in class_of("unnamed_plural") or head in class_of("group_noun")
        return plural or head in {"he", "she", "others"}

    def _pieces(self, begin: int, end: int) -> list[tuple[str, int, int]]:
        """A source cut at commas and conjunctions outside of names, each piece with the mark before it."""
        inside = self._inside_names(begin, end)
        pieces, start, mark = [], begin, ""
        for index in range(begin, end):
            if index in inside:
                continue
            word = self.words.lower(index)
            cut = "and" if word in {"and", "or", "&"} else "," if word in _BREAKS else ""
            if not cut or self._joins_modifiers(cut, start, index, end):
                continue
            if index > start:
                pieces.append((mark, start, index))
                mark = cut
            elif cut == "and":
                mark = ",and" if mark == "," or index == start else cut
            start = index + 1
        if start < end or not pieces:
            pieces.append((mark, start, max(end, start)))
        return pieces

    def _joins_modifiers(self, cut: str, start: int, index: int, end: int) -> bool:
        """'federal and state officials' are one phrase."""
        bare = index == start + 1 and self.words.lower(start) in class_of("role_modifier")
        return cut == "and" and bare and index + 1 < end

    def _inside_names(self, begin: int, end: int) -> set[int]:
        """The words of names and of the titles before them."""
        named = self.cast.named_in(begin, end)
        return {at for name in named for at in range(max(begin, name.begin), name.last + 1)}
