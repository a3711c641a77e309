"use strict";
// Finding a name: a field whose list narrows as one types (the combobox pattern of the ARIA Authoring Practices).

const search = (() => {
  const MOST = 12;
  const field = byId("find");
  const list = byId("found");
  const plain = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  let index = null;
  let found = [];
  let at = -1;
  let choose = () => {};
  let connecting = null;

  function build() {
    index = data.things.map(thing => ({ thing, names: [thing.name, ...thing.aliases].map(name => ({ name, plain: plain(name.slice(0, 400)) })) }));
  }

  /** How well a name fits: the whole, its beginning, a word's beginning, anywhere; 0 not at all. */
  function fit(name, wanted) {
    const place = name.indexOf(wanted);
    if (place < 0) return 0;
    if (name === wanted) return 4;
    if (place === 0) return 3;
    return name[place - 1] === " " || name.includes(" " + wanted) ? 2 : 1;
  }

  /** The things that fit, the best first; every word typed must be found in one name. */
  function look_(text) {
    if (!index) build();
    const wanted = plain(text.trim());
    if (!wanted) return [];
    const rows = [];
    for (const { thing, names } of index) {
      let best = { score: 0 };
      for (const { name, plain: one } of names) {
        const score = fit(one, wanted) || (wanted.split(/\s+/).every(word => one.includes(word)) ? 0.5 : 0);
        if (score > best.score) best = { score, name };
      }
      if (best.score) rows.push({ thing, ...best });
    }
    return rows.sort((one, two) => two.score - one.score || two.thing.weight - one.thing.weight || one.thing.id - two.thing.id).slice(0, MOST);
  }

  function option(row, number) {
    const { thing } = row;
    return h("li", { role: "option", id: "found" + number, "aria-selected": String(number === at), onpointerdown: event => { event.preventDefault(); take(number); } },
      look.glyph(thing.type, { hollow: Boolean(thing.unnamed) }),
      h("bdi", { class: "found-name" }, labels.short(thing.name, 60)),
      row.name !== thing.name && h("span", { class: "soft" }, " ", h("bdi", {}, labels.short(row.name))),
      h("span", { class: "push soft" }, `${thing.type.label} · ${dom.count(data.claimsOf(thing).length, "claim")}`));
  }

  function paint() {
    list.replaceChildren(...found.map(option));
    if (!found.length && field.value.trim()) list.append(h("li", { class: "none", role: "presentation" }, "No name fits."));
    const open = field.value.trim() !== "" && document.activeElement === field;
    list.hidden = !open;
    field.setAttribute("aria-expanded", String(open));
    if (at >= 0) field.setAttribute("aria-activedescendant", "found" + at);
    else field.removeAttribute("aria-activedescendant");
    list.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function typed() {
    found = look_(field.value);
    at = found.length ? 0 : -1;
    paint();
    if (field.value.trim()) dom.tell(found.length ? `${dom.count(found.length, "name")} found` : "No name fits.");
  }

  function take(number) {
    const row = found[number];
    if (!row) return;
    const from = connecting;
    leave();
    choose(row.thing, from);
  }

  function leave() {
    field.value = "";
    found = [];
    at = -1;
    connecting = null;
    field.placeholder = "Find a name ( / )";
    field.blur();
    paint();
  }

  function pressed(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      at = (at + step + found.length) % found.length;
      paint();
      event.preventDefault();
    } else if (event.key === "Enter") {
      take(at);
      event.preventDefault();
    } else if (event.key === "Escape") {
      leave();
      event.stopPropagation();
    }
  }

  function start(chosen) {
    choose = chosen;
    field.addEventListener("input", typed);
    field.addEventListener("keydown", pressed);
    field.addEventListener("focus", paint);
    field.addEventListener("blur", () => setTimeout(() => { if (document.activeElement !== field) { connecting = null; field.placeholder = "Find a name ( / )"; paint(); } }, 0));
  }

  /** Puts the keyboard in the field; with a thing, what is found next is what it shall be connected to. */
  function focus(thing) {
    field.focus();
    connecting = thing || null;
    field.placeholder = thing ? `Connect ${labels.short(thing.name)} to …` : "Find a name ( / )";
    field.select();
  }

  return { start, focus };
})();
