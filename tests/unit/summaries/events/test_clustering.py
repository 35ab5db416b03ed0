from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.events.clustering import average_link


def clusters(count, edges, threshold=0.5):
    """The clusters as sets, smallest member first."""
    rows = np.array([edge[:2] for edge in edges], dtype=int).reshape(-1, 2)
    values = np.array([edge[2] for edge in edges], dtype=float)
    labels = average_link(count, rows[:, 0], rows[:, 1], values, threshold)
    return sorted(
        sorted(index for index in range(count) if labels[index] == label) for label in set(labels)
    )


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        pytest.param([], [[0], [1], [2], [3]], id="nothing alike"),
        pytest.param([(0, 1, 0.9), (2, 3, 0.6)], [[0, 1], [2, 3]], id="two pairs"),
        pytest.param([(0, 1, 0.9), (1, 2, 0.6)], [[0, 1], [2], [3]], id="a chain is no cluster"),
        pytest.param(
            [(0, 1, 0.9), (1, 2, 0.6), (0, 2, 0.5)], [[0, 1, 2], [3]], id="alike on average"
        ),
        pytest.param([(0, 1, 0.4)], [[0], [1], [2], [3]], id="below the threshold"),
    ],
)
def test_average_link(edges, expected):
    assert clusters(4, edges) == expected


def brute(count, similarity, threshold):
    """Average link by its definition."""
    groups = [[index] for index in range(count)]
    while True:
        best = max(
            (
                (np.mean([similarity[i][j] for i in a for j in b]), -x, -y)
                for (x, a), (y, b) in combinations(enumerate(groups), 2)
            ),
            default=(0.0, 0, 0),
        )
        if best[0] < threshold:
            return sorted(sorted(group) for group in groups)
        x, y = -best[1], -best[2]
        groups[x] = groups[x] + groups.pop(y)


@given(st.integers(0, 2**32 - 1))
def test_is_what_its_definition_says(seed):
    draw = np.random.default_rng(seed)
    count = 7
    similarity = np.triu(draw.random((count, count)), 1)  # ties have no chance
    similarity += similarity.T
    edges = [(i, j, similarity[i, j]) for i, j in combinations(range(count), 2)]
    assert clusters(count, edges) == brute(count, similarity, 0.5)
