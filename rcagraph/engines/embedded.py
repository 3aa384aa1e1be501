"""The graph in the embedded engine: Cypher with no server."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import batched, groupby
