"""Windows: every token is some window's own exactly once."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.encoder.windows import Window, cut


@given(st.lists(st.integers(1, 700), max_size=12), st.integers(40, 254), st.integers(0, 30))
def test_windows_partition_the_tokens(lengths: list[int], window: int, context: int) -> None:
    paragraphs = np.repeat(np.arange(len(lengths)), lengths)
    at = 0
    for found in cut(paragraphs, window=window, context=context):
        assert found.start == at, "a token is no window's own, or two windows'"
        assert found.context <= found.start < found.end
        assert found.end - found.context <= window
        at = found.end
    assert at == len(paragraphs)


def test_a_window_ends_with_a_paragraph_where_one_fits() -> None:
    paragraphs = np.repeat([0, 1, 2], [100, 100, 100])
    assert list(cut(paragraphs, window=254, context=24)) == [Window(0, 0, 200), Window(176, 200, 300)]


def test_a_long_paragraph_is_cut_with_context() -> None:
    first, second, *_ = cut(np.zeros(600, int), window=254, context=24)
    assert (first.end, second.context, second.start) == (254, 230, 254)
