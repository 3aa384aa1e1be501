"""The HTML report in Chromium: every part drawn, chosen, moved, read aloud, attacked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.page import (
    AXE,
    EXAMPLE,
    HOSTILE,
    PARTS,
    RIGHT_TO_LEFT,
    Opened,
    Scheme,
    browser,
    hostile_vault,
    json_of,
    report,
    text_of,
)

pytestmark = pytest.mark.browser
WEB = "https://git.example.com/acme/vault/blob/main"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return report(EXAMPLE, tmp_path_factory.mktemp("page") / "r.html", "--link-base", WEB)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return report(hostile_vault(folder), folder / "r.html")


def test_every_part_is_shown_by_its_tab_without_a_complaint(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file)
    for part in PARTS:
        opened.show(part)
        assert text_of(opened.page, "section.part:not([hidden]) > h2") == text_of(
            opened.page, f"nav a[href='#{part}']"
        )
        assert opened.page.locator("nav a[aria-current]").count() == 1
    assert opened.complaints == []
    assert opened.asked == [file.as_uri()]


def test_the_headline_s_figures_lead_to_what_supports_them(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file)
    assert text_of(opened.page, ".figures strong") == ["5", "19 %", "0", "0", "22", "2", "28"]
    opened.page.click(".figures a >> text=promises made more than once")
    assert opened.page.is_visible("#debts table")


def test_a_family_s_strip_has_a_dot_an_incident(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "families").page
    dots = [row.locator("circle").count() for row in page.locator("tr.family").all()]
    assert dots == [7, 6, 3, 2, 2]
    assert page.locator("tr.family svg title").first.text_content() == (
        "2024-07-18-connection-pool-exhaustion (2024-07-18, 47 minutes)"
    )


def test_the_families_are_narrowed_by_words(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "families").page
    page.fill("#family-words", "STALE index")
    assert text_of(page, "tr.family:not([hidden]) summary") == ["catalog-search: Stale Index"]
    assert text_of(page, "#families output") == ["1 of 5 families"]


def test_a_link_leads_to_the_note_and_line(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "family-1").page
    first = page.locator("#family-1 li a").first
    assert first.is_visible()
    assert first.get_attribute("href") == (
        f"{WEB}/incidents/2024-07-18-connection-pool-exhaustion.md#L2"
    )


def test_a_cell_of_the_heat_map_lists_its_incidents(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "heat-map").page
    page.click("button[aria-label='3: Message Queue Backlog in notification-service']")
    assert text_of(page, "#heat-incidents h3") == [
        "Message Queue Backlog in notification-service: 3"
    ]
    assert page.locator("#heat-incidents li a").count() == 3


def test_a_service_is_chosen_and_its_radius_is_the_command_line_s(
    chromium: Browser, file: Path
) -> None:
    page = Opened(chromium, file, "blast-radius").page
    page.select_option("#radius-choice", label="user-accounts")
    page.wait_for_selector("h3 >> text=If user-accounts fails")
    asked = json_of("blast-radius", "user-accounts", "--vault", str(EXAMPLE))
    rows = page.locator("#radius-answer table:has(caption:text('hop')) tbody tr")
    shown = [
        (row.locator("td").nth(0).inner_text(), float(_value(row)), row.locator("td").nth(5))
        for row in rows.all()
    ]
    assert [(name, p) for name, p, _ in shown] == [
        (each["name"], each["probability"]) for each in asked["structural"]
    ]
    assert [owners.inner_text() for _, _, owners in shown] == [
        ", ".join(each["owners"]) or "nobody" for each in asked["structural"]
    ]
    assert len(shown) == 9


def _value(row: Any) -> str:
    return str(row.locator("data").first.get_attribute("value"))


def test_a_step_of_a_witness_path_leads_to_the_dependency(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "blast-radius/order-service").page
    row = page.locator("#radius-answer tr:has(a:text-is('web-storefront'))").first
    assert " ".join(row.locator("td").nth(1).inner_text().split()) == (
        "order-service → checkout-api → web-storefront"
    )
    hrefs = [a.get_attribute("href") for a in row.locator("td").nth(1).locator("a").all()]
    assert hrefs == [f"{WEB}/services/checkout-api.md#L8", f"{WEB}/services/web-storefront.md#L8"]


def test_the_observed_radius_has_shares_and_notes(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "blast-radius/order-service").page
    table = page.locator("#radius-answer table:has(caption:text('Observed'))")
    asked = json_of("blast-radius", "order-service", "--vault", str(EXAMPLE))["observed"]
    assert table.locator("tbody tr").count() == len(asked) == 4
    assert float(_value(table.locator("tbody tr").first)) == asked[0]["share"]
    assert table.locator("tbody tr").first.locator("td").last.locator("a").count() == 6


def test_a_family_s_cumulative_function_is_the_command_line_s(
    chromium: Browser, file: Path
) -> None:
    opened = Opened(chromium, file, "rates")
    page = opened.page
    assert text_of(page, "#growth-choice option:checked") == ["All services, on average"]
    page.select_option("#growth-choice", label="order-service: Connection Pool Exhaustion")
    page.wait_for_selector("#growth-answer summary")
    asked = json_of(
        "recurrence", "--explain", "order-service: Connection Pool Exhaustion",
        "--vault", str(EXAMPLE),
    )  # fmt: skip
    assert text_of(page, "#growth-answer > div > p") == [asked["growth"]]
    page.click("#growth-answer summary")
    links = page.locator("#growth-answer li a")
    told = [step["incident"] for step in asked["cumulative"] if step["incident"]]
    assert links.all_inner_texts() == told
    assert len(told) == 6
    assert links.first.get_attribute("href") == (
        f"{WEB}/incidents/2024-10-03-connection-pool-exhaustion.md#L2"
    )
    assert page.locator("#growth-answer svg g circle").count() == 6
    assert opened.complaints == []


def test_a_service_s_cumulative_function_has_an_address(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "rates/Services%2Fcatalog-search").page
    assert text_of(page, "#growth-choice option:checked") == ["catalog-search"]
    assert page.inner_text("#growth-answer p").startswith("catalog-search: 6 events in 790 days")


def test_a_family_leads_to_its_cumulative_function(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "family-1").page
    page.click("#family-1 >> text=How they add up")
    page.wait_for_selector("section#rates:not([hidden])")
    assert page.inner_text("#growth-answer p").startswith("order-service: Connection Pool")


def test_names_in_a_blast_radius_lead_to_their_notes(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file, "blast-radius/order-service").page
    owner = page.locator("#radius-answer > h3:text-is('Whom to page') + ul > li").nth(1)
    assert owner.inner_text() == "storefront owns checkout-api, web-storefront"
    assert [a.get_attribute("href") for a in owner.locator("a").all()][1:] == [
        f"{WEB}/services/checkout-api.md#L2",
        f"{WEB}/services/web-storefront.md#L2",
    ]


def test_charts_have_names(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file, "rates")
    assert opened.page.locator("#rates figure svg[role=img][aria-label]").count() == 2
    opened.show("dependencies")
    assert opened.page.locator("#dependencies figure svg[role=img][aria-label]").count() == 1


def nodes_drawn(opened: Opened) -> int:
    return int(opened.page.inner_text("#graph-status").split(" nodes")[0].split()[-1])


def test_the_time_slider_takes_incidents_away(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file, "graph")
    before = nodes_drawn(opened)
    opened.page.focus("#graph-from")
    opened.page.keyboard.press("End")
    assert opened.page.inner_text("output[for='graph-from']") == "2026-09-17"
    assert opened.page.get_attribute("#graph-from", "aria-valuetext") == "2026-09-17"
    assert before - nodes_drawn(opened) == 31


def test_kinds_severities_and_teams_narrow_the_graph(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file, "graph")
    opened.page.select_option("#graph-severity", "P1")
    p1 = nodes_drawn(opened)
    opened.page.get_by_label("Incident (32)").uncheck()
    assert nodes_drawn(opened) == 19
    assert p1 > 19
    opened.page.select_option("#graph-team", label="payments")
    assert nodes_drawn(opened) == 4


def test_search_leads_to_a_node_its_neighbourhood_and_its_path(
    chromium: Browser, file: Path
) -> None:
    opened = Opened(chromium, file, "graph")
    page = opened.page
    page.fill("#graph-search", "web-store")
    page.click("#graph-found button >> text=web-storefront (Service)")
    assert text_of(page, "#graph-about h3") == ["web-storefront"]
    page.click("button:text-is('Path from here')")
    page.fill("#graph-search", "postgre")
    page.click("#graph-found button >> text=PostgreSQL (Resource)")
    page.click("button:text-is('Path to here')")
    assert page.inner_text("#graph-status") == "Path: 3 nodes, 2 edges"
    page.click("text=Its neighbourhood")
    assert page.inner_text("#graph-status").startswith("Around PostgreSQL: 6 nodes")
    page.click("text=Whole graph")
    assert nodes_drawn(opened) == 51
    assert opened.complaints == []


@pytest.mark.parametrize(("button", "begins"), [("PNG", b"\x89PNG\r\n"), ("SVG", b"<svg ")])
def test_the_drawing_is_saved(
    chromium: Browser, file: Path, tmp_path: Path, button: str, begins: bytes
) -> None:
    opened = Opened(chromium, file, "graph")
    with opened.page.expect_download() as waiting:
        opened.page.click(f"button:text-is('{button}')")
    waiting.value.save_as(tmp_path / "drawing")
    saved = (tmp_path / "drawing").read_bytes()
    assert saved.startswith(begins)
    assert len(saved) > 5000
    assert opened.complaints == []


def test_the_keyboard_reaches_the_parts(chromium: Browser, file: Path) -> None:
    page = Opened(chromium, file).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _ in range(2):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("section#families:not([hidden])")
    assert page.url.endswith("#families")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wide", [1280, 390])
def test_axe_finds_no_serious_fault(
    chromium: Browser, file: Path, scheme: Scheme, wide: int
) -> None:
    opened = Opened(chromium, file, "family-1", scheme=scheme, wide=wide)
    opened.page.evaluate(AXE.read_text("utf-8"))
    faults = []
    for part in PARTS:
        opened.page.evaluate(f"location.hash = '{part}'")
        opened.page.wait_for_selector(f"section#{part}:not([hidden])")
        found = opened.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        faults += [
            (
                part,
                fault["id"],
                fault["nodes"][0]["html"][:200],
                fault["nodes"][0]["failureSummary"],
            )
            for fault in found
            if fault["impact"] in ("serious", "critical")
        ]
    assert faults == []


def test_nothing_is_wider_than_a_narrow_window(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file, wide=390)
    for part in PARTS:
        opened.page.evaluate(f"location.hash = '{part}'")
        opened.page.wait_for_selector(f"section#{part}:not([hidden])")
        assert opened.page.evaluate("document.documentElement.scrollWidth") == 390, part


def test_a_hostile_vault_runs_nothing_and_is_shown_as_text(
    chromium: Browser, hostile: Path
) -> None:
    opened = Opened(chromium, hostile)
    for part in [each for each in PARTS if each != "together"]:
        opened.show(part)
    opened.page.evaluate("location.hash = 'family-1'")
    assert opened.page.inner_text("#family-1 summary").startswith(HOSTILE)
    assert opened.page.locator("img").count() == 0
    assert opened.complaints == []
    assert opened.asked == [hostile.as_uri()]


def test_right_to_left_and_emoji_are_kept(chromium: Browser, hostile: Path) -> None:
    opened = Opened(chromium, hostile, "family-1")
    assert RIGHT_TO_LEFT in opened.page.inner_text("#family-1 summary")
    assert "🔥" in opened.page.inner_text("#family-1 summary")
    assert opened.page.get_attribute("#family-1 summary", "dir") == "auto"


def test_a_hostile_service_is_chosen_and_searched(chromium: Browser, hostile: Path) -> None:
    opened = Opened(chromium, hostile, "blast-radius")
    opened.page.select_option("#radius-choice", label=HOSTILE)
    opened.page.wait_for_selector("#radius-answer h3")
    assert opened.page.inner_text("#radius-answer h3") == f"If {HOSTILE} fails"
    opened.show("graph")
    opened.page.fill("#graph-search", "alert(2)")
    opened.page.locator("#graph-found button >> text=(Service)").click()
    assert opened.page.inner_text("#graph-about h3") == HOSTILE
    assert opened.complaints == []


def test_without_a_base_the_place_is_text(chromium: Browser, hostile: Path) -> None:
    page = Opened(chromium, hostile, "family-1").page
    assert "incidents/2025-01-02-x.md:2" in text_of(page, "#family-1 code")
    assert page.locator("#family-1 a").count() == 0


def test_without_scripts_the_tables_are_there(chromium: Browser, file: Path) -> None:
    opened = Opened(chromium, file, scripts=False)
    assert opened.page.is_visible("#families table")
    assert opened.page.is_visible("#debts table")
    assert opened.page.is_visible("#heat-map td >> text=7")
    assert opened.page.is_visible("#graph >> text=This part needs JavaScript.")
    assert not opened.page.is_visible("nav a[href='#graph']")
    opened.page.click("#family-1 summary")
    assert opened.page.is_visible("#family-1 li >> nth=0")


def test_it_prints_all_parts(chromium: Browser, file: Path, tmp_path: Path) -> None:
    opened = Opened(chromium, file)
    printed = opened.page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") >= 8
    assert opened.page.is_hidden("#families")
    assert opened.complaints == []


def test_a_vault_without_incidents_has_a_page(chromium: Browser, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    opened = Opened(chromium, report(tmp_path / "empty", tmp_path / "r.html"))
    assert "The vault tells of no incident." in opened.page.inner_text("#headline")
    opened.show("graph")
    assert opened.complaints == []
