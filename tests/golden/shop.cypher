// Written by rcagraph: the graph of a vault, for an empty Neo4j database or one that holds it.
// Run it with `cypher-shell --file`, or paste it into Neo4j Browser or the query editor of Aura.
// Run twice, the second time changes nothing. It removes nothing: `rcagraph export --neo4j` does.

CREATE CONSTRAINT rcagraph_uid IF NOT EXISTS FOR (n:RcaEntity) REQUIRE n.uid IS UNIQUE;
CREATE CONSTRAINT rcagraph_sync IF NOT EXISTS FOR (n:RcaSync) REQUIRE n.owner IS UNIQUE;
CREATE INDEX rcagraph_vault IF NOT EXISTS FOR (n:RcaEntity) ON (n._vault);
CREATE FULLTEXT INDEX rcagraph_text IF NOT EXISTS FOR (n:RcaEntity) ON EACH [n.name, n.title, n.summary, n.rootCause, n.text];
CREATE INDEX rcagraph_incident_name IF NOT EXISTS FOR (n:Incident) ON (n.name);
CREATE INDEX rcagraph_incident_date IF NOT EXISTS FOR (n:Incident) ON (n.date);
CREATE INDEX rcagraph_incident_severity IF NOT EXISTS FOR (n:Incident) ON (n.severity);
CREATE INDEX rcagraph_incident_status IF NOT EXISTS FOR (n:Incident) ON (n.status);
CREATE INDEX rcagraph_service_name IF NOT EXISTS FOR (n:Service) ON (n.name);
CREATE INDEX rcagraph_service_since IF NOT EXISTS FOR (n:Service) ON (n.since);
CREATE INDEX rcagraph_runbook_name IF NOT EXISTS FOR (n:Runbook) ON (n.name);
CREATE INDEX rcagraph_runbook_updated IF NOT EXISTS FOR (n:Runbook) ON (n.updated);
CREATE INDEX rcagraph_team_name IF NOT EXISTS FOR (n:Team) ON (n.name);
CREATE INDEX rcagraph_person_name IF NOT EXISTS FOR (n:Person) ON (n.name);
CREATE INDEX rcagraph_resource_name IF NOT EXISTS FOR (n:Resource) ON (n.name);
CREATE INDEX rcagraph_system_name IF NOT EXISTS FOR (n:System) ON (n.name);
CREATE INDEX rcagraph_failuremode_name IF NOT EXISTS FOR (n:FailureMode) ON (n.name);
CREATE INDEX rcagraph_category_name IF NOT EXISTS FOR (n:Category) ON (n.name);
CREATE INDEX rcagraph_actionitem_name IF NOT EXISTS FOR (n:ActionItem) ON (n.name);
CREATE INDEX rcagraph_actionitem_duedate IF NOT EXISTS FOR (n:ActionItem) ON (n.dueDate);
CREATE INDEX rcagraph_actionitem_status IF NOT EXISTS FOR (n:ActionItem) ON (n.status);
CREATE INDEX rcagraph_actionitem_closeddate IF NOT EXISTS FOR (n:ActionItem) ON (n.closedDate);
CREATE INDEX rcagraph_alert_name IF NOT EXISTS FOR (n:Alert) ON (n.name);
CREATE INDEX rcagraph_document_name IF NOT EXISTS FOR (n:Document) ON (n.name);
CREATE INDEX rcagraph_unresolved_name IF NOT EXISTS FOR (n:Unresolved) ON (n.name);

MATCH (lock:RcaSync {owner: "rcagraph:test"}) SET lock.sealed = null;

