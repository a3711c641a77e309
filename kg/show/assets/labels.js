"use strict";
// Labels drawn over the graph: as many as fit without touching, the most important first, as large on screen at any zoom.

const labels = (() => {
  const CELL = 64;
  const WIDE = 26; // characters of a name that are shown beside its mark
  const widths = new Map();

  function measure(ctx, text, font) {
    const key = font + text;
    if (!widths.has(key)) {
      ctx.font = font;
      widths.set(key, ctx.measureText(text).width);
    }
    return widths.get(key);
  }

  /** Boxes already taken, in a grid of cells so that a look-up touches few of them. */
  function board() {
    const cells = new Map();
    const each = (box, visit) => {
      for (let x = Math.floor(box.left / CELL); x <= Math.floor(box.right / CELL); x += 1)
        for (let y = Math.floor(box.top / CELL); y <= Math.floor(box.bottom / CELL); y += 1) visit(x + ":" + y);
    };
    const touch = (one, two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom;
    return {
      take(box) {
        each(box, key => (cells.has(key) ? cells.get(key).push(box) : cells.set(key, [box])));
      },
      free(box, but, kind) {
        let clear = true;
        each(box, key => (cells.get(key) || []).forEach(one => { if (one.of !== but && (!kind || one.kind === kind) && touch(one, box)) clear = false; }));
        return clear;
      },
    };
  }

  const short = (name, wide = WIDE) => {
    const signs = [...name.slice(0, 4 * wide).replace(/\s+/g, " ")];
    return signs.length > wide ? signs.slice(0, wide - 1).join("") + "…" : signs.join("");
  };

  /** The four places beside a mark, the best first. */
  function places(spot, wide, high) {
    const { x, y, r } = spot;
    const box = (cx, cy) => ({ x: cx, y: cy, left: cx - wide / 2 - 2, right: cx + wide / 2 + 2, top: cy - high / 2 - 1, bottom: cy + high / 2 + 1 });
    return [box(x, y + r + high / 2 + 3), box(x, y - r - high / 2 - 3), box(x + r + wide / 2 + 5, y), box(x - r - wide / 2 - 5, y)];
  }

  /** Chooses names for spots ({x, y, r, text, font, high, must}), which come in order of importance; all in screen pixels. */
  function names(ctx, spots, taken, across) {
    spots.forEach(spot => taken.take({ of: spot, kind: spot.main ? "name" : null, left: spot.x - spot.r, right: spot.x + spot.r, top: spot.y - spot.r, bottom: spot.y + spot.r }));
    const found = [];
    for (const spot of spots) {
      const wide = measure(ctx, spot.text, spot.font);
      const options = places(spot, wide, spot.high);
      const inside = options.filter(one => one.left > 0 && one.right < across);
      const box = inside.find(one => taken.free(one, spot)) || (spot.must ? [...inside, ...options].find(one => taken.free(one, spot, "name")) : null);
      if (!box) continue;
      Object.assign(box, { of: spot, kind: "name" });
      taken.take(box);
      found.push({ ...spot, ...box, wide });
    }
    return found;
  }

  /** The boxes of words at several places along a line, the middle first. */
  function along(line, wide) {
    return [0.5, 0.4, 0.6, 0.3, 0.7].map(part => {
      const { x, y, angle } = line.at(part);
      const [across, down] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
      const [halfX, halfY] = [(wide * across + 12 * down) / 2, (wide * down + 12 * across) / 2];
      return { x, y, angle, left: x - halfX, right: x + halfX, top: y - halfY, bottom: y + halfY };
    });
  }

  /** Chooses words for lines ({at(part), room, text, font, must}) where they fit along the line. */
  function words(ctx, lines, taken) {
    const found = [];
    for (const line of lines) {
      const wide = measure(ctx, line.text, line.font);
      if (!line.must && wide > line.room) continue;
      const options = along(line, wide);
      const box = options.find(one => taken.free(one)) || (line.must ? options.find(one => taken.free(one, null, "name")) || options[0] : null);
      if (!box) continue;
      taken.take(box);
      found.push({ ...line, ...box, wide });
    }
    return found;
  }

  return { board, names, words, short };
})();
