"""Which of many things belong together, where pairs of them do: connected components."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def components(
    count: int, pairs: Sequence[tuple[int, int]] | NDArray[np.integer]
) -> NDArray[np.integer]:
    """Return for each of ``count`` things the lowest index in its component, of shape (count,).

    The two indices of a pair belong together, and so do things that a chain of pairs joins; as an
    array, ``pairs`` has the shape (pairs, 2).
    """
    import numpy as np
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    first, second = np.asarray(pairs, dtype=int).reshape(-1, 2).T
    graph = coo_matrix((np.ones(len(first), dtype=np.int8), (first, second)), shape=(count, count))
    _, component = connected_components(graph, directed=False)
    _, lowest, numbers = np.unique(component, return_index=True, return_inverse=True)
    found: NDArray[np.integer] = lowest[numbers]
    return found
