"use strict";
// What the reader has chosen: one plain object, its trail for undo and redo, and its form in the address.

const state = (() => {
  const START = {
    view: "graph", node: null, link: null, to: null, route: 0, hops: 0,
    document: null, spot: null,
    stance: ["asserted"], hide: [], mute: [], skip: [], sure: 0, alone: 0, all: 0,
    from: null, until: null, here: null, open: [], gone: [], pins: [],
  };
  const watchers = [];
  let trail = [];
  let at = 0;
  const run = String(Math.random()).slice(2, 10); // tells this visit's history entries from those of an earlier one
  const linked = location.protocol !== "about:"; // a frame without an address of its own keeps its trail to itself

  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
  const text = value => (Array.isArray(value) ? value.map(one => encodeURIComponent(one)).join(",") : encodeURIComponent(value));

  /** The fragment for a state: only what differs from the start. */
  function written(value) {
    const parts = Object.keys(START).filter(name => !same(value[name], START[name]));
    return parts.map(name => `${name}=${value[name] === null ? "" : text(value[name])}`).join("&");
  }

  function decoded(part) {
    try { return decodeURIComponent(part); } catch { return ""; }
  }

  /** The state a fragment asks for; what it does not know it leaves out. */
  function read(fragment) {
    const found = { ...START };
    for (const part of fragment.replace(/^#/, "").split("&")) {
      const [name, value] = [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)];
      if (!Object.hasOwn(START, name)) continue;
      if (Array.isArray(START[name])) found[name] = value ? value.split(",").map(decoded) : [];
      else if (typeof START[name] === "number") found[name] = Number(value) || 0;
      else found[name] = decoded(value) || START[name];
    }
    return known(found);
  }

  /** Drops what names nothing on this page. */
  function known(value) {
    if (value.node && !data.thingByKey.has(value.node)) value.node = null;
    if (value.to && !data.thingByKey.has(value.to)) value.to = null;
    if (value.here && !data.thingByKey.has(value.here)) value.here = null;
    if (value.link && !data.linkByKey.has(value.link)) value.link = null;
    if (value.document && !data.documentById.has(value.document)) value.document = null;
    if (!["graph", "table", "text", ...(data.things.some(one => one.geo) ? ["map"] : [])].includes(value.view)) value.view = "graph";
    value.hops = Math.min(3, Math.max(0, Math.round(value.hops)));
    return value;
  }

  function announce(before) {
    watchers.forEach(watch => watch(get(), before));
  }

  const get = () => trail[at];

  function address(how) {
    if (!linked) return;
    try {
      history[how]({ run, at }, "", "#" + written(get()));
    } catch { /* a viewer that forbids addresses still has the trail */ }
  }

  /** Takes some choices anew; `quiet` changes the present entry and adds none to the trail. */
  function change(choices, { quiet = false } = {}) {
    const before = get();
    const next = known({ ...before, ...choices });
    if (same(before, next)) return;
    if (quiet) trail[at] = next;
    else {
      trail = [...trail.slice(0, at + 1), next];
      at += 1;
    }
    address(quiet ? "replaceState" : "pushState");
    announce(before);
  }

  function step(by) {
    if (at + by < 0 || at + by >= trail.length) return;
    if (linked) history.go(by);
    else go(at + by);
  }

  function go(to) {
    const before = get();
    at = to;
    announce(before);
  }

  function returned(event) {
    const before = get();
    const mine = event.state && event.state.run === run && trail[event.state.at];
    if (mine) at = event.state.at;
    else [trail, at] = [[read(location.hash)], 0];
    announce(before);
  }

  function start() {
    trail = [read(linked ? location.hash : "")];
    address("replaceState");
    window.addEventListener("popstate", returned);
    announce(get());
  }

  const toggled = (list, one) => (list.includes(one) ? list.filter(other => other !== one) : [...list, one]);
  const reset = () => change({ ...START, view: get().view, pins: get().pins });

  return {
    START, get, change, start, reset, toggled, written,
    watch: watcher => watchers.push(watcher),
    undo: () => step(-1), redo: () => step(1),
    canUndo: () => at > 0, canRedo: () => at < trail.length - 1,
  };
})();
