"""The shell script that runs Neo4j's bulk import, and the note beside it."""

from collections.abc import Iterable

BUFFER = 4 << 20
"""Bytes of one line that the import takes without being told."""

README = "README.txt"
README_TEXT = """\
Files for Neo4j's bulk import, written by `rcagraph export --neo4j-csv`.

The import fills one database that is empty or to be replaced, while the server is stopped; it
works on a server of your own (5.26 LTS or 2025 and later), not on Aura.

1. Stop the server, or in a cluster the database.
2. sh import.sh                          the database `neo4j`, which must be empty
   sh import.sh NAME                     another one
   sh import.sh NAME --overwrite-destination
                                         replace what the database holds: all of it is lost
   Further options go to neo4j-admin. Where that is not on the path, name it in NEO4J_ADMIN.
   With Docker, while the container is stopped:
     docker run --rm --user neo4j -v "$PWD":/import:ro -v VOLUME:/data neo4j:5.26-community \\
       sh /import/import.sh
3. Start the server.
4. cypher-shell --file schema.cypher     constraints, indexes, and the few values that a file
                                         cannot hold or that a spreadsheet would run

From then on `rcagraph export --neo4j` keeps the database equal to the notes: right after the
import it finds nothing to change.

Lists have U+001F between their items; texts may hold line ends. Do not edit the files.
"""

SCRIPT = """\
#!/bin/sh
# Written by rcagraph. Usage: sh import.sh [DATABASE [OPTION ...]]; README.txt tells more.
set -eu
cd -- "$(dirname -- "$0")"
database=${1:-neo4j}
if [ "$#" -gt 0 ]; then
  shift
fi
exec "${NEO4J_ADMIN:-neo4j-admin}" database import full "$database" \\
"""

OPTIONS = """\
  --id-type=string --delimiter=, --array-delimiter=U+001F --multiline-fields=true \\
  --report-file="${TMPDIR:-/tmp}/rcagraph-import-$$.report" \\
"""


def import_script(
    nodes: Iterable[tuple[str, str]], edges: Iterable[tuple[str, str]], widest: int
) -> str:
    """`nodes` and `edges` are labels or types with their files; `widest` the signs of
    the longest text.
    """
    lines = [f"  --nodes=RcaEntity:{label}=./{file} \\\n" for label, file in nodes]
    lines += [f"  --relationships={type_}=./{file} \\\n" for type_, file in edges]
    buffer = f"  --read-buffer-size={2 * widest} \\\n" if widest > BUFFER // 2 else ""
    return "".join((SCRIPT, OPTIONS, buffer, *lines, '  "$@"\n'))
