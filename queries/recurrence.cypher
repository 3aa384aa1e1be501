// title: Recurrence: the same failure mode beginning in the same service again
// param: minIncidents INTEGER = 2
// columns: service, failureMode, incidents, firstSeen, lastSeen, minutes
// A duration that no note gives counts as 0 minutes.
MATCH (i:Incident {declared: true})-[:ORIGINATED_IN]->(s:Service)
MATCH (i)-[:HAS_FAILURE_MODE]->(f:FailureMode)
WITH DISTINCT i.uid AS incident, i.date AS day, coalesce(i.durationMinutes, 0) AS duration,
     s.name AS service, f.name AS failureMode
WITH service, failureMode, count(incident) AS incidents,
     min(day) AS firstSeen, max(day) AS lastSeen, sum(duration) AS minutes
WHERE incidents >= $minIncidents
RETURN service, failureMode, incidents, firstSeen, lastSeen, minutes
ORDER BY incidents DESC, minutes DESC, service, failureMode;
