import numpy as np
import pytest

from summaries.components import components


@pytest.mark.parametrize(
    ("count", "pairs", "found"),
    [
        pytest.param(5, [(3, 1), (4, 3)], [0, 1, 2, 1, 1], id="a chain"),
        pytest.param(4, [(0, 1), (2, 3), (1, 0)], [0, 0, 2, 2], id="two"),
        pytest.param(3, [], [0, 1, 2], id="no pairs"),
        pytest.param(0, [], [], id="nothing"),
        pytest.param(3, np.array([[2, 0]]), [0, 1, 0], id="an array"),
        pytest.param(2, np.zeros((0, 2), dtype=int), [0, 1], id="an array without pairs"),
    ],
)
def test_things_that_pairs_join_have_the_lowest_index(count, pairs, found):
    assert components(count, pairs).tolist() == found
