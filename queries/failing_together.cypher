// title: Pairs of services that the same incidents hit
// param: minIncidents INTEGER = 2
// columns: service, other, incidents, lastSeen
// A count, not a test: `rcagraph recurrence` says which pairs are more than chance.
MATCH (i:Incident {declared: true})-[:AFFECTS]->(a:Service)
MATCH (i)-[:AFFECTS]->(b:Service)
WHERE a.name < b.name
WITH a.name AS service, b.name AS other,
     count(DISTINCT i.uid) AS incidents, max(i.date) AS lastSeen
WHERE incidents >= $minIncidents
RETURN service, other, incidents, lastSeen
ORDER BY incidents DESC, service, other;
