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

UNWIND $rows AS row
MERGE (n:RcaEntity {uid: row.key[0]})
WITH n, row WHERE coalesce(n._vault, $owner) = $owner OR n._stale
  OR n._vault STARTS WITH 'rcagraph:' AND n.declared = false AND row.props.declared
SET n:Service
FOREACH (k IN [k IN coalesce(n._keys, []) WHERE NOT k IN row.props._keys] | SET n[k] = null)
SET n += row.props, n._stale = null
RETURN count(n) AS n

UNWIND $rows AS row
MATCH (a:RcaEntity {uid: row.key[0]}) MATCH (b:RcaEntity {uid: row.key[1]})
MERGE (a)-[r:DEPENDS_ON {_vault: $owner}]->(b)
FOREACH (k IN [k IN coalesce(r._keys, []) WHERE NOT k IN row.props._keys] | SET r[k] = null)
SET r += row.props
RETURN count(r) AS n
