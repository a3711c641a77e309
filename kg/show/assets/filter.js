"use strict";
// What of the graph is on show, given the reader's choices. Nothing here touches the page.

const filter = (() => {
  const claimOf = choice => claim =>
    choice.stance.includes(claim.stance)
    && claim.sure >= choice.sure
    && !choice.skip.includes(claim.document.id)
    && !choice.mute.includes(claim.predicate.name);

  const thingOf = choice => thing =>
    !choice.hide.includes(thing.type.name)
    && !choice.gone.includes(thing.key)
    && (!thing.happening || choice.stance.includes(thing.stance))
    && (!choice.skip.length || thing.at.some(([document]) => !choice.skip.includes(data.documents[document].id)));

  /** Whether an event (or a dated claim) lies in the chosen span; dates of any precision compare as text. */
  function inSpan(when, choice) {
    if (!when || !(when[0] || when[1])) return false;
    const [start, end] = [when[0] || when[1], when[1] || when[0]];
    return (!choice.until || start.slice(0, choice.until.length) <= choice.until) && (!choice.from || end + "~" >= choice.from);
  }

  /** The things a large graph shows: the heart of it or all that have a place, and those the reader asked for. */
  function asked(choice) {
    const whole = choice.all || choice.from || choice.until || choice.alone;
    const found = new Set(data.things.filter(one => one.placed && (whole || !one.outer)));
    [choice.node, choice.to].filter(Boolean).forEach(key => found.add(data.thingByKey.get(key)));
    const link = choice.link && data.linkByKey.get(choice.link);
    if (link) found.add(link.from).add(link.to);
    choice.open.map(key => data.thingByKey.get(key)).filter(Boolean).forEach(thing => {
      found.add(thing);
      thing.links.forEach(one => found.add(data.other(one, thing)));
    });
    return found;
  }

  function dated(things, links, choice) {
    if (!choice.from && !choice.until) return things;
    const inside = new Set([...things].filter(one => inSpan(one.when, choice)));
    const kept = new Set(inside);
    links.forEach(link => {
      if (inside.has(link.from) && !link.to.happening) kept.add(link.to);
      if (inside.has(link.to) && !link.from.happening) kept.add(link.from);
      if (link.claims.some(claim => inSpan(claim.when, choice))) kept.add(link.from).add(link.to);
    });
    return kept;
  }

  /** A place with every place that is said to lie in it. */
  function inside(place, live) {
    const found = new Set([place]);
    for (const one of found) one.links.forEach(link => { if (link.predicate.within && link.to === one && live(link)) found.add(link.from); });
    return found;
  }

  /** What is linked to a place or to one inside it, and who took part in the events there. */
  function there(place, live) {
    const found = inside(place, live);
    const beside = thing => thing.links.filter(live).map(link => data.other(link, thing));
    const near = [...found].flatMap(beside);
    near.forEach(one => found.add(one));
    near.filter(one => one.happening).flatMap(beside).forEach(one => found.add(one));
    return found;
  }

  /** Returns the things and links on show, the ways between the two chosen things, and tests for claims and links. */
  function on(choice) {
    const claim = claimOf(choice);
    const thing = thingOf(choice);
    const live = link => link.claims.some(claim) && thing(link.from) && thing(link.to);
    const start = choice.node && data.thingByKey.get(choice.node);
    const routes = start && choice.to ? walk.ways(start, data.thingByKey.get(choice.to), live) : [];
    const route = routes[Math.min(choice.route, routes.length - 1)] || null;

    let things = new Set([...asked(choice)].filter(thing));
    if (start && choice.hops) things = new Set([...walk.within(start, choice.hops, live).keys()]);
    const place = choice.here && data.thingByKey.get(choice.here);
    if (place) {
      const near = there(place, live);
      things = choice.hops ? new Set([...things].filter(one => near.has(one))) : new Set([...near].filter(thing));
    }
    if (start) things.add(start);
    if (route) walk.stops(start, route).forEach(one => things.add(one));
    let links = data.links.filter(link => live(link) && things.has(link.from) && things.has(link.to));
    things = dated(things, links, choice);
    links = links.filter(link => things.has(link.from) && things.has(link.to));
    const lonely = alone(things, links, choice);
    return { things: lonely.things, hidden: lonely.hidden, links, live, claim, routes, route };
  }

  /** Leaves out things without a link on show, unless the reader wants them, chose them, or nothing has a link. */
  function alone(things, links, choice) {
    if (choice.alone || !links.length) return { things, hidden: 0 };
    const joined = new Set(links.flatMap(link => [link.from, link.to]));
    const kept = new Set([...things].filter(one => joined.has(one) || one.key === choice.node || one.key === choice.to));
    return { things: kept, hidden: things.size - kept.size };
  }

  /** How a link is drawn: by the strongest stance of its claims on show. */
  function stance(link, claim) {
    const shown = link.claims.filter(claim);
    return ["asserted", "hedged", "negated"].find(one => shown.some(other => other.stance === one)) || "asserted";
  }

  return { on, stance, inSpan, inside };
})();
