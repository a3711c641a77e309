"use strict";
// The facts of the page, read once from its JSON block and linked to each other.

const data = (() => {
  const raw = JSON.parse(byId("data").textContent);
  const { types, predicates, rules, documents } = raw;
  types.forEach(one => { one.things = []; });
  predicates.forEach(one => { one.links = []; });

  const things = raw.things.map((thing, id) => {
    const node = raw.nodes[id];
    const type = types[thing.type];
    const full = { ...thing, id, type, name: node.label, weight: node.value, x: node.x, y: node.y, placed: node.x !== undefined, outer: Boolean(node.outer) };
    full.aliases = thing.aliases || [];
    full.happening = type.family === "Event";
    full.stance = thing.stance || "asserted";
    full.by = thing.by || [];
    full.links = [];
    full.facts = [];
    full.told = [];
    full.differ = [];
    type.things.push(full);
    return full;
  });

  const claims = raw.claims.map((claim, id) => ({
    ...claim,
    id,
    stance: claim.stance || "asserted",
    sure: claim.c === undefined ? 1 : claim.c,
    by: claim.by || [],
    predicate: predicates[claim.p],
    document: documents[claim.d],
    rule: rules[claim.r],
  }));

  const links = raw.edges.map((edge, id) => {
    const predicate = predicates[edge.p];
    const link = { id, from: things[edge.from], to: things[edge.to], predicate, label: edge.label, claims: edge.claims.map(at => claims[at]) };
    link.key = [link.from.key, predicate.name, link.to.key].join("~");
    link.claims.forEach(claim => { claim.link = link; });
    predicate.links.push(link);
    link.from.links.push(link);
    if (link.to !== link.from) link.to.links.push(link);
    return link;
  });

  documents.forEach((one, id) => {
    one.at = id;
    one.name = one.title || one.source.split(/[\\/]/).pop();
  });
  claims.forEach(claim => {
    if (claim.o !== undefined) return;
    const subject = things[claim.s];
    (claim.predicate.name === "type" ? subject.told : subject.facts).push(claim);
  });

  (raw.differ || []).forEach(one => {
    const told = one.told.map(([value, at]) => ({ value, claims: at.map(number => claims[number]) }));
    const found = { predicate: predicates[one.p], told };
    things[one.s].differ.push(found);
    told.forEach(mine => mine.claims.forEach(claim => { claim.against = told.filter(other => other !== mine); }));
  });

  const thingByKey = new Map(things.map(one => [one.key, one]));
  const linkByKey = new Map(links.map(one => [one.key, one]));
  const documentById = new Map(documents.map(one => [one.id, one]));
  const other = (link, thing) => (link.from === thing ? link.to : link.from);

  /** How many independent sources claims come from: of documents that repeat one text only one is a witness. */
  const sources = claims => new Set(claims.map(one => (one.document.copy === undefined ? one.document.at : one.document.copy))).size;

  /** Every claim in which a thing takes part. */
  const claimsOf = thing => [...thing.links.flatMap(link => link.claims), ...thing.facts, ...thing.told];

  return { options: raw.options, base: raw.base, kinds: raw.kinds, types, predicates, documents, things, claims, links,
    thingByKey, linkByKey, documentById, other, claimsOf, sources };
})();
