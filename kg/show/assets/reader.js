"use strict";
// The documents as they stand, with everything that was read in them underlined where it stands.

const reader = (() => {
  const WINDOW = 60000; // characters of a very long text that are shown around the place one came for
  let act;
  const named = new Map();

  /** The mentions of each document, gathered once. */
  function mentions(place) {
    if (!named.size) {
      data.documents.forEach(one => named.set(one, []));
      data.things.forEach(thing => thing.at.forEach(([at, start, end]) => named.get(data.documents[at]).push({ start, end, thing })));
    }
    return named.get(place);
  }

  function triggers(place, on) {
    const seen = new Map();
    data.claims.filter(one => one.document === place && one.tt && on.claim(one)).forEach(one => {
      const goal = one.link ? { link: one.link } : { thing: data.things[one.s] };
      if (!seen.has(one.tt.join())) seen.set(one.tt.join(), { start: one.tt[0], end: one.tt[1], claim: one, ...goal });
    });
    return [...seen.values()];
  }

  /** Spans that do not overlap: names before triggers, short before long. */
  function chosen(spans, from, to) {
    const taken = new Uint8Array(Math.max(0, to - from));
    const order = one => (one.claim ? 1e7 : 0) + one.end - one.start;
    const kept = spans.filter(one => one.start >= from && one.end <= to).sort((one, two) => order(one) - order(two) || one.start - two.start).filter(one => {
      if (taken.subarray(one.start - from, one.end - from).includes(1)) return false;
      taken.fill(1, one.start - from, one.end - from);
      return true;
    });
    return kept.sort((one, two) => one.start - two.start);
  }

  function anchor(one, words) {
    const hollow = one.thing && one.thing.unnamed ? " hollow" : "";
    const goal = one.link ? { node: null, link: one.link.key } : { node: one.thing.key, link: null };
    const [kind, title] = one.claim ? ["signal " + one.claim.stance, `${one.claim.predicate.label}: ${evidence.STANCE[one.claim.stance]}`] : ["named" + hollow, one.thing.type.label];
    return h("a", { class: kind, href: "#" + state.written({ ...state.get(), ...goal }), title, style: one.claim ? {} : { "--hue": look.colour(one.thing.type) },
      onclick: event => { event.preventDefault(); if (one.link) act.link(one.link); else act.thing(one.thing); } }, words);
  }

  /** The words of [from, to) with anchors, and the sentence one came for lit. */
  function flow(text, spans, from, to, lit) {
    const cuts = [from, ...spans.flatMap(one => [one.start, one.end]), ...lit.filter(at => at > from && at < to), to].sort((one, two) => one - two);
    const start = new Map(spans.map(one => [one.start, one]));
    const [before, inside, after] = [[], [], []];
    for (let at = 0; at < cuts.length - 1; at += 1) {
      const [one, two] = [cuts[at], cuts[at + 1]];
      if (one === two) continue;
      const words = text.slice(one, two);
      const box = one >= lit[1] ? after : one >= lit[0] ? inside : before;
      const span = start.get(one) || spans.find(other => other.start < one && other.end >= two);
      box.push(span ? anchor(span, words) : words);
    }
    return [before, inside.length > 0 && h("span", { class: "here", id: "here" }, inside), after];
  }

  function sentenceAt(place, spot) {
    const found = data.claims.find(one => one.document === place && one.at[0] <= spot && spot < one.at[1]);
    if (found) return found.at;
    const name = mentions(place).find(one => one.start === spot);
    return name ? [name.start, name.end] : [spot, spot];
  }

  function picker(place) {
    const option = one => h("option", { value: one.id, selected: one === place }, labels.short(one.name, 60) + (one.published ? ` (${one.published})` : ""));
    return h("label", { class: "row" }, h("span", { class: "soft" }, "Document"),
      h("select", { "data-key": "document", onchange: event => state.change({ document: event.target.value, spot: null }) }, data.documents.map(option)));
  }

  function page(choice, on) {
    const place = choice.document ? data.documentById.get(choice.document) : data.documents[0];
    if (!place) return [h("p", { class: "soft" }, "No document was read.")];
    const spot = choice.spot === null ? null : Math.min(place.text.length, Math.max(0, Number(choice.spot) || 0));
    const long = place.text.length > WINDOW;
    const from = long ? Math.max(0, (spot || 0) - WINDOW / 2) : 0;
    const to = long ? Math.min(place.text.length, from + WINDOW) : place.text.length;
    const spans = chosen([...mentions(place), ...triggers(place, on)], from, to);
    const lit = spot === null ? [to, to] : sentenceAt(place, spot);
    return [
      h("div", { class: "reader-head" }, picker(place), h("p", { class: "soft", dir: "auto" }, place.source, place.published && ` · ${place.published}`)),
      h("h2", { dir: "auto" }, labels.short(place.name, 160)),
      long && h("p", { class: "soft" }, `Characters ${from.toLocaleString("en")} to ${to.toLocaleString("en")} of ${place.text.length.toLocaleString("en")}.`),
      h("div", { class: "text", dir: "auto" }, flow(place.text, spans, from, to, lit)),
    ];
  }

  function update(choice, on, before, sheet) {
    const moved = choice.view !== before.view || choice.document !== before.document || choice.spot !== before.spot;
    const top = sheet.scrollTop;
    dom.renew(sheet, h("article", { class: "reader" }, page(choice, on)));
    if (!moved) sheet.scrollTop = top;
    else if (byId("here")) byId("here").scrollIntoView({ block: "center" });
    else sheet.scrollTop = 0;
    if (choice.node) sheet.querySelectorAll("a.named").forEach(one => one.classList.toggle("now", one.getAttribute("href").includes("node=" + encodeURIComponent(choice.node))));
  }

  return { update, start: actions => { act = actions; } };
})();
