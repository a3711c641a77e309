"use strict";
// The same graph as tables: every thing and every link on show, sorted by any column, for reading and for screen readers.

const table = (() => {
  const PAGE = 200;
  const sorting = { things: { by: "links", down: true }, links: { by: "from", down: false } };
  const most = { things: PAGE, links: PAGE };
  let which = "things";
  let act;
  let again = () => {};

  const stances = { asserted: 0, hedged: 1, negated: 2 };
  const COLUMNS = {
    things: [
      ["name", "Name", one => one.name, one => panel.name(one)],
      ["type", "Type", one => one.type.label],
      ["aliases", "Also called", one => one.aliases.join(", "), one => h("bdi", {}, one.aliases.slice(0, 4).map(one => labels.short(one)).join(", "))],
      ["date", "Date", one => (one.when && (one.when[0] || one.when[1])) || "", one => one.when && evidence.date(one.when)],
      ["links", "Links", (one, on) => one.links.filter(on.live).length],
      ["claims", "Claims", one => data.claimsOf(one).length],
    ],
    links: [
      ["from", "From", one => one.from.name, one => panel.name(one.from)],
      ["says", "Link", one => one.label, one => dom.button(one.label, () => act.link(one), { class: "plain", "data-key": "row" + one.key })],
      ["to", "To", one => one.to.name, one => panel.name(one.to)],
      ["stance", "Stance", (one, on) => stances[filter.stance(one, on.claim)], (one, on) => evidence.chip(filter.stance(one, on.claim))],
      ["date", "Date", one => dates(one), one => dates(one)],
      ["claims", "Sentences", (one, on) => one.claims.filter(on.claim).length],
    ],
  };

  const dates = link => link.claims.map(one => one.when && one.when[0]).filter(Boolean).sort()[0] || "";
  const words = new Intl.Collator("en", { numeric: true });
  const compare = (one, two) => (typeof one === "number" ? one - two : words.compare(one, two));

  function rows(on) {
    const { by, down } = sorting[which];
    const value = COLUMNS[which].find(([key]) => key === by)[2];
    const all = which === "things" ? [...on.things] : on.links;
    const keyed = all.map(one => [value(one, on), one]);
    return keyed.sort((one, two) => (down ? -1 : 1) * compare(one[0], two[0]) || one[1].id - two[1].id).map(([, one]) => one);
  }

  function header([key, label]) {
    const { by, down } = sorting[which];
    const turn = () => {
      sorting[which] = { by: key, down: by === key ? !down : false };
      again();
    };
    return h("th", { scope: "col", "aria-sort": by === key ? (down ? "descending" : "ascending") : "none" },
      dom.button([label, h("span", { class: "sorted", "aria-hidden": "true" }, by === key ? (down ? " ↓" : " ↑") : "")], turn, { class: "plain", "data-key": "sort" + key }));
  }

  function cell([, , value, show], one, on, first) {
    const body = show ? show(one, on) : value(one, on);
    return h(first ? "th" : "td", { scope: first ? "row" : null, class: typeof body === "number" ? "number" : null }, body);
  }

  function page(choice, on) {
    const all = rows(on);
    const tab = (name, label, count) => dom.button(`${label} (${count.toLocaleString("en")})`, () => { which = name; again(); }, { "aria-pressed": String(which === name), "data-key": "tab" + name });
    const chosen = one => one.key === choice.node || one.key === choice.link;
    return [
      h("div", { class: "row" }, h("span", { class: "segments", role: "group", "aria-label": "Table of" }, tab("things", "Things", on.things.size), tab("links", "Links", on.links.length))),
      h("table", {}, h("caption", { class: "unseen" }, which === "things" ? "Things on show" : "Links on show"),
        h("thead", {}, h("tr", {}, COLUMNS[which].map(header))),
        h("tbody", {}, all.slice(0, most[which]).map(one => h("tr", { class: chosen(one) ? "now" : null }, COLUMNS[which].map((column, at) => cell(column, one, on, at === 0)))))),
      all.length > most[which] && h("p", {}, dom.button(`Show ${Math.min(PAGE, all.length - most[which])} more of ${all.length.toLocaleString("en")}`, () => { most[which] += PAGE; again(); }, { "data-key": "more" })),
    ];
  }

  function update(choice, on, before, sheet) {
    again = () => dom.renew(sheet, h("div", { class: "tables" }, page(choice, on)));
    const top = choice.view === before.view ? sheet.scrollTop : 0;
    again();
    sheet.scrollTop = top;
  }

  return { update, start: actions => { act = actions; } };
})();
