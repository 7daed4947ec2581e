// Building the page: every value becomes text or an attribute, never markup.

const PROPERTIES = new Set(["value", "checked", "disabled", "hidden", "className"]);

export function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") listen(node, value);
    else if (PROPERTIES.has(name)) node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(2).filter(Boolean));
  return node;
}

export function icon(name) {
  const SVG = "http://www.w3.org/2000/svg";
  const picture = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  picture.setAttribute("class", "icon");
  picture.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#i-${name}`);
  picture.append(use);
  return picture;
}

export function initials(name) {
  const words = name.replace(/\(.*?\)/g, "").split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 && words.at(-1)].map((word) => word ? word[0] : "").join("").toUpperCase();
}

// Between two backticks stands what can be typed: set apart on the page, plain where it is spoken.
const CODE = /`([^`\n]+)`/;

export function spans(text) {
  return text.split(CODE).map((part, place) => (place % 2 ? el("code", {}, part) : part));
}

export function plain(text) {
  return text.split(CODE).join("");
}

export function firstLine(text, most = 160) {
  const line = plain(text).split("\n").find((part) => part.trim()) ?? "";
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

// A long title as a heading, and the rest of it as a sentence of its own.
export function headed(title) {
  const [, heading, rest] = /^(.+?)(?:[:;] +|\. +|\.?$)(.*)$/s.exec(title) ?? [null, title, ""];
  return [heading, rest && rest[0].toUpperCase() + rest.slice(1)];
}

// A button that is working stays focusable and ignores further presses.
export async function whileBusy(button, work) {
  if (button.getAttribute("aria-disabled") === "true") return undefined;
  button.setAttribute("aria-disabled", "true");
  button.classList.add("busy");
  try {
    return await work();
  } finally {
    button.removeAttribute("aria-disabled");
    button.classList.remove("busy");
  }
}

function listen(node, handlers) {
  for (const [event, handler] of Object.entries(handlers)) node.addEventListener(event, handler);
}
