"use strict";
// Events on a line of time; dragging over it, or giving two dates, shows only what happened then.

const timeline = (() => {
  const place = byId("when");
  const HIGH = 64;
  const SIDE = 14;
  const DAY = 86400000;
  let act;
  let span = null;
  let wide = 0;
  let drawn = null;

  /** First and last instant of an ISO date of any precision, in milliseconds, or null. */
  function range(date) {
    const found = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date || "");
    if (!found) return null;
    const [year, month, day] = found.slice(1).map(Number);
    const at = (...parts) => { const moment = new Date(0); moment.setUTCFullYear(...parts); return moment.getTime(); };
    if (day) return [at(year, month - 1, day), at(year, month - 1, day) + DAY];
    if (month) return [at(year, month - 1, 1), at(year, month, 1)];
    return [at(year, 0, 1), at(year + 1, 0, 1)];
  }

  function dated(things) {
    return [...things].filter(one => one.happening && one.when).map(thing => {
      const [start, end] = [range(thing.when[0] || thing.when[1]), range(thing.when[1] || thing.when[0])];
      return start && end ? { thing, start: start[0], end: end[1], middle: (start[0] + end[1]) / 2 } : null;
    }).filter(Boolean).sort((one, two) => one.middle - two.middle || one.thing.id - two.thing.id);
  }

  const iso = time => new Date(time).toISOString().slice(0, 10);
  const x = time => SIDE + ((time - span[0]) / (span[1] - span[0])) * (wide - 2 * SIDE);
  const time = px => span[0] + ((Math.min(wide - SIDE, Math.max(SIDE, px)) - SIDE) / (wide - 2 * SIDE)) * (span[1] - span[0]);

  /** Dates to write under the line: as many as fit, on round years, months or days. */
  function ticks() {
    const days = (span[1] - span[0]) / DAY;
    const room = Math.max(2, Math.floor(wide / 90));
    const found = [];
    if (days > 366 * 1.5) {
      const years = Math.max(1, Math.ceil(days / 365 / room));
      const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find(one => one >= years) || 1000;
      const first = new Date(span[0]).getUTCFullYear();
      for (let year = Math.ceil(first / step) * step; found.length < 40; year += step) {
        const at = range(String(year).padStart(4, "0"))?.[0];
        if (at === undefined || at > span[1]) break;
        if (at >= span[0]) found.push([at, String(year)]);
      }
    } else if (days > 62) {
      const step = Math.max(1, Math.ceil(days / 30 / room));
      const first = new Date(span[0]);
      for (let month = first.getUTCMonth(); found.length < 40; month += step) {
        const at = Date.UTC(first.getUTCFullYear(), month, 1);
        if (at > span[1]) break;
        if (at >= span[0]) found.push([at, iso(at).slice(0, 7)]);
      }
    } else {
      const step = Math.max(1, Math.ceil(days / room)) * DAY;
      for (let at = Math.ceil(span[0] / DAY) * DAY; at <= span[1]; at += step) found.push([at, iso(at)]);
    }
    return found;
  }

  function dots(events, choice) {
    const columns = new Map();
    const heights = new Map();
    events.forEach(one => { const at = Math.round(x(one.middle) / 11); heights.set(at, (heights.get(at) || 0) + 1); });
    const step = Math.min(8, (HIGH - 32) / Math.max(1, Math.max(...heights.values()) - 1)); // a high stack stands closer
    return events.map(one => {
      const column = Math.round(x(one.middle) / 11);
      const level = columns.get(column) || 0;
      columns.set(column, level + 1);
      const faint = (choice.from || choice.until) && !filter.inSpan(one.thing.when, choice);
      const group = svg("g", { class: faint ? "dot faint" : "dot", onclick: event => { event.stopPropagation(); act.thing(one.thing); } },
        svg("title", {}, `${one.thing.name} · ${evidence.date(one.thing.when)}`),
        one.end - one.start > 40 * DAY && svg("line", { x1: x(one.start), x2: x(one.end), y1: HIGH - 24 - level * step, y2: HIGH - 24 - level * step, stroke: look.colour(one.thing.type), "stroke-opacity": 0.35, "stroke-width": 2 }),
        look.mark(look.shape(one.thing.type), x(one.middle), HIGH - 24 - level * step, one.thing.key === choice.node ? 6.5 : step < 6 ? 3.2 : 4.2,
          { fill: one.thing.stance === "asserted" ? look.colour(one.thing.type) : look.tone("card"), stroke: one.thing.key === choice.node ? look.tone("ink") : look.colour(one.thing.type) }));
      return group;
    });
  }

  /** Columns instead of dots where dots would not fit. */
  function bars(events) {
    const columns = new Map();
    events.forEach(one => { const at = Math.round(x(one.middle) / 5); columns.set(at, (columns.get(at) || 0) + 1); });
    const most = Math.max(...columns.values());
    return [...columns].map(([at, count]) => svg("rect", { x: at * 5 - 2, width: 4, y: HIGH - 18 - (count / most) * (HIGH - 26), height: (count / most) * (HIGH - 26), fill: look.tone("Event") }, svg("title", {}, dom.count(count, "event"))));
  }

  function brush(choice) {
    if (!choice.from && !choice.until) return null;
    const left = choice.from ? x(range(choice.from)?.[0] ?? span[0]) : 0;
    const right = choice.until ? x(range(choice.until)?.[1] ?? span[1]) : wide;
    return svg("rect", { class: "brush", x: left, width: Math.max(2, right - left), y: 2, height: HIGH - 18 });
  }

  function picture(events, choice) {
    const crowded = events.length > 60 && events.length > (wide / 11) * 3;
    const figure = svg("svg", { viewBox: `0 0 ${wide} ${HIGH}`, width: wide, height: HIGH, role: "img", "aria-label": `${dom.count(events.length, "dated event")} from ${iso(events[0].start)} to ${iso(events[events.length - 1].end - 1)}` },
      brush(choice),
      svg("line", { x1: SIDE, x2: wide - SIDE, y1: HIGH - 16, y2: HIGH - 16, class: "axis" }),
      ticks().map(([at, label]) => [svg("line", { x1: x(at), x2: x(at), y1: HIGH - 16, y2: HIGH - 12, class: "axis" }), svg("text", { x: x(at), y: HIGH - 2, "text-anchor": x(at) < 40 ? "start" : x(at) > wide - 40 ? "end" : "middle" }, label)]),
      crowded ? bars(events) : dots(events, choice));
    figure.addEventListener("pointerdown", event => drag(event, figure));
    return figure;
  }

  function drag(event, figure) {
    const left = figure.getBoundingClientRect().left;
    const start = event.clientX - left;
    const shade = svg("rect", { class: "brush", x: start, width: 0, y: 2, height: HIGH - 18 });
    let end = start;
    const move = one => {
      end = one.clientX - left;
      shade.setAttribute("x", Math.min(start, end));
      shade.setAttribute("width", Math.abs(end - start));
      if (!shade.isConnected && Math.abs(end - start) > 3) figure.prepend(shade);
    };
    const up = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", up);
      if (Math.abs(end - start) > 5) state.change({ from: iso(time(Math.min(start, end))), until: iso(time(Math.max(start, end))) });
      else if (!event.target.closest(".dot") && (state.get().from || state.get().until)) state.change({ from: null, until: null });
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", up);
  }

  function given(name, value) {
    const date = value.trim();
    if (!date || range(date)) state.change({ [name]: date || null });
    else dom.tell("A date is written as year, year-month or year-month-day.");
  }

  function dates(choice, first, last) {
    const input = (name, label, hint) => h("label", {}, h("span", { class: "soft" }, label), h("input", { type: "text", inputmode: "numeric", size: 10, pattern: "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
      placeholder: hint, value: choice[name] || "", "data-key": "date" + name, title: "year, year-month or year-month-day", onchange: event => given(name, event.target.value) }));
    return h("div", { class: "dates" }, input("from", "from", iso(first)), input("until", "until", iso(last - 1)));
  }

  function update(choice) {
    const on = filter.on({ ...choice, from: null, until: null });
    const events = dated(on.things);
    place.hidden = events.length === 0;
    if (!events.length) return;
    const [first, last] = [Math.min(...events.map(one => one.start)), Math.max(...events.map(one => one.end))];
    const air = Math.max(DAY, (last - first) * 0.02);
    span = [first - air, last + air];
    drawn = choice;
    const box = h("div", { class: "line-of-time" });
    dom.renew(place, dates(choice, first, last), box);
    wide = Math.max(200, box.clientWidth);
    box.append(picture(events, choice));
  }

  function start(actions) {
    act = actions;
    window.addEventListener("resize", () => drawn && update(drawn));
  }

  return { start, update };
})();
