"use strict";
// Outlines around communities: which are worth drawing, and where they run.

const hulls = (() => {
  const ROOM = 40000; // square pixels for each member; a community spread wider than that is no place on the page

  function outline(points) {
    const turn = (o, a, b) => (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
    const sorted = [...points].sort((one, two) => one[0] - two[0] || one[1] - two[1]);
    const half = list => {
      const found = [];
      for (const point of list) {
        while (found.length > 1 && turn(found[found.length - 2], found[found.length - 1], point) <= 0) found.pop();
        found.push(point);
      }
      return found.slice(0, -1);
    };
    return [...half(sorted), ...half(sorted.reverse())];
  }

  const area = around => Math.abs(around.reduce((sum, [x, y], at) => sum + x * around[(at + 1) % around.length][1] - around[(at + 1) % around.length][0] * y, 0)) / 2;

  const holds = (around, [x, y]) => around.reduce((inside, [x1, y1], at) => {
    const [x2, y2] = around[(at + 1) % around.length];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
  }, false);

  /** The outlines worth drawing: communities of four or more that stand together and are not nearly everything. */
  function gather(things) {
    const groups = new Map();
    things.forEach(thing => {
      if (thing.group !== undefined) groups.set(thing.group, [...(groups.get(thing.group) || []), thing]);
    });
    return [...groups].map(([group, members]) => {
      if (members.length < 4 || members.length > 0.7 * things.size) return null;
      const around = outline(members.map(one => [one.x, one.y]));
      if (area(around) > ROOM * members.length) return null;
      const others = [...things].filter(one => one.group !== group && holds(around, [one.x, one.y]));
      return others.length * 4 > members.length ? null : around;
    }).filter(Boolean);
  }

  return { gather };
})();
