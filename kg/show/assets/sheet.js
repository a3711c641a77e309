"use strict";
// The views that lie over the graph, and the tabs that lead to them.

const sheet = (() => {
  const VIEWS = { graph: ["Graph", null], ...(atlas.any ? { map: ["Map", atlas] } : {}), table: ["Table", table], text: ["Text", reader] };
  const place = byId("sheet");

  function update(choice, on, before) {
    dom.renew(byId("views"), Object.entries(VIEWS).map(([name, [label]]) => dom.button(label, () => state.change({ view: name }), { "aria-current": choice.view === name ? "page" : null, "data-key": "view" + name })));
    const view = VIEWS[choice.view] && VIEWS[choice.view][1];
    place.hidden = !view;
    if (view) view.update(choice, choice.all ? on : filter.on({ ...choice, all: 1 }), before, place); // there is room for all
    else place.replaceChildren();
  }

  return { update, views: VIEWS };
})();
