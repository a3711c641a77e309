"use strict";
// What the reader takes away: the view as a picture, what is on show as a table or as Turtle. All made in the page.

const take = (() => {
  const canvas = byId("canvas");

  function save(name, blob) {
    const address = URL.createObjectURL(blob);
    const link = h("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
    dom.tell(`${name} saved.`);
  }

  // -- pictures -------------------------------------------------------------------------------------------------------

  function png() {
    if (state.get().view === "map") return painted(atlas.drawing());
    const shown = canvas.querySelector("canvas");
    const copy = h("canvas", { width: shown.width, height: shown.height });
    const ctx = copy.getContext("2d");
    ctx.fillStyle = look.tone("paper");
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(shown, 0, 0);
    return copy.toBlob(blob => save("graph.png", blob), "image/png");
  }

  /** Saves a drawing as a picture, twice as fine as the screen. */
  function painted(drawing) {
    const image = new Image();
    image.onload = () => {
      const copy = h("canvas", { width: 2 * image.width, height: 2 * image.height });
      copy.getContext("2d").drawImage(image, 0, 0, copy.width, copy.height);
      copy.toBlob(blob => save("map.png", blob), "image/png");
    };
    image.src = "data:image/svg+xml," + encodeURIComponent(new XMLSerializer().serializeToString(drawing));
  }

  const round = value => Math.round(value * 10) / 10;

  /** A line as points on screen, cut off at the marks it joins. */
  function course(link, scale) {
    const body = draw.network().body.edges[link.id];
    const all = Array.from({ length: 25 }, (_, at) => draw.network().canvasToDOM(body.edgeType.getPoint(at / 24)));
    const [first, last] = [all[0], all[24]];
    const far = (one, two, thing) => Math.hypot(one.x - two.x, one.y - two.y) > (draw.reach(thing) + 3) * scale;
    return all.filter(one => far(one, first, link.from) && far(one, last, link.to));
  }

  function head(tip, before, hue) {
    const angle = Math.atan2(tip.y - before.y, tip.x - before.x);
    const wing = turn => `${round(tip.x - 9 * Math.cos(angle + turn))},${round(tip.y - 9 * Math.sin(angle + turn))}`;
    return svg("polygon", { points: `${round(tip.x)},${round(tip.y)} ${wing(0.36)} ${wing(-0.36)}`, fill: hue });
  }

  function line(link, claim, scale) {
    const points = course(link, scale);
    if (points.length < 2) return null;
    const dashes = look.DASHES[filter.stance(link, claim)];
    const hue = look.tone("link");
    return svg("g", {}, svg("title", {}, `${link.from.name} · ${link.label} · ${link.to.name}`),
      svg("polyline", { points: points.map(({ x, y }) => `${round(x)},${round(y)}`).join(" "), fill: "none", stroke: hue, "stroke-width": 1.3, "stroke-dasharray": dashes ? dashes.join(" ") : null }),
      head(points[points.length - 1], points[points.length - 2], hue),
      link.predicate.symmetric && head(points[0], points[1], hue));
  }

  function mark(thing, scale) {
    const { x, y } = draw.network().canvasToDOM({ x: thing.x, y: thing.y });
    const hue = look.colour(thing.type);
    return look.mark(look.shape(thing.type), x, y, draw.reach(thing) * scale, { fill: thing.unnamed ? look.tone("paper") : hue, stroke: thing.unnamed ? hue : look.tone("paper"), "stroke-width": 2 });
  }

  function label(one, hue, turn) {
    return svg("text", { x: round(one.x), y: round(one.y), transform: turn ? `rotate(${round((one.angle * 180) / Math.PI)} ${round(one.x)} ${round(one.y)})` : null,
      "text-anchor": "middle", "dominant-baseline": "central", fill: hue, stroke: look.tone("halo"), "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke",
      "font-family": "system-ui, sans-serif", "font-size": /([\d.]+)px/.exec(one.font)[1], "font-weight": /^\d+/.exec(one.font)[0] }, one.text);
  }

  /** The view as an SVG element, as it stands on screen. */
  function figure() {
    const [on, scale, { names, words }] = [draw.shown(), draw.network().getScale(), draw.placed()];
    const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
    return svg("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${wide} ${high}`, width: wide, height: high },
      svg("title", {}, document.title), svg("rect", { width: wide, height: high, fill: look.tone("paper") }),
      on.links.filter(one => one.from !== one.to).map(one => line(one, on.claim, scale)),
      [...on.things].map(one => mark(one, scale)),
      words.map(one => label(one, look.tone("soft"), true)), names.map(one => label(one, look.tone("ink"), false)));
  }

  function picture() {
    const [name, drawing] = state.get().view === "map" ? ["map.svg", atlas.drawing()] : ["graph.svg", figure()];
    save(name, new Blob([new XMLSerializer().serializeToString(drawing)], { type: "image/svg+xml" }));
  }

  // -- tables ---------------------------------------------------------------------------------------------------------

  /** A cell of a CSV file; one that a spreadsheet would take for a formula is led by an apostrophe. */
  function cell(value) {
    const plain = value === undefined || value === null ? "" : String(value);
    const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(plain) ? "'" + plain : plain;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  function rows() {
    const on = draw.shown();
    const row = claim => [
      data.things[claim.s].name, claim.predicate.name, claim.o === undefined ? claim.v : data.things[claim.o].name, claim.stance,
      claim.by.map(id => data.things[id].name).join("; "), claim.when ? claim.when[0] : "", claim.when ? claim.when[1] : "", claim.sure,
      claim.document.text.slice(...claim.at), claim.document.source, claim.document.published, claim.rule];
    const linked = on.links.flatMap(link => link.claims.filter(on.claim));
    const facts = [...on.things].flatMap(thing => thing.facts.filter(on.claim));
    return [...linked, ...facts].sort((one, two) => one.id - two.id).map(row);
  }

  const csv = () => [["subject", "predicate", "object", "stance", "said by", "from", "until", "confidence", "sentence", "source", "published", "rule"], ...rows()]
    .map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";

  // -- Turtle ---------------------------------------------------------------------------------------------------------

  const iri = thing => `<${(thing.iri || data.base + thing.key).replace(/[\x00-\x20<>"{}|^`\\]/g, sign => encodeURIComponent(sign))}>`;
  const literal = text => `"${text.replace(/[\\"]/g, "\\$&").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}"`;

  /** What is on show as plain triples; only what is asserted becomes an edge, as in graph.ttl. */
  function turtle() {
    const on = draw.shown();
    const lines = ["@prefix kg: <https://kg.example/ontology#> .", "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .", ""];
    [...on.things].sort((one, two) => one.id - two.id).forEach(thing => lines.push(`${iri(thing)} a kg:${thing.type.name} ; rdfs:label ${literal(thing.name)} .`));
    on.links.filter(link => filter.stance(link, on.claim) === "asserted").forEach(link => lines.push(`${iri(link.from)} kg:${link.predicate.name} ${iri(link.to)} .`));
    return lines.join("\n") + "\n";
  }

  const WAYS = [
    ["Picture (PNG)", png],
    ["Drawing (SVG)", picture],
    ["Table (CSV)", () => save("graph.csv", new Blob(["\ufeff" + csv()], { type: "text/csv" }))],
    ["Turtle (RDF)", () => save("graph.ttl", new Blob([turtle()], { type: "text/turtle" }))],
    ["Print", () => window.print()],
  ];

  /** The menu; it closes on a choice, on Escape, and when the keyboard or the pointer leaves it. */
  function menu(icon) {
    const box = h("details", { class: "menu" }, h("summary", { class: "icon-button", "aria-label": "Take away", title: "Take away what is on show", "data-key": "take" }, icon),
      h("ul", {}, WAYS.map(([label_, act]) => h("li", {}, dom.button(label_, () => { box.open = false; act(); }, { class: "plain" })))));
    box.addEventListener("keydown", event => {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.firstChild.focus();
      event.stopPropagation();
    });
    box.addEventListener("focusout", event => { if (!box.contains(event.relatedTarget)) box.open = false; });
    return box;
  }

  return { menu, csv, turtle, figure };
})();