UNWIND [
["test/Incident/2025-01-03-pool", 5862212610754884856, ["date", "declared", "durationMinutes", "epochDay", "line", "name", "saidAt"], "2025-01-03", true, 30, 20091, 1, "2025-01-03-pool", ["incidents/2025-01-03-pool.md:1 title"]],
["test/Incident/2025-03-04-pool", 5018336922291444175, ["date", "declared", "durationMinutes", "epochDay", "line", "name", "saidAt"], "2025-03-04", true, 30, 20151, 1, "2025-03-04-pool", ["incidents/2025-03-04-pool.md:1 title"]],
["test/Incident/2025-05-06-deploy", 7011037805268366297, ["date", "declared", "durationMinutes", "epochDay", "line", "name", "saidAt"], "2025-05-06", true, 30, 20214, 1, "2025-05-06-deploy", ["incidents/2025-05-06-deploy.md:1 title"]]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[4]
SET n:Incident, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "Incident", n._hash = row[1], n._keys = row[2], n.date = date(row[3]), n.declared = row[4], n.durationMinutes = row[5], n.epochDay = row[6], n.line = row[7], n.name = row[8], n.saidAt = row[9];

UNWIND [
["test/Service/cart", 3653591742029402385, ["declared", "line", "name", "saidAt", "tier"], true, 1, "cart", ["services/cart.md:1 title"], "1"],
["test/Service/checkout", 6231259172212848314, ["declared", "line", "name", "saidAt", "tier"], true, 1, "checkout", ["services/checkout.md:1 title"], "1"],
["test/Service/orders", 4601908915274885086, ["declared", "line", "name", "saidAt", "tier"], true, 1, "orders", ["services/orders.md:1 title"], "1"],
["test/Service/users", 6346861191912517730, ["declared", "line", "name", "saidAt", "tier"], true, 1, "users", ["services/users.md:1 title"], "1"],
["test/Service/web", 6874587507231264138, ["declared", "line", "name", "saidAt", "tier"], true, 1, "web", ["services/web.md:1 title"], "1"]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[3]
SET n:Service, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "Service", n._hash = row[1], n._keys = row[2], n.declared = row[3], n.line = row[4], n.name = row[5], n.saidAt = row[6], n.tier = row[7];

UNWIND [
["test/Runbook/runbook-orders", 3489823451473477038, ["declared", "line", "name", "saidAt"], true, 1, "runbook-orders", ["runbooks/runbook-orders.md:1 title"]]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[3]
SET n:Runbook, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "Runbook", n._hash = row[1], n._keys = row[2], n.declared = row[3], n.line = row[4], n.name = row[5], n.saidAt = row[6];

UNWIND [
["test/Team/alpha", 5088571603262597151, ["declared", "line", "name", "saidAt"], true, 1, "alpha", ["teams/alpha.md:1 title"]],
["test/Team/beta", 8404728257260391438, ["declared", "line", "name", "saidAt"], false, 1, "beta", ["teams/beta.md:1 title"]]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[3]
SET n:Team, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "Team", n._hash = row[1], n._keys = row[2], n.declared = row[3], n.line = row[4], n.name = row[5], n.saidAt = row[6];

UNWIND [
["test/FailureMode/Bad Deploy", 8361116780121976319, ["declared", "line", "name", "saidAt"], false, 1, "Bad Deploy", ["failuremodes/Bad Deploy.md:1 title"]],
["test/FailureMode/Pool Exhaustion", 8583983384602106260, ["declared", "line", "name", "saidAt"], false, 1, "Pool Exhaustion", ["failuremodes/Pool Exhaustion.md:1 title"]]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[3]
SET n:FailureMode, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "FailureMode", n._hash = row[1], n._keys = row[2], n.declared = row[3], n.line = row[4], n.name = row[5], n.saidAt = row[6];

UNWIND [
["test/ActionItem/2025-01-03-pool/1", 1285867139179639164, ["declared", "line", "name", "saidAt", "status", "text"], true, 1, "2025-01-03-pool/1", ["actionitems/2025-01-03-pool/1.md:1 title"], "open", "Widen the pool"]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[3]
SET n:ActionItem, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "ActionItem", n._hash = row[1], n._keys = row[2], n.declared = row[3], n.line = row[4], n.name = row[5], n.saidAt = row[6], n.status = row[7], n.text = row[8];

UNWIND [
["test/Unresolved/runbook-gone", 5026099198168408543, ["declared", "expectedKinds", "line", "name", "saidAt"], false, ["Runbook"], 1, "runbook-gone", ["unresolveds/runbook-gone.md:1 title"]]
] AS row
MERGE (n:RcaEntity {uid: row[0]})
WITH n, row WHERE coalesce(n._vault, "rcagraph:test") = "rcagraph:test" OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row[3]
SET n:Unresolved, n._stale = null
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[2]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "Unresolved", n._hash = row[1], n._keys = row[2], n.declared = row[3], n.expectedKinds = row[4], n.line = row[5], n.name = row[6], n.saidAt = row[7];

UNWIND [
["test/Incident/2025-01-03-pool", "test/Service/cart", 4552699291952070294, ["asserted", "rules", "saidAt"], true, ["affects"], ["incidents/2025-01-03-pool.md:2 affects"]],
["test/Incident/2025-01-03-pool", "test/Service/checkout", 81834339853479972, ["asserted", "rules", "saidAt"], true, ["affects"], ["incidents/2025-01-03-pool.md:2 affects"]],
["test/Incident/2025-01-03-pool", "test/Service/orders", 8150079203873806601, ["asserted", "rules", "saidAt"], true, ["affects"], ["incidents/2025-01-03-pool.md:2 affects"]],
["test/Incident/2025-03-04-pool", "test/Service/checkout", 5060525854509323029, ["asserted", "rules", "saidAt"], true, ["affects"], ["incidents/2025-03-04-pool.md:2 affects"]],
["test/Incident/2025-03-04-pool", "test/Service/orders", 850652053049562467, ["asserted", "rules", "saidAt"], true, ["affects"], ["incidents/2025-03-04-pool.md:2 affects"]],
["test/Incident/2025-05-06-deploy", "test/Service/users", 2543970248467402677, ["asserted", "rules", "saidAt"], true, ["affects"], ["incidents/2025-05-06-deploy.md:2 affects"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:AFFECTS {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "AFFECTS", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Incident/2025-01-03-pool", "test/Service/orders", 1626226474681611125, ["asserted", "rules", "saidAt"], true, ["originated_in"], ["incidents/2025-01-03-pool.md:2 originated_in"]],
["test/Incident/2025-03-04-pool", "test/Service/orders", 5209829446902745200, ["asserted", "rules", "saidAt"], true, ["originated_in"], ["incidents/2025-03-04-pool.md:2 originated_in"]],
["test/Incident/2025-05-06-deploy", "test/Service/users", 1260921388946013477, ["asserted", "rules", "saidAt"], true, ["originated_in"], ["incidents/2025-05-06-deploy.md:2 originated_in"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:ORIGINATED_IN {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "ORIGINATED_IN", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Team/alpha", "test/Service/orders", 5731747357472633893, ["asserted", "rules", "saidAt"], true, ["owns"], ["teams/alpha.md:2 owns"]],
["test/Team/beta", "test/ActionItem/2025-01-03-pool/1", 6117657673726477759, ["asserted", "rules", "saidAt"], true, ["owns"], ["teams/beta.md:2 owns"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:OWNS {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "OWNS", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Service/cart", "test/Service/orders", 8661218372947534645, ["asserted", "rules", "saidAt"], true, ["depends_on"], ["services/cart.md:2 depends_on"]],
["test/Service/checkout", "test/Service/orders", 1750567590776397916, ["asserted", "rules", "saidAt"], true, ["depends_on"], ["services/checkout.md:2 depends_on"]],
["test/Service/orders", "test/Service/users", 5430796187049276020, ["asserted", "rules", "saidAt"], true, ["depends_on"], ["services/orders.md:2 depends_on"]],
["test/Service/web", "test/Service/cart", 1912791803394250246, ["asserted", "rules", "saidAt"], true, ["depends_on"], ["services/web.md:2 depends_on"]],
["test/Service/web", "test/Service/checkout", 6181716949488997201, ["asserted", "rules", "saidAt"], true, ["depends_on"], ["services/web.md:2 depends_on"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:DEPENDS_ON {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "DEPENDS_ON", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Runbook/runbook-orders", "test/Service/orders", 8817158380235822653, ["asserted", "rules", "saidAt"], true, ["documents"], ["runbooks/runbook-orders.md:2 documents"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:DOCUMENTS {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "DOCUMENTS", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Incident/2025-01-03-pool", "test/Runbook/runbook-orders", 134131850358800528, ["asserted", "rules", "saidAt"], true, ["uses_runbook"], ["incidents/2025-01-03-pool.md:2 uses_runbook"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:USES_RUNBOOK {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "USES_RUNBOOK", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Incident/2025-01-03-pool", "test/FailureMode/Pool Exhaustion", 5419469031250831200, ["asserted", "rules", "saidAt"], true, ["has_failure_mode"], ["incidents/2025-01-03-pool.md:2 has_failure_mode"]],
["test/Incident/2025-03-04-pool", "test/FailureMode/Pool Exhaustion", 6595779889039451085, ["asserted", "rules", "saidAt"], true, ["has_failure_mode"], ["incidents/2025-03-04-pool.md:2 has_failure_mode"]],
["test/Incident/2025-05-06-deploy", "test/FailureMode/Bad Deploy", 3769171883145814757, ["asserted", "rules", "saidAt"], true, ["has_failure_mode"], ["incidents/2025-05-06-deploy.md:2 has_failure_mode"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:HAS_FAILURE_MODE {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "HAS_FAILURE_MODE", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Incident/2025-01-03-pool", "test/ActionItem/2025-01-03-pool/1", 2057431409517810204, ["asserted", "rules", "saidAt"], true, ["has_action_item"], ["incidents/2025-01-03-pool.md:2 has_action_item"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:HAS_ACTION_ITEM {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "HAS_ACTION_ITEM", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];

UNWIND [
["test/Incident/2025-01-03-pool", "test/Unresolved/runbook-gone", 7940389643738101323, ["asserted", "rules", "saidAt"], true, ["references"], ["incidents/2025-01-03-pool.md:2 references"]]
] AS row
MATCH (a:RcaEntity {uid: row[0]}) MATCH (b:RcaEntity {uid: row[1]})
MERGE (a)-[n:REFERENCES {_vault: "rcagraph:test"}]->(b)
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row[3]] | SET n[k] = null)
SET n._vault = "rcagraph:test", n._kind = "REFERENCES", n._hash = row[2], n._keys = row[3], n.asserted = row[4], n.rules = row[5], n.saidAt = row[6];
