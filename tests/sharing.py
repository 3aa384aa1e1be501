"""Which tests must run in one process, where pytest-xdist spreads them over several.

A server, a browser or a site is started once: all its tests go to one worker. Every other test
goes to whichever worker is free. `--dist loadgroup` would do, but with pytest 9.2 it forgets the
groups (pytest-xdist issue 1386).
"""

from xdist.scheduler import LoadScopeScheduling

from tests.servers.neo4j import CURRENT, LTS
from tests.servers.stores import FUSEKI, OXIGRAPH

SERVERS = (LTS, CURRENT, FUSEKI, OXIGRAPH)
TOGETHER = ("tests/test_page_in_browser.py", "tests/test_site.py")


class Sharing(LoadScopeScheduling):
    """The largest groups are given out first, the single tests at the end."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def group_of(nodeid: str) -> str:
    """The server among a test's parameters, its file, or the test itself."""
    file, _, rest = nodeid.partition("::")
    parameters = rest.partition("[")[2].rstrip("]")
    first = parameters.partition("-")[0]
    if first in SERVERS:
        return first
    return file if file in TOGETHER else nodeid
