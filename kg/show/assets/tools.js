"use strict";
// The row of controls, the notes over the graph, and the keys.

const tools = (() => {
  const place = byId("tools");
  let act;

  const icon = path => svg("svg", { viewBox: "0 0 20 20", width: 18, height: 18, "aria-hidden": "true", class: "icon" }, svg("path", { d: path }));
  const ICONS = {
    undo: "M8 5 4 9l4 4M4 9h8a4 4 0 0 1 0 8H9",
    redo: "M12 5l4 4-4 4M16 9H8a4 4 0 0 0 0 8h3",
    legend: "M3 5h14M5.5 10h9M8 15h4",
    plus: "M10 4v12M4 10h12",
    minus: "M4 10h12",
    take: "M10 3v9M6.5 8.5 10 12l3.5-3.5M4 16h12",
    fit: "M4 8V4h4M12 4h4v4M16 12v4h-4M8 16H4v-4",
  };
  const small = (name, label, onclick, more) => dom.button(icon(ICONS[name]), onclick, { class: "icon-button", "aria-label": label, title: label, "data-key": name, ...more });

  function bar() {
    dom.renew(place,
      small("legend", "Legend and filters (l)", () => legendOpen()),
      small("undo", "Undo (Ctrl+Z)", state.undo, { disabled: !state.canUndo() }),
      small("redo", "Redo (Ctrl+Y)", state.redo, { disabled: !state.canRedo() }),
      take.menu(icon(ICONS.take)));
  }

  function legendOpen(to) {
    const shut = document.body.classList.toggle("legend-open", to);
    byId("legend").setAttribute("aria-hidden", String(!shut && getComputedStyle(byId("legend")).display === "none"));
  }

  // -- notes over the graph: what is being looked at, each with a way out -------------------------------------------

  const chip = (text, out, key) => h("span", { class: "note-chip" }, h("bdi", {}, text), dom.button("×", out, { "aria-label": "Leave: " + text, "data-key": key }));

  function notes(choice, on) {
    const found = [];
    if (choice.hops) found.push(chip(`within ${dom.count(choice.hops, "step")} of ${labels.short(data.thingByKey.get(choice.node)?.name || "")}`, () => state.change({ hops: 0 }), "no-hops"));
    if (choice.from || choice.until) found.push(chip(`${choice.from || "…"} to ${choice.until || "…"}`, () => state.change({ from: null, until: null }), "no-time"));
    if (choice.here) found.push(chip(`at ${labels.short(data.thingByKey.get(choice.here).name)}`, () => state.change({ here: null }), "no-place"));
    const put = choice.hide.length + choice.mute.length + choice.skip.length + choice.gone.length + (choice.sure ? 1 : 0);
    if (put) found.push(chip(dom.count(put, "filter"), () => state.change({ hide: [], mute: [], skip: [], gone: [], sure: 0 }), "no-filters"));
    if (choice.view === "graph" && (choice.all || data.things.length > on.things.size + on.hidden) && !choice.hops && !choice.here && !put) found.push(amount(choice, on));
    dom.renew(byId("chips"), found);
  }

  const lens = () => (state.get().view === "map" ? atlas : draw);

  /** How much of a large graph is on show, and the way to more or less of it. */
  function amount(choice, on) {
    const more = data.things.some(one => one.outer) && !choice.from && !choice.until && !choice.alone;
    return h("span", { class: more ? "note-chip" : "note-chip quiet" }, `${on.things.size.toLocaleString("en")} of ${data.things.length.toLocaleString("en")} shown`,
      more && dom.button(choice.all ? "Less" : "More", () => state.change({ all: choice.all ? 0 : 1 }), { class: "plain", "data-key": "all", title: choice.all ? "Show only the most important" : "Show what is less important, too" }));
  }

  function zoom() {
    byId("zoom").append(
      small("plus", "Closer (+)", () => lens().zoom(1.3)), small("minus", "Farther (-)", () => lens().zoom(1 / 1.3)), small("fit", "Show all (0)", () => lens().fit()));
  }

  // -- keys -------------------------------------------------------------------------------------------------------------

  const typing = target => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) && target.type !== "checkbox";

  function pressed(event) {
    const control = event.ctrlKey || event.metaKey;
    if (control && event.key.toLowerCase() === "z") return done(event, event.shiftKey ? state.redo : state.undo);
    if (control && event.key.toLowerCase() === "y") return done(event, state.redo);
    if (control || event.altKey || typing(event.target)) return undefined;
    const choice = state.get();
    const thing = choice.node && data.thingByKey.get(choice.node);
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (way && event.shiftKey && thing && choice.view === "graph") return done(event, () => act.shift(thing, 24 * way[0], 24 * way[1]));
    if (way && ["graph", "map"].includes(choice.view) && !event.target.closest?.("#panel, #legend, .find, .menu")) return done(event, () => lens().pan(70 * way[0], 70 * way[1]));
    const keys = {
      "/": () => search.focus(), l: () => legendOpen(), "+": () => lens().zoom(1.3), "=": () => lens().zoom(1.3), "-": () => lens().zoom(1 / 1.3), 0: () => lens().fit(),
      Escape: () => act.close(),
      c: thing && (() => act.connect()), e: thing && (() => act.open(thing)), h: thing && (() => state.change({ gone: [...choice.gone, thing.key], node: null })),
      p: thing && choice.view === "graph" && (() => act.pin(thing)),
      1: thing && (() => state.change({ hops: 1 })), 2: thing && (() => state.change({ hops: 2 })), 3: thing && (() => state.change({ hops: 3 })),
    };
    return keys[event.key] ? done(event, keys[event.key]) : undefined;
  }

  function done(event, what) {
    event.preventDefault();
    what();
  }

  function start(actions) {
    act = actions;
    zoom();
    document.addEventListener("keydown", pressed);
  }

  function update(choice, on) {
    bar();
    notes(choice, on);
  }

  return { start, update };
})();
