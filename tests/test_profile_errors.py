"""What a newcomer writes wrong in a profile, and what is said: the line, the slip, the remedy."""

from pathlib import Path

import pytest

from rcagraph.model.errors import RcaGraphError
from rcagraph.profile import read_profile

INCIDENT = '[[type]]\ntype = "Incident"\n'
FIELDS = INCIDENT + "[type.fields]\n"
EDGE = INCIDENT + '[[type.edge]]\nrel = "AFFECTS"\nto = "Service"\nfrom = "hit"\n'
SERVICE = '[[type]]\ntype = "Service"\n'


def said(folder: Path, text: str | bytes) -> str:
    """The error without the folder."""
    file = folder / "rcagraph.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(RcaGraphError) as caught:
        read_profile(file)
    return str(caught.value).replace(f"{folder}/rcagraph.toml:", "")


NEAR = {
    '[vualt]\nname = "x"\n': "1: the profile has no key 'vualt'. Did you mean vault? ",
    "[[types]]\n": "1: the profile has no key 'types'. Did you mean type? ",
    "[normalize.Service]\n": "1: the profile has no key 'normalize'. Did you mean normalise? ",
    "[vault]\nincludes = 'x'\n": "2: [vault] has no key 'includes'. Did you mean include? ",
    "[vault]\nignore = 'x'\n": "2: [vault] has no key 'ignore'. Did you mean exclude? ",
    INCIDENT + "[type.feilds]\n": "3: [[type]] has no key 'feilds'. Did you mean fields? ",
    FIELDS + "severty = 'x'\n": "4: Incident has no property 'severty'. Did you mean severity? ",
    FIELDS + "started = 'x'\n": "4: Incident has no property 'started'. Did you mean started_at? ",
    FIELDS + "severity = { form = 'x' }\n": (
        "4: [type.fields.severity] has no key 'form'. Did you mean from? "
    ),
    INCIDENT + "[[type.edge]]\nrel = 'affect'\n": "4: 'affect' is no edge. Did you mean AFFECTS? ",
    "[[type]]\ntype = 'Services'\n": "2: 'Services' is no kind. Did you mean Service? ",
    "[[type]]\ntype = 'Postmortem'\n": "2: 'Postmortem' is no kind. Did you mean Incident? ",
    "[normalise.service]\n": "1: 'service' is no kind. Did you mean Service? ",
    "[normalise.Service]\nlower = true\n": (
        "2: [normalise.Service] has no key 'lower'. Did you mean fold? "
    ),
    "[[declare]]\nname = 'x'\n": "2: [[declare]] has no key 'name'. Did you mean names? ",
    "[[property]]\nof = 'Incidents'\nname = 'x'\n": (
        "2: of = 'Incidents' means nothing. Did you mean Incident? "
    ),
    "[[property]]\nof = 'Team'\nname = 'x'\ntype = 'int'\n": (
        "4: type = 'int' means nothing. Did you mean integer? "
    ),
    "[analysis]\nfamliy = 'x'\n": "2: [analysis] has no key 'famliy'. Did you mean family? ",
    "[neo4j]\nurl = 'x'\n": "2: [neo4j] has no key 'url'. Did you mean uri? ",
    "use = 'rcavault'\n": "1: there is no built-in profile 'rcavault'. Did you mean rca-vault? ",
    "[vault]\ntimezone = 'Europe/berlin'\n": (
        "2: 'Europe/berlin' is no time zone. Did you mean Europe/Berlin? "
    ),
    "[vault]\nfront_matter = 'yml'\n": "2: front_matter = 'yml' means nothing. Did you mean yaml? ",
    INCIDENT + "[type.timeline.milestones]\ndetected = 'x'\n": (
        "4: [type.timeline.milestones] has no key 'detected'. Did you mean detected_at? "
    ),
}


@pytest.mark.parametrize("text", NEAR)
def test_the_nearest_word_is_proposed(tmp_path: Path, text: str) -> None:
    message = said(tmp_path, text)
    assert message.startswith(NEAR[text])
    assert "Write one of: " in message


