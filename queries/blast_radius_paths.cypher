// title: Blast radius with every shortest path from the dependant to what fails
// param: service STRING of Service, Resource, System
// columns: service, depth, path, uid
// on embedded: *1..10 => * ALL SHORTEST 1..10
// on neo4j: RETURN d.name => WITH d, depth, q LIMIT 100001 RETURN d.name
// on neo4j: q = (d)-[:DEPENDS_ON*1..10]->(s) => q = ALL SHORTEST (d)-[:DEPENDS_ON]->{1,10}(s)
MATCH p = (d:Service|Resource)-[:DEPENDS_ON*1..10]->(s:Service|Resource|System {name: $service})
WHERE d.uid <> s.uid
WITH d, s, min(length(p)) AS depth
MATCH q = (d)-[:DEPENDS_ON*1..10]->(s)
WHERE length(q) = depth
RETURN d.name AS service, depth, nodes(q) AS path, d.uid AS uid
ORDER BY depth, service, uid;
