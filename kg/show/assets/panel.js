"use strict";
// The details beside the graph: a thing, a link, the way between two things, or what this page is.

const panel = (() => {
  const place = byId("panel");
  let act;

  const group = (rows, key) => rows.reduce((found, row) => found.set(key(row), [...(found.get(key(row)) || []), row]), new Map());
  const section = (title, ...children) => h("section", {}, h("h3", {}, title), children);

  /** A thing's name as a control that goes to it. */
  function name(thing, { glyph = true } = {}) {
    return dom.button([glyph && look.glyph(thing.type, { hollow: Boolean(thing.unnamed) }), h("bdi", {}, labels.short(thing.name, 70))],
      () => act.thing(thing), { class: "thing", title: thing.name.slice(0, 300), "data-key": "thing" + thing.key });
  }

  // -- a thing --------------------------------------------------------------------------------------------------------

  function head(kicker, title, ...rest) {
    const long = title.length > 160;
    return h("header", { class: "head" },
      h("p", { class: "kicker" }, kicker, dom.button("×", () => act.close(), { class: "close", "aria-label": "Close details", title: "Close (Esc)" })),
      h("h2", { dir: "auto", id: "subject", class: long ? "long" : null }, title), rest);
  }

  function where(thing) {
    const documents = new Set(data.claimsOf(thing).map(one => one.document).concat(thing.at.map(([at]) => data.documents[at])));
    return `${dom.count(thing.at.length, "mention")} in ${dom.count(documents.size, "document")} · ${dom.count(data.claimsOf(thing).length, "claim")}`;
  }

  function about(thing) {
    return h("div", { class: "about" },
      thing.aliases.length > 0 && h("p", {}, h("span", { class: "soft" }, "also "), thing.aliases.slice(0, 12).map((alias, at) => [at > 0 && ", ", h("bdi", {}, labels.short(alias))]),
        thing.aliases.length > 12 && ` and ${thing.aliases.length - 12} more`),
      thing.happening && h("p", {}, thing.when ? evidence.date(thing.when) : h("span", { class: "soft" }, "no date in the text"), " ", evidence.chip(thing.stance),
        thing.by.length > 0 && [" said by ", thing.by.map((id, at) => [at > 0 && ", ", name(data.things[id], { glyph: false })])]),
      thing.unnamed && h("p", { class: "soft" }, "Described in the text, not named."),
      h("p", { class: "soft" }, where(thing)));
  }

  function actions(thing, choice) {
    const hop = steps => dom.button(steps || "all", () => state.change({ hops: steps }), {
      "aria-pressed": String(choice.hops === steps), "data-key": "hop" + steps, title: steps ? `Show only what is within ${dom.count(steps, "step")}` : "Show everything" });
    const on = draw.shown();
    const more = new Set(thing.links.filter(on.live).map(link => data.other(link, thing)).filter(one => !on.things.has(one))).size;
    const open = choice.open.includes(thing.key);
    return h("div", { class: "actions" },
      h("div", { class: "row" }, h("span", { class: "soft" }, "Steps around"), h("span", { class: "segments", role: "group", "aria-label": "Steps around" }, [1, 2, 3, 0].map(hop))),
      h("div", { class: "row" },
        dom.button("Connect to…", () => act.connect(), { "data-key": "connect", title: "How is this connected to another? (c)" }),
        (more > 0 || open) && dom.button(open ? "Collapse" : `Show ${more} more`, () => state.change({ open: state.toggled(choice.open, thing.key) }), { "data-key": "open", title: "Bring in or put away what is linked to this (e)" }),
        one_place(thing, choice),
        choice.view === "graph" && pin(thing, choice),
        dom.button("Hide", () => state.change({ gone: [...choice.gone, thing.key], node: null }), { "data-key": "hide", title: "Put this aside (h)" })));
  }

  const pin = (thing, choice) => {
    const held = choice.pins.some(one => one.startsWith(thing.key + "@"));
    return dom.button(held ? "Unpin" : "Pin", () => act.pin(thing), { "data-key": "pin", "aria-pressed": String(held), title: "Keep this mark where it is (p); move it with Shift and the arrow keys, or drag it" });
  };

  /** For a place: only what is there, and where it is. */
  const one_place = (thing, choice) => thing.type.family === "Place" && [
    dom.button(choice.here === thing.key ? "Show elsewhere, too" : "Only what is here", () => act.here(thing), { "data-key": "here", "aria-pressed": String(choice.here === thing.key) }),
    thing.geo && choice.view !== "map" && dom.button("On the map", () => state.change({ view: "map" }), { "data-key": "map" })];

  function facts(thing, claim) {
    const rows = [...group(thing.facts.filter(claim), one => one.predicate.label)];
    if (!rows.length) return null;
    return section("Facts", h("dl", { class: "facts" }, rows.map(([label, claims]) => h("div", {}, h("dt", {}, label), h("dd", {}, values(claims))))));
  }

  /** The values of one property, each with its sentences behind a fold. */
  function values(claims) {
    return [...group(claims, one => one.v.toLowerCase())].map(([, same]) => [same[0].v, same]).map(([value, same]) => h("details", {},
      h("summary", { dir: "auto" }, value.length > 300 ? value.slice(0, 300) + "…" : value, same[0].stance !== "asserted" && [" ", evidence.chip(same[0].stance)],
        same[0].against && [" ", h("span", { class: "chip hedged" }, "contradicted")], " ", h("span", { class: "push soft" }, dom.count(data.sources(same), "independent source"))),
      same.map(one => evidence.card(one, act))));
  }

  /** What sources tell differently: each value with who tells it. */
  function differ(thing) {
    return thing.differ.length > 0 && section("Reports differ", h("ul", { class: "plain-list" }, thing.differ.map(one => h("li", {}, h("span", {}, `${one.predicate.label}: `,
      one.told.map(({ value, claims }, at) => [at > 0 && "; ", h("b", {}, value), h("span", { class: "soft" }, ` (${evidence.tellers(claims)})`)]))))));
  }

  function told(thing, claim) {
    const claims = thing.told.filter(claim);
    return claims.length > 0 && section("Reported", h("p", { class: "soft" }, evidence.support(claims)), claims.map(one => evidence.card(one, act)));
  }

  function row(link, thing, claim) {
    const other = data.other(link, thing);
    const out = link.from === thing;
    const shown = link.claims.filter(claim);
    const stance = filter.stance(link, claim);
    const arrow = link.predicate.symmetric ? "↔" : out ? "→" : "←";
    const dates = other.happening && other.when ? [other.when[0]] : shown.map(one => one.when && one.when[0]);
    const date = dates.find(one => one && !other.name.includes(one));
    return h("li", {},
      h("span", { class: "arrow", title: out ? "from this" : "to this", "aria-label": link.predicate.symmetric ? "both ways" : out ? "to" : "from" }, arrow),
      name(other),
      stance !== "asserted" && evidence.chip(stance),
      h("span", { class: "push soft" }, date),
      dom.button(shown.length === 1 ? "1 sentence" : `${shown.length} sentences`, () => act.link(link), { class: "plain", "data-key": "link" + link.key }));
  }

  function linked(thing, on) {
    const live = thing.links.filter(on.live);
    const title = link => (link.predicate.symmetric || link.from === thing ? link.label : link.label + " ←");
    const order = (one, two) => Number(data.other(one, thing).happening) - Number(data.other(two, thing).happening);
    return [...group(live.sort(order), title)].map(([label, links]) =>
      h("section", { class: "links" }, h("h4", {}, label.replace(" ←", ""), links.length > 1 && h("span", { class: "soft" }, ` ${links.length}`)),
        h("ul", {}, links.slice(0, 200).map(link => row(link, thing, on.claim)))));
  }

  function happenings(thing, on) {
    const events = new Set(thing.links.filter(on.live).map(link => data.other(link, thing)).filter(one => one.happening && one.when && one.when[0]));
    if (events.size < 2) return null;
    const sorted = [...events].sort((one, two) => (one.when[0] < two.when[0] ? -1 : one.when[0] > two.when[0] ? 1 : one.id - two.id));
    return section("In order of time", h("ol", { class: "course" }, sorted.map(one => h("li", {}, h("time", {}, one.when[0]), name(one)))));
  }

  function documents(thing) {
    const counts = [...group(thing.at, ([at]) => at)];
    return section("Named in", h("ul", { class: "plain-list" }, counts.map(([at, spots]) => h("li", {},
      dom.button([h("bdi", {}, data.documents[at].name)], () => act.read(data.documents[at], spots[0][1]), { class: "plain", "data-key": "doc" + at }),
      h("span", { class: "soft" }, ` ${dom.count(spots.length, "time")}`)))));
  }

  function thing(one, choice, on) {
    return [
      head([look.glyph(one.type, { hollow: Boolean(one.unnamed) }), one.type.label], one.name, about(one)),
      actions(one, choice),
      differ(one),
      facts(one, on.claim),
      told(one, on.claim),
      h("div", { class: "all-links" }, linked(one, on)),
      happenings(one, on),
      documents(one),
    ];
  }

  // -- a link ---------------------------------------------------------------------------------------------------------

  function link(one, on) {
    const shown = one.claims.filter(on.claim);
    const aside = one.claims.length - shown.length;
    return [
      head(evidence.support(one.claims), `${labels.short(one.from.name)} · ${one.label} · ${labels.short(one.to.name)}`,
        h("p", { class: "says" }, name(one.from), h("span", { class: "verb" }, verb(one, one.from)), name(one.to))),
      [one.from, one.to].map(differ),
      shown.map(claim => evidence.card(claim, act)),
      aside > 0 && h("p", { class: "soft" }, `${dom.count(aside, "more sentence is", "more sentences are")} put aside by the filters. `,
        dom.button("Show all stances", () => state.change({ stance: ["asserted", "hedged", "negated"], sure: 0, skip: [], mute: [] }), { class: "plain", "data-key": "all-stances" })),
    ];
  }

  // -- the way between two things -----------------------------------------------------------------------------------

  function way(choice, on) {
    const [start, end] = [data.thingByKey.get(choice.node), data.thingByKey.get(choice.to)];
    const title = [name(start), h("span", { class: "verb" }, "and"), name(end)];
    if (!on.route) return [head("How they are connected", `${labels.short(start.name)} and ${labels.short(end.name)}`, h("p", { class: "says" }, title)),
      h("p", {}, "No way leads from one to the other over what is on show. More may be found with uncertain or denied statements, or with fewer filters."), leave()];
    const stops = walk.stops(start, on.route);
    return [
      head("How they are connected", `${labels.short(start.name)} and ${labels.short(end.name)}`, h("p", { class: "says" }, title)),
      on.routes.length > 1 && h("div", { class: "row" }, h("span", { class: "soft" }, "Ways"), h("span", { class: "segments", role: "group", "aria-label": "Ways" }, on.routes.map((route, at) =>
        dom.button(`${at + 1}`, () => state.change({ route: at }), { "aria-pressed": String(on.route === route), title: dom.count(route.length, "step"), "data-key": "route" + at })))),
      h("ol", { class: "way" }, on.route.map((one, at) => h("li", {},
        h("p", { class: "says" }, name(stops[at]), h("span", { class: "verb" }, verb(one, stops[at])), name(stops[at + 1])),
        one.claims.filter(on.claim).slice(0, 1).map(claim => evidence.card(claim, act)),
        one.claims.filter(on.claim).length > 1 && dom.button(`all ${one.claims.length} sentences`, () => act.link(one), { class: "plain" })))),
      leave(),
    ];
  }

  const verb = (link, from) => (link.predicate.symmetric ? `↔ ${link.label} ↔` : link.from === from ? `${link.label} →` : `← ${link.label}`);
  const leave = () => h("p", {}, dom.button("Back to one", () => state.change({ to: null, route: 0 }), { "data-key": "leave" }));

  // -- nothing chosen -------------------------------------------------------------------------------------------------

  /** An invitation: the most connected person or group, and another of them at the end of a way of some steps. */
  function pair(best, on) {
    const [first, ...rest] = best.filter(one => ["Person", "Group"].includes(one.type.family));
    const seen = new Set(on.links);
    const steps = one => Math.min(4, (walk.ways(first, one, link => seen.has(link), 1)[0] || []).length);
    const [second] = rest.filter(one => steps(one) > 1).sort((one, two) => steps(two) - steps(one));
    return second && h("p", {}, dom.button(["How are ", h("bdi", {}, first.name), " and ", h("bdi", {}, second.name), " connected?"],
      () => state.change({ node: first.key, to: second.key }), { class: "plain", "data-key": "pair" }));
  }

  /** The events with a date, those that are not drawn yet among them, unless the reader looks at one span or place. */
  function dated(choice, on) {
    const whole = !choice.from && !choice.until && !choice.here;
    return (whole ? data.things.filter(one => on.things.has(one) || one.links.some(on.live)) : [...on.things]).filter(one => one.happening && one.when && one.when[0]);
  }

  function opening(choice, on) {
    const best = [...on.things].filter(one => !one.happening && !one.unnamed).sort((one, two) => two.weight - one.weight || one.id - two.id).slice(0, 8);
    const latest = dated(choice, on).sort((one, two) => (one.when[0] < two.when[0] ? 1 : one.when[0] > two.when[0] ? -1 : one.id - two.id)).slice(0, 6);
    return [
      h("header", { class: "head" }, h("p", { class: "kicker" }, "Overview"), h("h2", { class: "calm" },
        `${dom.count(data.things.length, "thing")}, ${dom.count(data.links.length, "link")}, ${dom.count(data.documents.length, "document")}`)),
      h("p", { class: "lead" }, "Choose a mark to see who or what it is, or a line to read the sentences that say so."),
      pair(best, on),
      best.length > 0 && section("Most connected", h("ul", { class: "plain-list" }, best.map(one => h("li", {}, name(one), h("span", { class: "push soft" }, one.links.filter(on.live).length))))),
      latest.length > 0 && section("Latest events", h("ol", { class: "course" }, latest.map(one => h("li", {}, h("time", {}, one.when[0]), name(one))))),
      section("Documents", h("ul", { class: "plain-list" }, data.documents.slice(0, 12).map(one => h("li", {},
        dom.button([h("bdi", {}, labels.short(one.name, 80))], () => act.read(one, null), { class: "plain", title: one.source }), h("span", { class: "push soft" }, one.published))),
      data.documents.length > 12 && h("li", { class: "soft" }, `and ${data.documents.length - 12} more under Text`))),
    ];
  }

  function update(choice, on, before) {
    const link_ = choice.link && data.linkByKey.get(choice.link);
    const thing_ = choice.node && data.thingByKey.get(choice.node);
    const body = link_ ? link(link_, on) : thing_ && choice.to ? way(choice, on) : thing_ ? thing(thing_, choice, on) : opening(choice, on);
    dom.renew(place, body);
    place.classList.toggle("open", Boolean(link_ || thing_));
    if (choice.node !== before.node || choice.link !== before.link || choice.to !== before.to) place.scrollTop = 0;
  }

  return { update, name, start: actions_ => { act = { ...actions_, name: one => name(one, { glyph: false }) }; } };
})();