RULE = ": in TOML a key belongs to the last [table] above it. "
ELSEWHERE = {
    FIELDS + "date = 'x'\nedge = [{ rel = 'AFFECTS' }]\n": (
        "5: Incident has no property 'edge'. 'edge' is a key of [[type]]" + RULE
    ),
    FIELDS + "date = 'x'\nid = 'x'\n": (
        "5: Incident has no property 'id'. 'id' is a key of [[type]]" + RULE
    ),
    FIELDS + "tier = 'x'\n": (
        "4: Incident has no property 'tier'. 'tier' is a property of Service. "
    ),
    EDGE + "where = { x = true }\n": (
        "7: [[type.edge]] has no key 'where'. 'where' is a key of [[type]]" + RULE
    ),
    INCIDENT + "[[edge]]\nrel = 'AFFECTS'\n": (
        "4: [[edge]] has no key 'rel'. 'rel' is a key of [[type.edge]]" + RULE
    ),
    INCIDENT + "[timeline]\nsection = 'x'\n": (
        "3: the profile has no key 'timeline'. 'timeline' is a table of its own: [type.timeline]. "
    ),
    INCIDENT + "[type.milestones]\n": (
        "3: [[type]] has no key 'milestones'. "
        "'milestones' is a table of its own: [type.timeline.milestones]. "
    ),
    "include = 'x'\n": (
        "1: the profile has no key 'include'. 'include' is a key of [vault]" + RULE
    ),
    "[vault]\nuse = 'cstate'\n": (
        "2: [vault] has no key 'use'. 'use' stands at the top of the file, above all [tables]. "
    ),
    "[normalise]\nfold = true\n": (
        "2: 'fold' is no kind. 'fold' is a key of [normalise.KIND]" + RULE
    ),
}


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_key_of_another_table_is_sent_there(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text).startswith(ELSEWHERE[text])


