"use strict";
// Colours and shapes: by family where the ontology gives none, dark or light as the system is.

const look = (() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const SHAPES = { Person: "dot", Group: "square", Place: "triangleDown", Event: "diamond", Item: "hexagon", Thing: "star" };
  const token = name => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  let tones = {};

  /** Reads the style sheet's colours anew; called at start and when the system turns dark or light. */
  function refresh() {
    tones = Object.fromEntries(["paper", "card", "ink", "soft", "line", "link", "accent", "halo", "hull", "sea", "ground"].map(name => [name, token(name)]));
    Object.keys(SHAPES).forEach(family => { tones[family] = token(family.toLowerCase()); });
  }

  const tone = name => tones[name];

  // -- colours that an ontology gives, as dark or as light as the paper asks ----------------------------------------

  const channels = hex => [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16));
  const hex = parts => "#" + parts.map(one => Math.round(one).toString(16).padStart(2, "0")).join("");
  const light = parts => parts.map(one => one / 255).map(one => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)).reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);

  function contrast(one, two) {
    const [low, high] = [light(channels(one)), light(channels(two))].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  }

  /** The colour, moved towards the ink until it stands out from the paper (3:1, WCAG 2.2, 1.4.11). */
  function standing(given) {
    if (!/^#[0-9a-f]{6}$/i.test(given)) return given;
    const [from, to] = [channels(given), channels(tones.ink)];
    for (let part = 0; part < 1; part += 0.04) {
      const found = hex(from.map((one, at) => one + part * (to[at] - one)));
      if (contrast(found, tones.paper) >= 3.1) return found;
    }
    return tones.ink;
  }

  const stood = new Map();

  function colour(type) {
    if (!type.colour) return tones[type.family] || tones.Thing;
    const key = type.colour + tones.paper;
    if (!stood.has(key)) stood.set(key, standing(type.colour));
    return stood.get(key);
  }

  const shape = type => (type.shape in PATHS ? type.shape : SHAPES[type.family] || "star");
  const DASHES = { asserted: false, hedged: [8, 5], negated: [2, 5] };

  const polygon = (sides, turn, scale = 1) => (x, y, r) =>
    Array.from({ length: sides }, (_, at) => {
      const angle = turn + (at * 2 * Math.PI) / sides;
      return [x + r * scale * Math.cos(angle), y + r * scale * Math.sin(angle)];
    });
  const star = (x, y, r) =>
    Array.from({ length: 10 }, (_, at) => {
      const [angle, far] = [-Math.PI / 2 + (at * Math.PI) / 5, at % 2 ? r * 0.5 : r * 1.15];
      return [x + far * Math.cos(angle), y + far * Math.sin(angle)];
    });
  const PATHS = {
    dot: null,
    square: polygon(4, Math.PI / 4, 1.18),
    diamond: polygon(4, 0, 1.22),
    triangle: polygon(3, -Math.PI / 2, 1.25),
    triangleDown: polygon(3, Math.PI / 2, 1.25),
    hexagon: polygon(6, 0, 1.1),
    star,
  };

  /** Traces a shape around a centre into a canvas path. */
  function trace(ctx, name, x, y, r) {
    ctx.beginPath();
    if (!PATHS[name]) ctx.arc(x, y, r, 0, 2 * Math.PI);
    else {
      PATHS[name](x, y, r).forEach(([px, py], at) => (at ? ctx.lineTo(px, py) : ctx.moveTo(px, py)));
      ctx.closePath();
    }
  }

  /** The same shape as SVG, for the legend, the panel and the picture to take away. */
  function mark(name, x, y, r, attributes) {
    if (!PATHS[name]) return svg("circle", { cx: x, cy: y, r, ...attributes });
    const points = PATHS[name](x, y, r).map(([px, py]) => `${px.toFixed(2)},${py.toFixed(2)}`).join(" ");
    return svg("polygon", { points, ...attributes });
  }

  function glyph(type, { hollow = false } = {}) {
    const paint = { fill: hollow ? "none" : colour(type), stroke: colour(type), "stroke-width": 1.5, "stroke-linejoin": "round" };
    return svg("svg", { class: "glyph", viewBox: "0 0 16 16", width: 14, height: 14, "aria-hidden": "true" }, mark(shape(type), 8, 8, 5.4, paint));
  }

  const radius = thing => (thing.unnamed ? 6 : 7) + Math.min(11, 1.9 * Math.sqrt(thing.weight));

  return { refresh, dark, calm, tone, colour, shape, DASHES, trace, mark, glyph, radius, contrast };
})();
