"use strict";
// Events on a line of time; dragging over it, or giving two dates, shows only what happened then.

const timeline = (() => {
  const place = byId("when");
  const HIGH = 64;
  const SIDE = 14;
  const BREAK = 26; // pixels for a long silence
  const LEAST = 26; // pixels for the shortest stretch
  const DAY = 86400000;
  let act;
  let spans = [];
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

  /** The stretches of time in which something happened; the longest silences between them become short breaks. */
  function stretches(events) {
    const sorted = [...events].sort((one, two) => one.start - two.start);
    const whole = Math.max(...events.map(one => one.end)) - sorted[0].start;
    let now = sorted[0].end;
    const silences = sorted.map(one => { const gap = one.start - now; now = Math.max(now, one.end); return gap; }).filter(one => one > 0.04 * whole);
    const least = silences.sort((one, two) => two - one)[Math.min(silences.length, Math.max(2, Math.floor(wide / 180))) - 1] ?? Infinity;
    const found = [];
    sorted.forEach(one => {
      const now = found[found.length - 1];
      if (!now || one.start - now.end >= least) found.push({ start: one.start, end: one.end, count: 1 });
      else Object.assign(now, { end: Math.max(now.end, one.end), count: now.count + 1 });
    });
    return found;
  }

  /** Gives each stretch its place on the line: wider for longer and for fuller ones. */
  function laid(found) {
    const room = wide - 2 * SIDE - BREAK * (found.length - 1) - LEAST * found.length;
    found.forEach(one => {
      const air = Math.max(DAY, (one.end - one.start) * 0.03);
      Object.assign(one, { start: one.start - air, end: one.end + air });
      one.share = Math.sqrt((one.end - one.start) * one.count);
    });
    const all = found.reduce((sum, one) => sum + one.share, 0);
    let at = SIDE;
    found.forEach(one => {
      one.left = at;
      one.right = at + LEAST + Math.max(0, room) * (one.share / all);
      at = one.right + BREAK;
    });
    return found;
  }

  /** Carries a value from one scale to the other, straight within a stretch and straight within a break. */
  function carry(value, from, to) {
    const [low, high] = [spans[0], spans[spans.length - 1]];
    const points = spans.flatMap(one => [[one[from[0]], one[to[0]]], [one[from[1]], one[to[1]]]]);
    if (value <= low[from[0]]) return low[to[0]];
    if (value >= high[from[1]]) return high[to[1]];
    const at = points.findIndex(([one]) => one >= value);
    const [[one, there], [two, where]] = [points[at - 1], points[at]];
    return there + ((value - one) / (two - one || 1)) * (where - there);
  }

  const x = moment => carry(moment, ["start", "end"], ["left", "right"]);
  const time = px => carry(px, ["left", "right"], ["start", "end"]);

  /** Dates to write under a stretch: as many as fit, on round years, months or days. */
  function ticks(span) {
    const days = (span.end - span.start) / DAY;
    const room = Math.max(1, Math.floor((span.right - span.left) / 90));
    const first = new Date(span.start);
    const next = {
      year: (step, at) => range(String(Math.ceil(first.getUTCFullYear() / step) * step + at * step).padStart(4, "0"))?.[0],
      month: (step, at) => Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + at * step, 1),
      day: (step, at) => (Math.ceil(span.start / DAY) + at * step) * DAY,
    };
    const [unit, size, length] = days > 366 * 1.5 ? ["year", 365, 4] : days > 62 ? ["month", 30, 7] : ["day", 1, 10];
    const least = Math.max(1, Math.ceil(days / size / room));
    const step = unit === "year" ? [1, 2, 5, 10, 20, 50, 100, 200, 500].find(one => one >= least) || 1000 : least;
    const found = [];
    for (let at = 0; at < 60; at += 1) {
      const moment = next[unit](step, at);
      if (moment === undefined || moment > span.end) break;
      if (moment >= span.start) found.push([moment, iso(moment).slice(0, length)]);
    }
    return found.length ? found : [[(span.start + span.end) / 2, iso((span.start + span.end) / 2).slice(0, 4)]];
  }

  /** Where a date is written under its moment: kept inside the line at both ends. */
  function spot([at, label]) {
    const [middle, half] = [x(at), label.length * 3.4];
    const left = Math.max(0, Math.min(wide - 2 * half, middle - half));
    return { at, label, left, right: left + 2 * half };
  }

  /** The line with its breaks and dates; a date that would touch the one before it is left out. */
  function axis() {
    let last = -100;
    const marks = spans.flatMap(ticks).map(spot).filter(one => {
      const free = one.left > last + 10;
      if (free) last = one.right;
      return free;
    });
    return [
      spans.map(one => svg("line", { x1: one.left, x2: one.right, y1: HIGH - 16, y2: HIGH - 16, class: "axis" })),
      spans.slice(1).map(one => svg("text", { x: one.left - BREAK / 2, y: HIGH - 13, "text-anchor": "middle" }, "⋯")),
      marks.map(({ at, label, left, right }) => [svg("line", { x1: x(at), x2: x(at), y1: HIGH - 16, y2: HIGH - 12, class: "axis" }),
        svg("text", { x: (left + right) / 2, y: HIGH - 2, "text-anchor": "middle" }, label)]),
    ];
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
    const left = choice.from ? x(range(choice.from)?.[0] ?? spans[0].start) : 0;
    const right = choice.until ? x(range(choice.until)?.[1] ?? spans[spans.length - 1].end) : wide;
    return svg("rect", { class: "brush", x: left, width: Math.max(2, right - left), y: 2, height: HIGH - 18 });
  }

  function picture(events, choice) {
    const crowded = events.length > 60 && events.length > (wide / 11) * 3;
    const figure = svg("svg", { viewBox: `0 0 ${wide} ${HIGH}`, width: wide, height: HIGH, role: "img", "aria-label": `${dom.count(events.length, "dated event")} from ${iso(events[0].start)} to ${iso(events[events.length - 1].end - 1)}` },
      brush(choice),
      axis(),
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
    const on = filter.on({ ...choice, from: null, until: null, all: 1 });
    const events = dated(on.things);
    place.hidden = events.length === 0;
    if (!events.length) return;
    const [first, last] = [Math.min(...events.map(one => one.start)), Math.max(...events.map(one => one.end))];
    drawn = choice;
    const box = h("div", { class: "line-of-time" });
    dom.renew(place, dates(choice, first, last), box);
    wide = Math.max(200, box.clientWidth);
    spans = laid(stretches(events));
    box.append(picture(events, choice));
  }

  function start(actions) {
    act = actions;
    window.addEventListener("resize", () => drawn && update(drawn));
  }

  return { start, update };
})();
