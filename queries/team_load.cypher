// title: Load per team: services owned, incidents that hit them, action items still open
// columns: team, services, incidents, openActions, uid
// An action item without status and closing date is open.
MATCH (t:Team)
OPTIONAL MATCH (t)-[:OWNS]->(s:Service)
WITH t, count(DISTINCT s.uid) AS services
OPTIONAL MATCH (t)-[:OWNS]->(:Service)<-[:AFFECTS]-(i:Incident {declared: true})
WITH t, services, count(DISTINCT i.uid) AS incidents
OPTIONAL MATCH (t)-[:OWNS]->(a:ActionItem)
WHERE a.closedDate IS NULL AND NOT coalesce(a.status, '') =~ $closedStatus
WITH t, services, incidents, count(DISTINCT a.uid) AS openActions
RETURN t.name AS team, services, incidents, openActions, t.uid AS uid
ORDER BY incidents DESC, openActions DESC, team, uid;
