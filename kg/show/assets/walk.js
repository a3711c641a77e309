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

  /** One shortest way as a list of links, or null; ties go to the first link in the page's order. */
  function way(start, end, may) {
    const came = new Map([[start, null]]);
    let edge = [start];
    while (edge.length && !came.has(end)) {
      const next = [];
      for (const thing of edge) {
        for (const link of thing.links) {
          const other = data.other(link, thing);
          if (!came.has(other) && may(link, other)) {
            came.set(other, { link, thing });
            next.push(other);
          }
        }
      }
      edge = next;
    }
    if (!came.has(end)) return null;
    const links = [];
    for (let step = came.get(end); step; step = came.get(step.thing)) links.unshift(step.link);
    return links;
  }

  const between = (one, two) => Math.min(one.id, two.id) + "-" + Math.max(one.id, two.id);

  /** Things on a way, from its start. */
  function stops(start, links) {
    const found = [start];
    links.forEach(link => found.push(data.other(link, found[found.length - 1])));
    return found;
  }

  /** Up to `most` ways without loops, the shortest first (Yen 1971). */
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
      waiting.sort((one, two) => one.length - two.length);
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
