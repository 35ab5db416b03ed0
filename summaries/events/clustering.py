"""Average-link clustering of a sparse graph: pairs without an edge count as not alike at all."""

from __future__ import annotations

import heapq
from collections import defaultdict
from typing import TYPE_CHECKING

from summaries.components import components

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Links = dict[int, dict[int, float]]
"""For each cluster its neighbours, with the summed similarities of their members."""


def average_link(
    count: int,
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    similarity: NDArray[np.float64],
    threshold: float,
) -> list[int]:
    """Return a label for each of ``count`` things; equal labels are one cluster.

    ``first[k]`` and ``second[k]`` are alike by ``similarity[k]``, in [0, 1], each pair once. The
    closest two clusters merge until none are alike by ``threshold`` on average over all pairs of
    their members. Deterministic: ties go to the lower numbers.
    """
    keep = _may_meet(count, first, second, similarity, threshold)
    links: Links = defaultdict(dict)
    pairs = zip(first[keep].tolist(), second[keep].tolist(), similarity[keep].tolist(), strict=True)
    for i, j, value in pairs:
        links[i][j] = links[j][i] = value
    return _merge_all(count, links, threshold)


def _may_meet(
    count: int,
    first: NDArray[np.integer],
    second: NDArray[np.integer],
    similarity: NDArray[np.float64],
    threshold: float,
) -> NDArray[np.bool_]:
    """Tell which pairs can end up in one cluster.

    No average is above the threshold unless a pair is: things that no chain of such pairs joins
    never meet. This is what keeps the graph small.
    """
    import numpy as np

    strong = similarity >= threshold
    component = components(count, np.column_stack((first[strong], second[strong])))
    met: NDArray[np.bool_] = component[first] == component[second]
    return met


def _merge_all(count: int, links: Links, threshold: float) -> list[int]:
    sizes = [1] * count
    merged: list[tuple[int, int]] = []
    heap = [(-value, i, j) for i, near in links.items() for j, value in near.items() if i < j]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= threshold:
        negative, i, j = heapq.heappop(heap)
        total = links[i].get(j) if i in links and j in links else None
        if total is None or -negative != total / (sizes[i] * sizes[j]):
            continue  # one of the two has changed since; its new pairs are in the heap
        _take_over(i, j, links)
        sizes[i] += sizes[j]
        merged.append((i, j))
        for k, value in links[i].items():
            heapq.heappush(heap, (-value / (sizes[i] * sizes[k]), min(i, k), max(i, k)))
    labels: list[int] = components(count, merged).tolist()
    return labels


def _take_over(i: int, j: int, links: Links) -> None:
    """Let ``i`` have the summed similarities of ``j``."""
    for k, value in links.pop(j).items():
        del links[k][j]
        if k != i:
            links[i][k] = links[k][i] = links[i].get(k, 0.0) + value
