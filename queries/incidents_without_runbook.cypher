// title: Incidents that point to no runbook, and how many runbooks their services have
// columns: incident, date, severity, serviceRunbooks, uid
// With 1 or more the link is missing; with 0 the runbook is.
MATCH (i:Incident {declared: true})
WHERE NOT EXISTS { MATCH (i)-[:USES_RUNBOOK]->(:Runbook {declared: true}) }
OPTIONAL MATCH (i)-[:AFFECTS|ORIGINATED_IN]->(:Service)<-[:DOCUMENTS]-(r:Runbook {declared: true})
RETURN i.name AS incident, i.date AS date, i.severity AS severity,
       count(DISTINCT r.uid) AS serviceRunbooks, i.uid AS uid
ORDER BY incident, uid;
