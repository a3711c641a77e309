"use strict";
// Elements from plain values. Text goes in as text nodes, so no string of a document is ever read as markup.

const dom = (() => {
  const SVG = "http://www.w3.org/2000/svg";

  /** Sets one attribute, property or listener: `on...` listens, `class`, `hidden`, `disabled` and the like do what they say. */
  function set(element, name, value) {
    if (value === undefined || value === null || value === false) return;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([key, one]) => element.style.setProperty(key, one));
    else element.setAttribute(name, value === true ? "" : value);
  }

  function fill(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child === undefined || child === null || child === false) continue;
      element.append(child instanceof Node ? child : document.createTextNode(String(child)));
    }
    return element;
  }

  function make(element, attributes, children) {
    Object.entries(attributes || {}).forEach(([name, value]) => set(element, name, value));
    return fill(element, children);
  }

  const h = (tag, attributes, ...children) => make(document.createElement(tag), attributes, children);
  const svg = (tag, attributes, ...children) => make(document.createElementNS(SVG, tag), attributes, children);
  const byId = id => document.getElementById(id);

  /** Replaces what an element holds, keeping the keyboard on the control that had it (controls carry `data-key`). */
  function renew(element, ...children) {
    const held = element.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    element.replaceChildren();
    fill(element, children);
    if (held) [...element.querySelectorAll("[data-key]")].find(one => one.dataset.key === held)?.focus();
    return element;
  }

  const button = (label, onclick, attributes) => h("button", { type: "button", onclick, ...attributes }, label);

  /** Says something to screen readers. */
  function tell(text) {
    const place = byId("told");
    place.textContent = "";
    setTimeout(() => { place.textContent = text; }, 30);
  }

  const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many || one + "s"}`;

  return { h, svg, byId, renew, button, tell, count };
})();
const { h, svg, byId } = dom;
