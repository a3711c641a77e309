"use strict";
// The graph itself: vis-network holds places, lines and the pointer; marks, names and colours are drawn here.

const draw = (() => {
  const FONT = '"Inter", "Segoe UI", system-ui, "Helvetica Neue", "Liberation Sans", sans-serif';
  const canvas = byId("canvas");
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  let network;
  let shown = { things: new Set(), links: [], claim: () => true, route: null };
  let choice = state.START;
  let lit = null; // the things and links in the light while the others step back, or null
  let hover = { thing: null, link: null };
  let placed = { names: [], words: [] };
  let soft = true; // whether outlines are drawn around communities
  let outlines = [];
  let thick = false; // whether lines have been told to stay visible
  const LEAST_LINE = 1.1; // pixels on screen that a line is wide at any scale
  const FEW = 12; // the most important names are written even where marks are in the way
  const SMALLEST = 0.4; // the scale below which marks stop shrinking with the graph
  const READABLE = 0.5; // the scale above which the first view stays, if need be without the smallest parts
  const MARGIN = { x: 150, y: 100 }; // pixels kept free around what is fitted, for the names

  // -- marks ----------------------------------------------------------------------------------------------------------

  const chosen = thing => thing.key === choice.node || thing.key === choice.to;
  const faint = thing => lit && !lit.has(thing) && hover.thing !== thing;

  /** How large a mark is in the graph's own measure: from afar marks shrink less than the ways between them. */
  const reach = thing => look.radius(thing) * Math.max(1, SMALLEST / network.getScale());

  function paintMark(ctx, thing, x, y) {
    const r = reach(thing);
    const thick = r / look.radius(thing);
    const hue = look.colour(thing.type);
    ctx.globalAlpha = faint(thing) ? 0.22 : 1;
    if (chosen(thing) || hover.thing === thing) {
      look.trace(ctx, look.shape(thing.type), x, y, r + 6 * thick);
      ctx.fillStyle = hue;
      ctx.globalAlpha *= chosen(thing) ? 0.32 : 0.18;
      ctx.fill();
      ctx.globalAlpha = 1;
    }
    look.trace(ctx, look.shape(thing.type), x, y, r);
    ctx.lineJoin = "round";
    ctx.fillStyle = thing.unnamed || thing.stance !== "asserted" ? look.tone("paper") : hue;
    ctx.fill();
    ctx.lineWidth = 2 * thick;
    ctx.setLineDash(look.DASHES[thing.stance] ? [4, 3] : []);
    ctx.strokeStyle = thing.unnamed || thing.stance !== "asserted" ? hue : look.tone("paper");
    ctx.stroke();
    ctx.setLineDash([]);
    if (choice.pins.some(pin => pin.startsWith(thing.key + "@"))) paintPin(ctx, x, y);
    ctx.globalAlpha = 1;
  }

  function paintPin(ctx, x, y) {
    ctx.beginPath();
    ctx.arc(x, y, 2.4, 0, 2 * Math.PI);
    ctx.fillStyle = look.tone("paper");
    ctx.fill();
  }

  const renderer = ({ ctx, id, x, y }) => {
    const thing = data.things[id];
    const size = 2 * reach(thing);
    return { drawNode: () => paintMark(ctx, thing, x, y), nodeDimensions: { width: size, height: size } };
  };

  const node = thing => ({ id: thing.id, x: thing.x, y: thing.y, shape: "custom", ctxRenderer: renderer, size: look.radius(thing), chosen: false });

  // -- lines ----------------------------------------------------------------------------------------------------------

  /** How far each line of a pair bends, so that parallel ones lie side by side. */
  function bends(links) {
    const pairs = new Map();
    links.forEach(link => {
      const key = Math.min(link.from.id, link.to.id) + "-" + Math.max(link.from.id, link.to.id);
      pairs.set(key, [...(pairs.get(key) || []), link]);
    });
    const found = new Map();
    pairs.forEach(group => group.forEach((link, at) => {
      const side = (at - (group.length - 1) / 2) * (group.length > 4 ? 0.14 : 0.22);
      found.set(link, link.from.id < link.to.id ? side : -side);
    }));
    return found;
  }

  function edge(link, bend) {
    const stance = filter.stance(link, shown.claim);
    const bright = lit ? lit.has(link) : false;
    const faded = lit && !bright;
    const hue = link.key === choice.link ? look.tone("accent") : bright ? look.tone("ink") : look.tone("link");
    const head = { enabled: true, scaleFactor: 0.55, type: "arrow" };
    return {
      id: link.id, from: link.from.id, to: link.to.id,
      arrows: link.predicate.symmetric ? { to: head, from: head } : { to: head },
      color: { color: hue, highlight: hue, hover: hue, opacity: faded ? 0.16 : 1, inherit: false },
      dashes: look.DASHES[stance],
      width: link.key === choice.link ? 3 : 1 + Math.min(2, 0.5 * (link.claims.length - 1)),
      hoverWidth: 0.8, selectionWidth: 0, chosen: false,
      smooth: Math.abs(bend) < 0.01 ? { enabled: false, type: "continuous", roundness: 0 } : { enabled: true, type: bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(bend) },
    };
  }

  // -- names and words over the graph -------------------------------------------------------------------------------

  const rank = thing => (chosen(thing) ? 4e6 : 0) + (hover.thing === thing ? 3e6 : 0) + (lit && lit.has(thing) ? 1e6 : 0) + thing.weight - (thing.unnamed ? 6 : 0);

  function spots(scale) {
    const frame = canvas.getBoundingClientRect();
    const found = [];
    shown.things.forEach(thing => {
      const body = network.body.nodes[thing.id];
      if (!body) return;
      const { x, y } = network.canvasToDOM({ x: body.x, y: body.y });
      if (x < -80 || y < -40 || x > frame.width + 80 || y > frame.height + 40) return;
      const weight = chosen(thing) || hover.thing === thing ? 700 : thing.weight > 14 ? 600 : 450;
      const size = thing.weight > 14 ? 13 : 12;
      found.push({ x, y, r: reach(thing) * scale + 1, thing, text: labels.short(thing.name), font: `${weight} ${size}px ${FONT}`, high: size + 3,
        main: chosen(thing), must: chosen(thing) || hover.thing === thing, rank: rank(thing) });
    });
    found.sort((one, two) => two.rank - one.rank || one.thing.id - two.thing.id);
    found.slice(0, FEW).forEach(one => { one.must = one.must || !faint(one.thing); });
    return found;
  }

  /** Where a part of a line is on screen, and how it leans there, so that words are never upside down. */
  function point(body, part) {
    const [middle, before, after] = [part, part - 0.04, part + 0.04].map(at => network.canvasToDOM(body.edgeType.getPoint(at)));
    const angle = Math.atan2(after.y - before.y, after.x - before.x);
    return { ...middle, angle: Math.abs(angle) > Math.PI / 2 ? angle + Math.PI : angle };
  }

  function lines(scale) {
    if (scale < 0.34 && !lit && !hover.link) return [];
    const found = [];
    for (const link of shown.links) {
      const must = link.key === choice.link || link === hover.link;
      if (lit && !lit.has(link) && !must) continue;
      const body = network.body.edges[link.id];
      if (!body || !body.edgeType || link.from === link.to) continue;
      const length = scale * Math.hypot(body.to.x - body.from.x, body.to.y - body.from.y);
      const room = length - scale * (reach(link.from) + reach(link.to)) - 14;
      found.push({ at: part => point(body, part), room, link, must, text: link.label, font: `500 10.5px ${FONT}`, rank: (must ? 1e6 : 0) + link.from.weight + link.to.weight });
    }
    return found.sort((one, two) => two.rank - one.rank || one.link.id - two.link.id);
  }

  function write(ctx, label, hue, alpha) {
    ctx.font = label.font;
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.globalAlpha = alpha;
    ctx.lineWidth = 4;
    ctx.lineJoin = "round";
    ctx.strokeStyle = look.tone("halo");
    ctx.strokeText(label.text, 0, 0);
    ctx.fillStyle = hue;
    ctx.fillText(label.text, 0, 0);
    ctx.globalAlpha = 1;
  }

  /** What lies over the graph: the notes and the controls for zooming; no name is written under them. */
  function covered() {
    const frame = canvas.getBoundingClientRect();
    return [...byId("chips").children, ...byId("zoom").children].map(one => one.getBoundingClientRect())
      .map(box => ({ of: covered, kind: "name", left: box.left - frame.left, right: box.right - frame.left, top: box.top - frame.top, bottom: box.bottom - frame.top }));
  }

  /** Puts names beside marks and words along lines; runs after every frame, in screen pixels. */
  function overlay(ctx) {
    const scale = network.getScale();
    const ratio = ctx.canvas.width / canvas.clientWidth;
    const taken = labels.board();
    covered().forEach(box => taken.take(box));
    const names = labels.names(ctx, spots(scale), taken, canvas.clientWidth);
    const words = labels.words(ctx, lines(scale), taken);
    ctx.save();
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    words.forEach(one => {
      ctx.save();
      ctx.translate(one.x, one.y);
      ctx.rotate(one.angle);
      write(ctx, one, one.link.key === choice.link ? look.tone("accent") : look.tone("soft"), 1);
      ctx.restore();
    });
    names.forEach(one => {
      ctx.save();
      ctx.translate(one.x, one.y);
      write(ctx, one, look.tone("ink"), faint(one.thing) ? 0.3 : 1);
      ctx.restore();
    });
    ctx.restore();
    placed = { names, words };
  }

  // -- soft hulls around communities ----------------------------------------------------------------------------------

  function paintHulls(ctx) {
    if (!soft) return;
    ctx.fillStyle = ctx.strokeStyle = look.tone("hull");
    ctx.lineJoin = "round";
    ctx.lineWidth = 64;
    outlines.forEach(around => {
      ctx.beginPath();
      around.forEach(([x, y], at) => (at ? ctx.lineTo(x, y) : ctx.moveTo(x, y)));
      ctx.closePath();
      ctx.fill();
      ctx.stroke();
    });
    ctx.globalAlpha = 1;
  }

  // -- keeping up with the choices ------------------------------------------------------------------------------------

  /** What stands in the light: the chosen thing with what is beside it, the chosen link, or the way between two things. */
  function light() {
    if (shown.route) return new Set([...shown.route, ...walk.stops(data.thingByKey.get(choice.node), shown.route)]);
    const link = choice.link && data.linkByKey.get(choice.link);
    if (link) return new Set([link, link.from, link.to]);
    const thing = choice.node && data.thingByKey.get(choice.node);
    if (!thing) return null;
    const beside = shown.links.filter(one => one.from === thing || one.to === thing);
    return new Set([thing, ...beside, ...beside.flatMap(one => [one.from, one.to])]);
  }

  function pinned() {
    choice.pins.forEach(pin => {
      const [key, x, y] = [pin.slice(0, pin.lastIndexOf("@")), ...pin.slice(pin.lastIndexOf("@") + 1).split("_").map(Number)];
      const thing = data.thingByKey.get(key);
      if (thing && Number.isFinite(x) && Number.isFinite(y)) Object.assign(thing, { x, y });
    });
  }

  function replace(set, rows) {
    const wanted = new Set(rows.map(one => one.id));
    const gone = set.getIds().filter(id => !wanted.has(id));
    if (gone.length) set.remove(gone);
    set.update(rows);
  }

  /** Draws a new choice; returns nothing and moves the view only when `focus` says so. */
  function update(next, on, focus) {
    choice = next;
    shown = on;
    settle.all(shown.things);
    pinned();
    lit = light();
    outlines = hulls.gather(shown.things);
    const bend = bends(shown.links);
    replace(nodes, [...shown.things].sort((one, two) => one.id - two.id).map(node));
    replace(edges, shown.links.map(link => edge(link, bend.get(link))));
    if (focus) fit(focus);
    if (!thick && shown.links.length) thick = thicken() || true;
    network.redraw();
  }

  /** The connected parts on show, the largest first. */
  function parts() {
    const left = new Set(shown.things);
    const joined = new Set(shown.links);
    const found = [];
    for (const thing of shown.things) {
      if (!left.has(thing)) continue;
      const part = [...walk.within(thing, Infinity, link => joined.has(link)).keys()];
      part.forEach(one => left.delete(one));
      found.push(part);
    }
    return found.sort((one, two) => two.length - one.length || one[0].id - two[0].id);
  }

  /** The scale at which things spread over a width and a height would fit. */
  function scaleFor(all) {
    const spread = axis => Math.max(1, Math.max(...all.map(one => one[axis])) - Math.min(...all.map(one => one[axis])));
    const [wide, high] = [Math.max(canvas.clientWidth - MARGIN.x, canvas.clientWidth * 0.7), Math.max(canvas.clientHeight - MARGIN.y, canvas.clientHeight * 0.7)];
    return Math.min(wide / spread("x"), high / spread("y"), 1.3);
  }

  /** The first view: everything, or as many of the larger parts as stay readable, the largest in any case. */
  function open() {
    const seen = [];
    for (const part of parts()) {
      if (seen.length && scaleFor([...seen, ...part]) < READABLE) break;
      seen.push(...part);
    }
    fit(seen, { still: true });
    if (seen.length < shown.things.size) raise(seen);
  }

  /** Moves what is seen towards the upper edge as far as what is left out below it needs room. */
  function raise(seen) {
    const at = y => network.canvasToDOM({ x: 0, y }).y;
    const heights = [...shown.things].filter(one => one.y !== undefined).map(one => one.y);
    const [spare, missing] = [at(Math.min(...seen.map(one => one.y))) - MARGIN.y / 2, at(Math.max(...heights)) + MARGIN.y / 2 - canvas.clientHeight];
    if (spare > 0 && missing > 0) pan(0, Math.min(spare, missing));
  }

  /** Moves the view so that these things and their names are inside. */
  function fit(things, { still = false } = {}) {
    const all = (things ? [...things] : [...shown.things]).filter(one => one.x !== undefined);
    if (!all.length) return;
    network.setSize("100%", "100%");
    const [left, right] = [Math.min(...all.map(one => one.x)), Math.max(...all.map(one => one.x))];
    const [top, bottom] = [Math.min(...all.map(one => one.y)), Math.max(...all.map(one => one.y))];
    const scale = scaleFor(all);
    const animation = still || look.calm.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" };
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation });
  }

  function zoom(by) {
    const animation = look.calm.matches ? false : { duration: 180, easingFunction: "easeInOutQuad" };
    network.moveTo({ scale: Math.min(4, Math.max(0.05, network.getScale() * by)), animation });
  }

  /** Moves the view by so many pixels. */
  function pan(x, y) {
    const { x: atX, y: atY } = network.getViewPosition();
    network.moveTo({ position: { x: atX + x / network.getScale(), y: atY + y / network.getScale() }, animation: false });
  }

  /** Whether a thing lies inside the part of the graph that is on screen. */
  function inSight(thing) {
    const { x, y } = network.canvasToDOM({ x: thing.x, y: thing.y });
    return x > 30 && y > 30 && x < canvas.clientWidth - 30 && y < canvas.clientHeight - 30;
  }

  // -- the pointer ----------------------------------------------------------------------------------------------------

  const under = (list, { x, y }) => list.find(one => x >= one.left && x <= one.right && y >= one.top && y <= one.bottom);

  function target(pointer) {
    const at = network.getNodeAt(pointer);
    if (at !== undefined) return { thing: data.things[at] };
    const name = under(placed.names, pointer);
    if (name) return { thing: name.thing };
    const word = under(placed.words, pointer);
    if (word) return { link: word.link };
    const line = network.getEdgeAt(pointer);
    return line === undefined ? {} : { link: data.links[line] };
  }

  function listen(act) {
    network.on("click", event => {
      const { thing, link } = target(event.pointer.DOM);
      if (thing) act.thing(thing);
      else if (link) act.link(link);
      else act.nothing();
    });
    network.on("doubleClick", event => {
      const { thing } = target(event.pointer.DOM);
      if (thing) act.open(thing);
    });
    network.on("dragEnd", event => event.nodes.forEach(id => {
      const { x, y } = network.getPosition(id);
      Object.assign(data.things[id], { x: Math.round(x), y: Math.round(y) });
      act.moved(data.things[id]);
    }));
    canvas.addEventListener("pointermove", event => {
      if (event.buttons) return;
      const frame = canvas.getBoundingClientRect();
      const { thing = null, link = null } = target({ x: event.clientX - frame.left, y: event.clientY - frame.top });
      if (thing === hover.thing && link === hover.link) return;
      hover = { thing, link };
      canvas.style.cursor = thing || link ? "pointer" : "grab";
      network.redraw();
    });
  }

  /** Lines stay visible from afar: vis-network would draw them as fine as a hair. */
  function thicken() {
    let kind = Object.values(network.body.edges)[0]?.edgeType;
    while (kind && !Object.hasOwn(kind, "getLineWidth")) kind = Object.getPrototypeOf(kind);
    if (kind) kind.getLineWidth = function width() { return Math.max(this.options.width, LEAST_LINE / network.getScale()); };
  }

  function start(act) {
    network = new vis.Network(canvas, { nodes, edges }, { ...data.options, autoResize: false });
    new ResizeObserver(() => {
      const [position, scale] = [network.getViewPosition(), network.getScale()];
      network.setSize("100%", "100%");
      network.moveTo({ position, scale, animation: false });
    }).observe(canvas);
    network.on("beforeDrawing", paintHulls);
    network.on("afterDrawing", overlay);
    listen(act);
    Object.entries({ role: "group", "aria-label": "The graph as a drawing. Arrow keys move it, plus and minus zoom; the view Table says the same in words." })
      .forEach(([name, value]) => canvas.firstChild.setAttribute(name, value));
  }

  function turn() {
    look.refresh();
    if (network) update(choice, shown);
  }

  return {
    start, update, fit, open, zoom, pan, reach, turn, inSight,
    soft: on => { soft = on; network.redraw(); },
    far: () => network.getScale() < READABLE,
    network: () => network,
    placed: () => placed,
    shown: () => shown,
    lit: () => lit && [...lit].filter(one => one.key !== undefined && one.type),
  };
})();
