"use strict";
// Places for things that came without one: a large graph brings only its most important part laid out.

const settle = (() => {
  /** Finds a free place near its neighbours for a thing that came without one, on a widening spiral. */
  function one(thing, taken) {
    const beside = thing.links.map(link => data.other(link, thing)).filter(one => one.x !== undefined && one !== thing);
    const home = beside[0] || { x: 0, y: 0 };
    for (let turn = 0; ; turn += 1) {
      const [angle, far] = [turn * 2.39996, 90 + 16 * Math.sqrt(turn)];
      const [x, y] = [Math.round(home.x + far * Math.cos(angle) * 1.25), Math.round(home.y + far * Math.sin(angle))];
      const cell = Math.round(x / 90) + ":" + Math.round(y / 56);
      if (taken.has(cell) && turn < 4000) continue;
      taken.add(cell);
      Object.assign(thing, { x, y });
      return;
    }
  }

  function all(things) {
    const homeless = [...things].filter(one => one.x === undefined).sort((one, two) => two.weight - one.weight || one.id - two.id);
    if (!homeless.length) return;
    const taken = new Set(data.things.filter(one => one.x !== undefined).map(one => Math.round(one.x / 90) + ":" + Math.round(one.y / 56)));
    homeless.forEach(thing => one(thing, taken));
  }

  return { all };
})();
