"use strict";
// Walks over the links: who is near, and by which ways two things are connected.

const walk = (() => {
  /** The things within so many steps, with their distance; `may` says which links may be used. */
  function within(start, steps, may) {
    const far = new Map([[start, 0]]);
    let edge = [start];
    for (let step = 1; step <= steps && edge.length; step += 1) {
      const next = [];
      for (const thing of edge) {
        for (const link of thing.links) {
          const other = data.other(link, thing);
          if (!far.has(other) && may(link)) {
            far.set(other, step);
            next.push(other);
          }
        }
      }
      edge = next;
    }
    return far;
  }

  const STEP = 10; // what a step costs that is beyond doubt
  const DOUBT = 50; // times the logarithm of what speaks against it: one as likely as not costs as much as four or five
  const prices = new Map();

  /** What a link costs on a way: a step, and more the less sure its surest claim is; what is hedged or denied is half as sure. */
  function price(link) {
    if (!prices.has(link)) {
      const sure = Math.max(...link.claims.map(one => one.sure * (one.stance === "asserted" ? 1 : 0.5)));
      prices.set(link, STEP + Math.round(DOUBT * -Math.log(Math.max(0.05, sure))));
    }
    return prices.get(link);
  }

  const cost = links => links.reduce((sum, link) => sum + price(link), 0);

  /** One cheapest way as a list of links, or null (Dial 1969); ties go to the first link in the page's order. */
  function way(start, end, may) {
    const came = new Map([[start, { at: 0 }]]);
    const waiting = [[start]]; // by what it costs to get there
    for (let at = 0; at < waiting.length; at += 1) {
      for (const thing of waiting[at] || []) {
        if (came.get(thing).at < at) continue;
        if (thing === end) return trail(came, end);
        for (const link of thing.links) {
          const [other, there] = [data.other(link, thing), at + price(link)];
          if ((came.has(other) && came.get(other).at <= there) || !may(link, other)) continue;
          came.set(other, { link, thing, at: there });
          (waiting[there] = waiting[there] || []).push(other);
        }
      }
    }
    return null;
  }

  function trail(came, end) {
    const links = [];
    for (let step = came.get(end); step.link; step = came.get(step.thing)) links.unshift(step.link);
    return links;
  }

  const between = (one, two) => Math.min(one.id, two.id) + "-" + Math.max(one.id, two.id);

  /** Things on a way, from its start. */
  function stops(start, links) {
    const found = [start];
    links.forEach(link => found.push(data.other(link, found[found.length - 1])));
    return found;
  }

  /** Up to `most` ways without loops, the shortest and surest first (Yen 1971). */
  function ways(start, end, may, most = 4) {
    const first = start === end ? null : way(start, end, may);
    if (!first) return [];
    const found = [first];
    const waiting = [];
    const name = links => links.map(link => link.id).join(",");
    while (found.length < most) {
      detours(start, end, found, may).forEach(one => {
        if (![...found, ...waiting].some(other => name(other) === name(one))) waiting.push(one);
      });
      waiting.sort((one, two) => cost(one) - cost(two));
      if (!waiting.length) break;
      found.push(waiting.shift());
    }
    return found;
  }

  /** The ways that leave the last one found at each of its stops. */
  function detours(start, end, found, may) {
    const last = found[found.length - 1];
    const along = stops(start, last);
    const result = [];
    for (let at = 0; at < last.length; at += 1) {
      const root = last.slice(0, at);
      const closed = new Set(found.filter(one => root.every((link, index) => one[index] === link)).map(one => one[at]));
      const taken = new Set([...closed].filter(Boolean).map(link => between(link.from, link.to)));
      const passed = new Set(along.slice(0, at));
      const rest = way(along[at], end, (link, other) => !taken.has(between(link.from, link.to)) && !passed.has(other) && may(link, other));
      if (rest) result.push([...root, ...rest]);
    }
    return result;
  }

  return { within, ways, stops };
})();
