"use strict";
// Where: the places that have coordinates, on an outline of the world. Choosing one leaves in the graph only what is there.

const atlas = (() => {
  const CLOSEST = 4; // degrees across the narrowest view
  const LEAST = 14; // degrees across the narrowest first view
  const FARTHEST = 370; // degrees across the widest
  const pen = document.createElement("canvas").getContext("2d");
  const FONT = '"Inter", "Segoe UI", system-ui, "Helvetica Neue", "Liberation Sans", sans-serif';
  const placed = data.things.filter(one => one.geo);
  let act;
  let box = null; // the element that holds the map while it is on show
  let seen = null; // the middle of the view and its width, in the outline's units
  let shown = { places: [], within: null, choice: null, live: null };

  /** Mercator's projection, in the units of the outline. */
  function project([lat, long]) {
    const north = Math.asinh(Math.tan((Math.min(84, Math.max(-84, lat)) * Math.PI) / 180));
    return { x: long * world.units, y: ((-north * 180) / Math.PI) * world.units };
  }

  const size = () => ({ wide: Math.max(60, box.clientWidth), high: Math.max(60, box.clientHeight) });
  const scale = () => size().wide / seen.across;
  const onScreen = ({ x, y }) => ({ x: (x - seen.x) * scale() + size().wide / 2, y: (y - seen.y) * scale() + size().high / 2 });

  function bounded() {
    seen.across = Math.min(FARTHEST * world.units, Math.max(CLOSEST * world.units, seen.across));
    seen.x = Math.min(190 * world.units, Math.max(-190 * world.units, seen.x));
    seen.y = Math.min(80 * world.units, Math.max(-150 * world.units, seen.y));
  }

  /** The view in which these places lie with room around them; the whole world where there are none. */
  function fitted(places) {
    const spots = (places.length ? places : placed).map(one => project(one.geo));
    const [left, right] = [Math.min(...spots.map(one => one.x)), Math.max(...spots.map(one => one.x))];
    const [top, bottom] = [Math.min(...spots.map(one => one.y)), Math.max(...spots.map(one => one.y))];
    const { wide, high } = size();
    const need = Math.max((right - left) * (wide / Math.max(60, wide - 190)), (bottom - top) * (wide / Math.max(60, high - 130)), LEAST * world.units);
    return { x: (left + right) / 2, y: (top + bottom) / 2, across: need };
  }

  // -- marks ----------------------------------------------------------------------------------------------------------

  const said = thing => thing.links.filter(shown.live).length;
  const radius = thing => 4.5 + Math.min(9, 1.5 * Math.sqrt(said(thing)));

  /** Places as spots on screen; those that share one position stand around it. */
  function spots() {
    const taken = new Map();
    return shown.places.map(thing => {
      const { x, y } = onScreen(project(thing.geo));
      const nth = taken.get(thing.geo.join()) || 0;
      taken.set(thing.geo.join(), nth + 1);
      const chosen = thing.key === shown.choice.node;
      const r = radius(thing);
      const [turn, far] = [nth * 2.4, nth && (r + 4) * Math.sqrt(nth)];
      return { thing, x: x + far * Math.cos(turn), y: y + far * Math.sin(turn), r: r + 1, text: labels.short(thing.name), font: `${chosen ? 700 : 450} 12px ${FONT}`, high: 15, main: chosen, must: chosen,
        faint: shown.within && !shown.within.has(thing) };
    });
  }

  function mark(spot) {
    const { thing, x, y, r, faint } = spot;
    const hue = look.colour(thing.type);
    const chosen = thing.key === shown.choice.node;
    const choose = () => act.here(thing);
    return svg("g", { class: faint ? "spot faint" : "spot", tabindex: 0, role: "button", "aria-pressed": String(thing.key === shown.choice.here), "data-key": "spot" + thing.key,
      "aria-label": `${thing.name}, ${thing.type.label}, ${dom.count(said(thing), "link")}`, onclick: choose,
      onkeydown: event => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); choose(); } } },
    svg("title", {}, `${thing.name} · ${thing.type.label} · ${dom.count(said(thing), "link")}`),
    svg("circle", { cx: x, cy: y, r: Math.max(12, r + 3), fill: "transparent" }),
    chosen && look.mark(look.shape(thing.type), x, y, r + 6, { fill: hue, "fill-opacity": 0.3 }),
    look.mark(look.shape(thing.type), x, y, r, { fill: hue, stroke: look.tone("paper"), "stroke-width": 1.5 }));
  }

  function name({ x, y, text, font, faint, main }) {
    return svg("text", { x, y, class: faint ? "faint" : null, "text-anchor": "middle", "dominant-baseline": "central", style: { font: font.replace("450", main ? "700" : "500") } }, text);
  }

  function paint() {
    if (!box) return;
    bounded();
    const { wide, high } = size();
    const across = seen.across;
    const down = (across * high) / wide;
    const all = spots().filter(one => one.x > -40 && one.y > -40 && one.x < wide + 40 && one.y < high + 40);
    const names = labels.names(pen, [...all].sort((one, two) => Number(two.main) - Number(one.main) || Number(Boolean(one.faint)) - Number(Boolean(two.faint))), labels.board(), wide);
    box.querySelector(".land").setAttribute("viewBox", `${seen.x - across / 2} ${seen.y - down / 2} ${across} ${down}`);
    dom.renew(box.querySelector(".spots"), names.map(name), [...all].reverse().map(mark));
  }

  // -- moving ---------------------------------------------------------------------------------------------------------

  /** Comes closer or goes away by a factor, keeping what lies under a point of the screen where it is. */
  function zoom(by, at) {
    const { wide, high } = size();
    const { x, y } = at || { x: wide / 2, y: high / 2 };
    const before = seen.across;
    seen.across = before / by;
    bounded();
    const gone = (before - seen.across) / wide;
    seen.x += (x - wide / 2) * gone;
    seen.y += (y - high / 2) * gone;
    paint();
  }

  function fit() {
    seen = fitted(shown.places);
    paint();
  }

  function pan(x, y) {
    seen.x += x / scale();
    seen.y += y / scale();
    paint();
  }

  const point = event => {
    const frame = box.getBoundingClientRect();
    return { x: event.clientX - frame.left, y: event.clientY - frame.top };
  };

  /** One pointer moves the map, two bring it closer or farther. */
  function moves(figure) {
    const held = new Map();
    const apart = () => { const [one, two] = [...held.values()]; return Math.hypot(one.x - two.x, one.y - two.y); };
    figure.addEventListener("pointerdown", event => held.set(event.pointerId, point(event)));
    figure.addEventListener("pointermove", event => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const now = point(event);
      if (held.size === 1 && Math.hypot(now.x - before.x, now.y - before.y) < 3) return;
      const far = held.size === 2 ? apart() : 0;
      held.set(event.pointerId, now);
      if (held.size === 2) zoom(apart() / (far || 1), now);
      else {
        figure.setPointerCapture(event.pointerId);
        seen.x -= (now.x - before.x) / scale();
        seen.y -= (now.y - before.y) / scale();
        paint();
      }
    });
    ["pointerup", "pointercancel", "pointerleave"].forEach(kind => figure.addEventListener(kind, event => held.delete(event.pointerId)));
    figure.addEventListener("wheel", event => { event.preventDefault(); zoom(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / 300), point(event)); }, { passive: false });
    return figure;
  }

  // -- on show --------------------------------------------------------------------------------------------------------

  function figure() {
    const land = svg("svg", { class: "land", preserveAspectRatio: "xMidYMid slice", "aria-hidden": "true" }, svg("path", { class: "ground", d: world.land }), svg("path", { class: "borders", d: world.borders }));
    return moves(h("div", { class: "atlas", role: "group", "aria-label": "Map" }, land, svg("svg", { class: "spots", width: "100%", height: "100%" })));
  }

  /** The map as it stands on screen, as a drawing that needs no style sheet. */
  function drawing() {
    const { wide, high } = size();
    const hue = name => look.tone(name);
    const land = svg("g", { transform: `translate(${wide / 2} ${high / 2}) scale(${scale()}) translate(${-seen.x} ${-seen.y})` },
      svg("path", { d: world.land, fill: hue("ground") }), svg("path", { d: world.borders, fill: "none", stroke: hue("sea"), "stroke-width": 1 / scale() }));
    const marks = box.querySelector(".spots").cloneNode(true);
    marks.querySelectorAll("text").forEach(one => {
      Object.entries({ fill: hue("ink"), stroke: hue("halo"), "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke", "font-family": "system-ui, sans-serif", "font-size": 12 }).forEach(([key, value]) => one.setAttribute(key, value));
      one.removeAttribute("style");
    });
    marks.querySelectorAll(".faint").forEach(one => one.setAttribute("opacity", 0.3));
    return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${wide} ${high}`, width: wide, height: high },
      svg("title", {}, document.title), svg("rect", { width: wide, height: high, fill: hue("sea") }), land, [...marks.childNodes]);
  }

  function note(on) {
    const lost = [...on.things].filter(one => one.type.family === "Place" && !one.geo).length;
    return h("p", { class: "atlas-note soft" }, shown.places.length ? "Choose a place to see only what is there. " : "No place with a known position is on show. ",
      lost > 0 && `${dom.count(lost, "place")} without a known position.`);
  }

  function update(choice, _on, before, sheet) {
    const on = filter.on({ ...choice, here: null, hops: 0, all: 1 });
    const places = [...on.things].filter(one => one.geo);
    const chosen = choice.here && data.thingByKey.get(choice.here);
    shown = { places: [], within: chosen ? filter.inside(chosen, on.live) : null, choice, live: on.live };
    shown.places = places.sort((one, two) => said(two) - said(one) || one.id - two.id);
    if (!box || !box.isConnected) {
      sheet.replaceChildren(box = figure());
      new ResizeObserver(paint).observe(box);
    }
    box.querySelector(".atlas-note")?.remove();
    box.append(note(on));
    if (!seen) seen = fitted(shown.places);
    paint();
  }

  return { update, zoom, pan, fit, drawing, start: actions => { act = actions; }, any: placed.length > 0 };
})();
