"use strict";
// Puts the parts together: choices go in, the page follows.

(() => {
  const narrow = matchMedia("(max-width: 760px)");
  let pointed = false; // whether a choice came from the graph itself, where the reader already looks

  const pinned = one => state.get().pins.some(pin => pin.startsWith(one.key + "@"));

  const act = {
    thing: one => state.change({ node: one.key, link: null, to: null, route: 0, hops: state.get().hops }),
    link: one => state.change({ link: one.key }),
    nothing: () => state.change({ node: null, link: null, to: null, route: 0, hops: 0 }),
    close() {
      const { link, to } = state.get();
      if (link) state.change({ link: null });
      else if (to) state.change({ to: null, route: 0 });
      else act.nothing();
    },
    open: one => state.change({ open: state.toggled(state.get().open, one.key), node: one.key }),
    here: one => (state.get().here === one.key ? state.change({ here: null }) : state.change({ here: one.key, node: one.key, link: null, to: null, route: 0, hops: 0 })),
    connect: () => search.focus(data.thingByKey.get(state.get().node)),
    read: (document_, spot) => state.change({ view: "text", document: document_.id, spot: spot === null ? null : String(spot) }),
    pin: one => state.change({ pins: pinned(one) ? state.get().pins.filter(pin => !pin.startsWith(one.key + "@")) : [...state.get().pins, `${one.key}@${Math.round(one.x)}_${Math.round(one.y)}`] }),
    shift(one, x, y) {
      Object.assign(one, { x: Math.round(one.x + x), y: Math.round(one.y + y) });
      act.moved(one);
    },
    moved: one => state.change({ pins: [...state.get().pins.filter(pin => !pin.startsWith(one.key + "@")), `${one.key}@${one.x}_${one.y}`] }),
  };

  const pointing = { ...act, thing: one => { pointed = true; act.thing(one); pointed = false; } };

  function found(thing, from) {
    if (from && from !== thing) state.change({ node: from.key, to: thing.key, link: null, route: 0, hops: 0, view: "graph" });
    else state.change({ node: thing.key, link: null, to: null, route: 0 });
  }

  /** What the view should move to, if anything: a way, a neighbourhood, a thing out of sight. */
  function focus(choice, before, on) {
    if (on.route && (choice.to !== before.to || choice.route !== before.route)) return walk.stops(data.thingByKey.get(choice.node), on.route);
    const thing = choice.node && data.thingByKey.get(choice.node);
    if (choice.here !== before.here) return on.things;
    if (choice.hops !== before.hops || (choice.hops && choice.node !== before.node)) return on.things;
    if (narrow.matches && (choice.node !== before.node || choice.link !== before.link)) return draw.lit() || on.things;
    if (!pointed && thing && choice.node !== before.node && draw.far()) return draw.lit();
    if (thing && choice.node !== before.node && thing.x !== undefined && !draw.inSight(thing)) return walk.within(thing, 1, link => on.links.includes(link)).keys();
    return null;
  }

  function follow(choice, before) {
    const on = filter.on(choice);
    document.body.dataset.view = choice.view;
    document.body.classList.toggle("reading", Boolean(choice.node || choice.link));
    draw.update(choice, on, null);
    panel.update(choice, on, before);
    legend.update(choice, on);
    tools.update(choice, on);
    timeline.update(choice);
    sheet.update(choice, on, before);
    const to = before === choice ? null : focus(choice, before, on);
    if (to) draw.fit(to);
  }

  function begin() {
    look.refresh();
    draw.start(pointing);
    panel.start(act);
    search.start(found);
    [reader, table, timeline, atlas].forEach(one => one.start(act));
    tools.start(act, narrow);
    state.watch(follow);
    state.start();
    draw.open();
    if (state.get().hops || state.get().here) draw.fit(null, { still: true });
    else if (draw.lit() && (narrow.matches || draw.far() || state.get().to)) draw.fit(draw.lit(), { still: true });
    look.dark.addEventListener("change", () => { draw.turn(); follow(state.get(), state.get()); });
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
  }

  begin();
})();
