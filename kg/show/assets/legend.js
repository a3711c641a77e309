"use strict";
// The legend, which is also the filter: what each mark and line means, how many there are, and whether they are shown.

const legend = (() => {
  const place = byId("legend");
  const FAMILIES = ["Person", "Group", "Place", "Event", "Item", "Thing"];
  const PLURAL = { Person: "People", Group: "Groups", Place: "Places", Event: "Events", Item: "Items", Thing: "Other things" };
  const STANCES = { asserted: "stated", hedged: "not certain", negated: "denied" };
  let soft = true;
  const open = new Set();

  function check(key, label, checked, onchange, extra = {}) {
    const box = h("input", { type: "checkbox", checked, "data-key": key, onchange, ...extra.box });
    if (extra.some) box.indeterminate = true;
    return h("label", { class: "check" }, box, extra.sign, h("span", { class: "what" }, label), extra.count !== undefined && h("span", { class: "push soft" }, extra.count.toLocaleString("en")));
  }

  /** A fold that stays as the reader left it when the legend is drawn again. */
  function fold(key, summary, ...children) {
    return h("details", { open: open.has(key), ontoggle: event => (event.target.open ? open.add(key) : open.delete(key)) }, h("summary", { "data-key": "fold" + key }, summary), children);
  }

  function family(name, choice) {
    const types = data.types.filter(one => one.family === name && one.things.length).sort((one, two) => two.things.length - one.things.length);
    if (!types.length) return null;
    const names = types.map(one => one.name);
    const hidden = names.filter(one => choice.hide.includes(one));
    const set = shown => state.change({ hide: shown ? choice.hide.filter(one => !names.includes(one)) : [...new Set([...choice.hide, ...names])] });
    const total = types.reduce((sum, one) => sum + one.things.length, 0);
    const all = check("family" + name, PLURAL[name], !hidden.length, event => set(event.target.checked),
      { sign: look.glyph({ family: name, ...alike(types) }), count: total, some: hidden.length > 0 && hidden.length < names.length });
    if (types.length === 1 && types[0].name === name) return h("li", {}, all);
    return h("li", {}, all, fold(name, dom.count(types.length, "kind"), h("ul", {}, types.map(one => h("li", {}, kind(one, choice))))));
  }

  /** The look that all types of a family share, if they share one. */
  const alike = types => Object.fromEntries(["colour", "shape"].filter(part => new Set(types.map(one => one[part])).size === 1).map(part => [part, types[0][part]]));

  const kind = (type, choice) => check("type" + type.name, type.label, !choice.hide.includes(type.name),
    () => state.change({ hide: state.toggled(choice.hide, type.name) }), { sign: look.glyph(type), count: type.things.length });

  function line(stance) {
    const dashes = look.DASHES[stance];
    return svg("svg", { viewBox: "0 0 30 10", width: 30, height: 10, "aria-hidden": "true", class: "line" },
      svg("line", { x1: 1, y1: 5, x2: 23, y2: 5, stroke: "currentColor", "stroke-width": 1.8, "stroke-dasharray": dashes ? dashes.map(one => one * 0.7).join(" ") : null }),
      svg("path", { d: "M22 1.5 L29 5 L22 8.5 z", fill: "currentColor" }));
  }

  const stance = (name, choice) => {
    const count = data.claims.filter(one => one.stance === name).length;
    return h("li", {}, check("stance" + name, STANCES[name], choice.stance.includes(name),
      () => state.change({ stance: state.toggled(choice.stance, name) }), { sign: line(name), count, box: { disabled: !count && !choice.stance.includes(name) } }));
  };

  /** What a kind of link joins, as most of its links do: roles in events, between people, people and groups ... */
  function joins(predicate) {
    const counts = new Map();
    predicate.links.forEach(({ from, to }) => {
      const ends = [from, to].map(one => one.type.family);
      const name = ends.includes("Event") ? "Roles in events" : ends[0] === ends[1] ? `Between ${PLURAL[ends[0]].toLowerCase()}`
        : FAMILIES.filter(one => ends.includes(one)).map(one => PLURAL[one]).reduce((one, two) => `${one} and ${two.toLowerCase()}`);
      counts.set(name, (counts.get(name) || 0) + 1);
    });
    return [...counts].sort((one, two) => two[1] - one[1] || (one[0] < two[0] ? -1 : 1))[0][0];
  }

  const families = (() => {
    let found = null;
    return () => {
      if (found) return found;
      const groups = new Map();
      data.predicates.filter(one => one.links.length).sort((one, two) => two.links.length - one.links.length || (one.label < two.label ? -1 : 1))
        .forEach(one => groups.set(joins(one), [...(groups.get(joins(one)) || []), one]));
      found = [...groups].map(([name, kinds]) => ({ name, kinds, total: kinds.reduce((sum, one) => sum + one.links.length, 0) })).sort((one, two) => two.total - one.total);
      return found;
    };
  })();

  /** One family of links: all of it at once, and its kinds behind a fold. */
  function links({ name, kinds, total }, choice) {
    const names = kinds.map(one => one.name);
    const muted = names.filter(one => choice.mute.includes(one));
    const set = shown => state.change({ mute: shown ? choice.mute.filter(one => !names.includes(one)) : [...new Set([...choice.mute, ...names])] });
    return h("li", {}, check("links" + name, name, !muted.length, event => set(event.target.checked), { count: total, some: muted.length > 0 && muted.length < names.length }),
      fold("links" + name, dom.count(kinds.length, "kind"), h("ul", {}, kinds.map(one => h("li", {}, check("mute" + one.name, one.label, !choice.mute.includes(one.name),
        () => state.change({ mute: state.toggled(choice.mute, one.name) }), { count: one.links.length }))))));
  }

  function sources(choice) {
    return fold("sources", dom.count(data.documents.length, "document"), h("ul", {}, data.documents.slice(0, 300).map(one => h("li", {}, check("skip" + one.id, h("bdi", {}, one.name), !choice.skip.includes(one.id),
      () => state.change({ skip: state.toggled(choice.skip, one.id) }))))));
  }

  function sure(choice) {
    return h("label", { class: "slide" }, h("span", {}, "Confidence at least ", h("output", {}, evidence.percent(choice.sure))),
      h("input", { type: "range", min: 0, max: 1, step: 0.05, value: choice.sure, "data-key": "sure", onchange: event => state.change({ sure: Number(event.target.value) }) }));
  }

  const KEYS = [["/", "find a name"], ["Esc", "one step back to the overview"], ["c", "connect to another"], ["e", "more or less around it"], ["1 2 3", "steps around"], ["p", "pin"],
    ["⇧ arrows", "move the mark"], ["arrows", "move the view"], ["+ − 0", "closer, farther, all"], ["h", "hide"], ["l", "legend"], ["Ctrl Z Y", "undo, redo"]];

  const keys = () => fold("keys", "Keys", h("dl", { class: "keys" }, KEYS.map(([key, what]) => [h("dt", {}, key), h("dd", { class: "soft" }, what)])));

  function update(choice, on) {
    dom.renew(place,
      h("h2", {}, "Marks"), h("ul", {}, FAMILIES.map(name => family(name, choice))),
      h("p", { class: "note soft" }, "Hollow marks are described, not named. Larger marks are said more of."),
      h("h2", {}, "Lines"), h("ul", {}, Object.keys(STANCES).map(name => stance(name, choice))),
      h("h2", {}, "Links"), h("ul", {}, families().map(one => links(one, choice))),
      h("h2", {}, "Sources"), sources(choice), sure(choice),
      h("h2", {}, "Also"),
      check("alone", "without a link", Boolean(choice.alone), () => state.change({ alone: choice.alone ? 0 : 1 }), on.hidden ? { count: on.hidden } : {}),
      check("hulls", "communities", soft, () => { soft = !soft; draw.soft(soft); }),
      choice.gone.length > 0 && h("p", {}, dom.button(`Bring back ${choice.gone.length} hidden`, () => state.change({ gone: [] }), { "data-key": "gone" })),
      keys());
  }

  return { update };
})();
