// title: Blast radius: what depends on a service or resource, directly or not, with the distance
// param: service STRING of Service, Resource, System
// columns: service, tier, depth, uid
// on embedded: *1..10 => * SHORTEST 1..10
MATCH p = (d:Service|Resource)-[:DEPENDS_ON*1..10]->(s:Service|Resource|System {name: $service})
WHERE d.uid <> s.uid
WITH d, min(length(p)) AS depth
RETURN d.name AS service, d.tier AS tier, depth, d.uid AS uid
ORDER BY depth, service, uid;