EXACTLY = {
    "[classify]\nTeam = ['x']\n": (
        "2: [classify] has no key 'Team'. Write it under [classify.words]"
    ),
    "[[vault]]\nname = 'x'\n": "1: [vault] is no table. Write [vault] with single brackets",
    "[declare]\ntype = 'Team'\n": (
        "1: [[declare]] is a list of tables. Write [[declare]] with double brackets"
    ),
    INCIDENT + "[[type.edges]]\nrel = 'AFFECTS'\n": (
        "3: [type.edges] is no table. Write [[type.edge]]"
    ),
    FIELDS + "date = 'sectoin:Summary'\n": (
        "4: date: 'sectoin:Summary' is no source expression. Write section:Summary"
    ),
    FIELDS + "summary = 'front:summary'\n": (
        "4: summary: 'front:summary' is no source expression. Write the key alone: summary"
    ),
    INCIDENT + "title = '@titel'\n": (
        "3: title: '@titel' is no place. Write @title; one of: @name, @title, @h1, @path, @folders"
    ),
    FIELDS + "summary = 'body:(foo'\n": (
        "4: summary: '(foo' is no regular expression: missing ), unterminated subpattern, at "
        r"column 17. Write \( for a bracket that is meant as such, or close the group"
    ),
    FIELDS + "summary = 'section:/a(?i)b/'\n": (
        "4: summary: 'a(?i)b' is no regular expression: global flags not at the start of the "
        "expression, at column 22. Write flags such as (?i) first, before all else"
    ),
    FIELDS + "summary = 'body:(?<name>x)'\n": (
        "4: summary: '(?<name>x)' is no regular expression: unknown extension ?<n, at column 18. "
        "Write (?P<name>…) for a named group"
    ),
    INCIDENT + "[type.timeline]\ntime = '''\n^Time(\n'''\n": (
        "5: time: '^Time(\\n' is no regular expression: missing ), unterminated subpattern, at "
        r"column 6. Write \( for a bracket that is meant as such, or close the group"
    ),
    INCIDENT + "[type.timeline]\ntime = \"\\u0041(\"\n": (
        "4: time: 'A(' is no regular expression: missing ), unterminated subpattern, at "
        r"position 2 of it. Write \( for a bracket that is meant as such, or close the group"
    ),
    INCIDENT + "[type.timeline]\nsection = '(?m)^Time'\n": (
        "4: section: '(?m)^Time' is read as the words of a heading, not as a regex. "
        "Write /(?m)^Time/"
    ),
    FIELDS + "summary = 'section:^Summary'\n": (
        "4: summary: '^Summary' is read as the words of a heading, not as a regex. "
        "Write section:/^Summary/"
    ),
    "[vault]\ninclude = ['docs\\**\\*.md']\n": (
        "2: include: 'docs\\\\**\\\\*.md' has a backslash. Write 'docs/**/*.md'"
    ),
    "[vault]\ninclude = '/docs/*.md'\n": (
        "2: include: '/docs/*.md' is no path in the vault. Write 'docs/*.md'"
    ),
    "[vault]\nexclude = '../x'\n": (
        "2: exclude: '../x' leaves the vault. "
        "Write a path from the folder of this file on, 'log/*.md'"
    ),
    "[vault]\ninclude = []\n": "2: include names no files. Write '**/*.md'",
    "[vault]\nroot = 'docs'\ninclude = 'log/*.md'\n": (
        "3: include: 'log/*.md' lies outside of root = 'docs'. Write 'docs/log/*.md'"
    ),
    "[vault]\nroot = 'docs'\n" + INCIDENT + "path = 'log/*.md'\n": (
        "5: path: 'log/*.md' lies outside of root = 'docs'. Write 'docs/log/*.md'"
    ),
    "[vault]\nroot = 'C:\\notes'\n": (
        "2: root = 'C:\\\\notes' is no folder of the vault. Write 'docs/notes'"
    ),
    INCIDENT + "path = 'log/'\n": "3: path: 'log/' is a folder. Write 'log/**'",
    INCIDENT + "path = 'log/{a,b.md'\n": (
        "3: path: 'log/{a,b.md' has a brace that is not closed. Write '**/*.{md,txt}'"
    ),
    "[[type]]\nextend = true\n": "1: [[type]] does not say its type. Write type = 'Incident'",
    EDGE + "reverse = true\n": (
        "4: AFFECTS may not join Service to Incident, it goes from Incident to Service. "
        "Write reverse = false"
    ),
    SERVICE + "[[type.edge]]\nrel = 'OWNS'\nto = 'Team'\nfrom = 'x'\nreverse = false\n": (
        "4: OWNS may not join Service to Team, it goes from Team to Service. Write reverse = true"
    ),
    "[[mention]]\ntype = 'Service'\nrel = 'AFFECTS'\nto = 'Incident'\n": (
        "3: AFFECTS may not join Service to Incident, it goes from Incident to Service. "
        "Write type = 'Incident' and to = 'Service'"
    ),
    "[links.rel]\n'Service>Runbook' = 'DOCUMENTS'\n": (
        "2: DOCUMENTS may not join Service to Runbook, it goes from Runbook to Service. "
        "Write 'Service>Runbook' = '<DOCUMENTS'"
    ),
    "[links.rel]\n'Service' = 'DOCUMENTS'\n": (
        "2: 'Service' is no pair of kinds. Write 'Incident>Runbook'"
    ),
    "[vault]\ntimezone = 'CEST'\n": (
        "2: 'CEST' is no time zone. Write one of: UTC, Europe/Berlin, …: a place, no abbreviation"
    ),
    "[vault]\ntimezone = '+02:00'\n": (
        "2: '+02:00' is no time zone. Write one of: UTC, Europe/Berlin, …: "
        "a place has its summer time; an offset stands in the times themselves"
    ),
    "[analysis]\nhard = 2\n": "2: hard = 2 is no number that fits. Write a number from 0 to 1",
    "[vault]\nname = 'x'\n[vault]\n": (
        "3: is not TOML: [vault] stands twice. "
        "Write its keys under one header, or [[…]] for a list of tables"
    ),
    "[vault]\nname = 'x'\nname = 'y'\n": (
        "3: is not TOML: name is said twice. "
        "Write it once; several values are a list, ['a', 'b'], and several tables [[…]]"
    ),
    "[vault]\nplaceholders = '''a\n": (
        "2: is not TOML: Expected \"'''\". Write `key = 'text'` lines under [tables]"
    ),
    INCIDENT + '[type.timeline]\ntime = "^\\d+"\n': (
        "4: is not TOML: Unescaped '\\' in a string. "
        "Write a pattern in 'single quotes', where a backslash stays one"
    ),
    "[vault]\nname = “x”\n": "2: is not TOML: Invalid value. Write straight quotes: 'text'",
    "[extend.Incident]\nfields.severity = { map = { 高 = 'P1' } }\n": (
        "2: is not TOML: Invalid initial character for a key part. "
        "Write quotes around a key of other letters than a to z: \"高\""
    ),
    "[normalise.Service]\nalias.prüfung = 'x'\n": (
        "2: is not TOML: Expected '=' after a key in a key/value pair. "
        "Write quotes around a key of other letters than a to z: \"prüfung\""
    ),
    "vault:\n  name: x\n": (
        "1: is not TOML: Expected '=' after a key in a key/value pair. "
        "Write `key = 'text'`, with an equals sign: this is TOML, not YAML"
    ),
    "[analysis]\ncomplete_until = 31.01.2026\n": (
        "2: is not TOML: Expected newline or end of document after a statement. "
        "Write a day as 2026-01-31"
    ),
    "a = " + "[" * 5000: (
        "1: is not TOML: it is nested too deep. Write `key = 'text'` lines under [tables]"
    ),
    "[analysis]\nhard = " + "9" * 5000: (
        "2: is not TOML: a number is too long. Write `key = 'text'` lines under [tables]"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", EXACTLY, ids=range(len(EXACTLY)))
def test_what_is_wrong_and_what_to_write_is_said(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == EXACTLY[text]


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("Datum des Vorfalls", "'\"Datum des Vorfalls\"'"),
        ("meta.a/b", "'meta.\"a/b\"'"),
    ],
)
def test_a_key_with_blanks_is_to_be_quoted(tmp_path: Path, key: str, written: str) -> None:
    assert said(tmp_path, f"{FIELDS}date = '{key}'\n").startswith(
        f"4: date: '{key}' is no source expression. "
        f"Write quotes around a key of the front matter: {written}; or a front-matter key, "
    )
    file = tmp_path / "rcagraph.toml"
    file.write_text(f"{FIELDS}date = {written}\n", "utf-8")
    assert read_profile(file).types[0].fields["date"].sources[0].text == written.strip("'")


@pytest.mark.parametrize("blank", ["", " "])
def test_a_blank_key_is_named_by_its_property(tmp_path: Path, blank: str) -> None:
    message = said(tmp_path, f"{FIELDS}date = '{blank}'\n")
    assert message.startswith(f"4: date: '{blank}' is no source expression. Write ")
    assert message.endswith("; leave the key out for none")


def test_a_glob_under_the_fields_is_sent_to_the_type(tmp_path: Path) -> None:
    assert said(tmp_path, f"{FIELDS}path = 'log/*.md'\n").startswith(
        "4: path: 'log/*.md' is no source expression. "
        "Write a glob as `path` of the [[type]], above its other tables; "
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("[vault]\nname = 'é'\n".encode("latin-1"), "2: is not UTF-8: byte 0xe9. Save it as UTF-8"),
        ("[vault]\n".encode("utf-16"), "1: is not UTF-8: byte 0xff. Save it as UTF-8"),
        (b"[vault]\r\nnam = 'x'\r\n", "2: [vault] has no key 'nam'. Did you mean name? "),
        (b"\xef\xbb\xbf[vault]\nnam = 'x'\n", "2: [vault] has no key 'nam'. Did you mean name? "),
    ],
)
def test_bytes_of_other_systems(tmp_path: Path, data: bytes, message: str) -> None:
    assert said(tmp_path, data).startswith(message)


