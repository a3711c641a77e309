"use strict";
// A claim with the words that say it: who, by which words, whom; where; who said so; how sure; by which rule.

const evidence = (() => {
  const AROUND = 260; // characters kept on each side of the marked words of a very long sentence
  const PARTS = [["st", "who", "subject"], ["tt", "says", "words that signal it"], ["ot", "whom", "object"], ["vt", "whom", "value"]];

  /** The marked spans of a claim inside [from, to), in order and without overlap; the shorter of two that overlap wins. */
  function spans(claim, from, to) {
    const all = PARTS.filter(([name]) => claim[name]).map(([name, kind, title]) => ({ start: claim[name][0], end: claim[name][1], kind, title }));
    const inside = all.filter(one => one.start >= from && one.end <= to).sort((one, two) => one.end - one.start - (two.end - two.start));
    const kept = [];
    inside.forEach(one => { if (!kept.some(other => one.start < other.end && other.start < one.end)) kept.push(one); });
    return kept.sort((one, two) => one.start - two.start);
  }

  /** The text of [from, to) as nodes, with the spans marked. */
  function marked(text, from, to, marks) {
    const found = [];
    let at = from;
    marks.forEach(one => {
      found.push(text.slice(at, one.start), h("mark", { class: one.kind, title: one.title }, text.slice(one.start, one.end)));
      at = one.end;
    });
    found.push(text.slice(at, to));
    return found;
  }

  function sentence(claim) {
    const text = claim.document.text;
    let [from, to] = claim.at;
    const marks = spans(claim, from, to);
    const first = marks.length ? marks[0].start : from;
    const last = marks.length ? marks[marks.length - 1].end : Math.min(to, from + AROUND);
    const [cutFrom, cutTo] = [first - from > AROUND, to - last > AROUND];
    if (cutFrom) from = first - AROUND;
    if (cutTo) to = last + AROUND;
    return h("blockquote", { dir: "auto" }, cutFrom && "… ", marked(text, from, to, marks), cutTo && " …");
  }

  /** Subjects or objects that the sentence itself does not hold, because an earlier one names them. */
  function elsewhere(claim) {
    return PARTS.filter(([name]) => claim[name] && (claim[name][0] < claim.at[0] || claim[name][1] > claim.at[1]))
      .map(([name, , title]) => h("p", { class: "soft" }, `${title}: “${claim.document.text.slice(claim[name][0], claim[name][1])}”, named elsewhere in the text`));
  }

  const STANCE = { asserted: "stated", hedged: "not certain", negated: "denied" };
  const chip = stance => h("span", { class: "chip " + stance }, STANCE[stance]);
  const percent = sure => Math.round(sure * 100) + "%";

  function date(when) {
    if (!when) return null;
    const [start, end, words] = when;
    if (start && end && start !== end) return `${start} to ${end}`;
    return start || (end ? `until ${end}` : words);
  }

  /** Where a stretch of a document stands, as kg wrong and kg explain tell it: in characters, not in the halves of them that a script counts. */
  function spot(place, [from, to]) {
    const signs = end => [...place.text.slice(0, end)].length;
    return `${place.source}:${signs(from)}-${signs(to)}`;
  }

  function origin(claim, act) {
    const place = claim.document;
    return h("p", { class: "origin" },
      dom.button([place.name], () => act.read(place, claim.at[0]), { class: "plain", title: place.source, dir: "auto", "data-key": "read" + claim.id }),
      place.published && h("span", {}, ` · ${place.published}`),
      h("code", { class: "spot", title: "where it stands; kg wrong OUT and this, in quotes, says that it is not what the text says" }, spot(place, claim.at)));
  }

  /** Who says so: the speakers of claims, or else the documents. */
  const tellers = claims => [...new Set(claims.map(one => (one.by.length ? one.by.map(id => data.things[id].name).join(", ") : one.document.name)))].join("; ");

  /** What other sources say instead. */
  const against = claim => h("div", {}, h("dt", {}, "Contradicted"),
    h("dd", {}, claim.against.map((one, at) => [at > 0 && "; ", "another report says ", h("b", {}, one.value), h("span", { class: "soft" }, ` (${tellers(one.claims)})`)])));

  /** How many sentences, and from how many independent sources. */
  const support = claims => `${dom.count(claims.length, "sentence")} · ${dom.count(data.sources(claims), "independent source")}`;

  /** One claim as a card. */
  function card(claim, act) {
    return h("article", { class: "card " + claim.stance, "data-claim": claim.id },
      sentence(claim),
      elsewhere(claim),
      origin(claim, act),
      h("dl", { class: "told" },
        claim.stance !== "asserted" && h("div", {}, h("dt", { class: "unseen" }, "Stance"), h("dd", {}, chip(claim.stance))),
        claim.by.length > 0 && h("div", {}, h("dt", {}, "Said by"), h("dd", {}, claim.by.map((id, at) => [at > 0 && ", ", act.name(data.things[id])]))),
        claim.against && against(claim),
        claim.when && h("div", {}, h("dt", {}, "When"), h("dd", {}, date(claim.when), claim.when[2] && claim.when[2] !== date(claim.when) && h("span", { class: "soft" }, ` (“${claim.when[2]}”)`))),
        h("div", {}, h("dt", {}, "Confidence"), h("dd", {}, percent(claim.sure))),
        h("div", {}, h("dt", { class: "unseen" }, "Rule"), h("dd", {}, h("code", { title: "the rule that read it" }, claim.rule)))));
  }

  return { card, chip, support, tellers, date, percent, marked, STANCE };
})();