def test_an_unknown_kind_that_is_like_none_may_be_declared(tmp_path: Path) -> None:
    message = said(tmp_path, "[[type]]\ntype = 'Ferry'\n")
    assert "A kind of your own is declared by a [[kind]]. Write one of: Incident" in message


def test_globs_of_a_built_in_profile_need_not_lie_below_the_root(tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text("use = 'cstate'\n[vault]\nroot = 'site'\n", "utf-8")
    assert read_profile(file).vault.root == "site"


def test_a_list_in_a_data_file_extends_what_data_can_give(tmp_path: Path) -> None:
    file = tmp_path / "rcagraph.toml"
    file.write_text(f"{INCIDENT}extend = true\npath = 'x.yml'\nrecords = 'yaml:a[]'\n", "utf-8")
    rule = read_profile(file).types[0]
    assert rule.timeline
    assert [source.text for source in rule.timeline.sources] == ["timeline"]
    assert rule.actions is None
    assert [source.text for source in rule.fields["severity"].sources][:2] == ["severity", "sev"]
    assert "went_well" not in rule.fields
    assert [edge.rel for edge in rule.edges][:2] == ["AFFECTS", "ORIGINATED_IN"]


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("page = 'Document'", "page is told of files that are cut into records"),
        ("records = 'yaml:a[]'\npage = 'Document'", "page is told of files that are cut into"),
        ("records = 'heading:^x'\npage = 'Team'", "page: no page is a Team"),
        ("records = 'heading:^x'\npage = 'Page'", "'Page' is no kind"),
    ],
)
def test_a_page_of_records(keys: str, message: str, tmp_path: Path) -> None:
    assert message in said(tmp_path, f"[[type]]\ntype = 'Incident'\npath = 'x.md'\n{keys}\n")
