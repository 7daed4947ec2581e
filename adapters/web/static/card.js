// Messages as cards: title, details, lists, buttons and forms.
import { el, headed, icon, initials, spans, whileBusy } from "./element.js";
import { formNode } from "./form.js";
import { time } from "./when.js";

const TONES = { good: "Good news", warn: "Needs attention", bad: "A problem" };

// `hands`: press(button, node), send(line), mention(ref), seats: what a card can ask of its pane.
export function cardNode(message, thread, hands) {
  if (message.by && !message.card?.title && !message.card?.form) return sayingNode(message, hands);
  const card = message.card ?? { text: message.text };
  return el("article", { class: `card tone-${card.tone ?? "plain"}`, tabindex: "-1" },
    headNode(card, message, hands), ...bodyNodes(card, hands), threadNode(thread, hands));
}

// A form without a heading of its own comes with words on how to type it instead: it speaks for itself.
export function answerNode(answer, hands, dismiss) {
  const { result, line } = answer;
  const card = result.card ?? { text: result.form && !result.text ? "" : result.text, tone: result.failed ? "bad" : "plain" };
  const form = result.form ?? card.form;
  const body = form && !card.title ? { form, buttons: card.buttons } : { ...card, form };
  return el("article", { class: `card answer tone-${body.tone ?? "plain"}`, tabindex: "-1" },
    el("header", { class: "aside" }, icon("eye"), el("span", {}, "Only you can see this"),
      el("button", { type: "button", class: "quiet", "aria-label": "Dismiss this answer", on: { click: dismiss } }, icon("close"))),
    line && el("p", { class: "echo" }, el("span", { class: "hidden" }, "You wrote: "), line),
    headNode(card, {}, hands), ...bodyNodes(body, hands));
}

function headNode(card, message, hands) {
  const when = message.at && el("time", { datetime: message.at }, time(message.at));
  if (!card.title) return when && el("header", { class: "bare" }, message.ref && refNode(message.ref, hands), el("span", { class: "from" }, "Jointly"), when);
  return el("header", {}, toneNode(card), message.ref && refNode(message.ref, hands), el("h3", {}, without(message.ref, card.title)), when);
}

function bodyNodes(card, hands) {
  return [
    card.text && el("div", { class: "telling" }, !card.title && toneNode(card), el("p", { class: "text" }, spans(card.text))),
    card.details?.length && el("dl", {}, card.details.map((one) => el("div", {}, el("dt", {}, one.label), el("dd", {}, one.value || "none")))),
    (card.sections ?? []).map((section) => sectionNode(section, hands)),
    buttonsNode(card.buttons, hands, ""),
    card.form && el("div", { class: "inline", "data-form": JSON.stringify(card.form) }, ...formHead(card.form), formNode(card.form, hands)),
  ].flat();
}

function formHead({ title }) {
  const [heading, rest] = headed(title);
  return [el("h4", {}, heading), rest && el("p", { class: "hint" }, spans(rest))];
}

function toneNode({ tone }) {
  return TONES[tone] && el("span", { class: "tone" }, icon(tone), el("span", { class: "hidden" }, TONES[tone]));
}

function sectionNode(section, hands) {
  return el("section", {}, section.heading && el("h4", {}, section.heading),
    el("ul", {}, section.entries.map((entry) => el("li", {},
      entry.ref && refNode(entry.ref, hands, keyOf(entry)), el("span", { class: "entry" }, entry.ref ? without(entry.ref, entry.text.slice(keyOf(entry).length)) : spans(entry.text)),
      buttonsNode(entry.buttons, hands, entry.ref || entry.text)))));
}

// Across plans an entry begins with its plan's key: `RDD A-5 Write the guide`.
function keyOf({ ref, text }) {
  const key = ref && /^[A-Z]{2,6} /.exec(text)?.[0];
  return key && text.startsWith(ref, key.length) ? key : "";
}

function buttonsNode(buttons, hands, about) {
  return buttons?.length && el("div", { class: "buttons" }, buttons.map((button) => buttonNode(button, hands, about)));
}

function buttonNode(button, hands, about) {
  const look = { class: `button ${button.style ?? "plain"}`, "data-key": `${button.label} ${about}`, "aria-label": about ? `${button.label}: ${about}` : null };
  const page = button.url && ownOrWeb(button.url);
  if (page && isOurs(page)) return el("a", { ...look, href: hands.download(page), download: true }, button.label);
  if (page) return el("a", { ...look, href: page.href, target: "_blank", rel: "noopener noreferrer" }, button.label);
  const node = el("button", { ...look, type: "button" }, button.label);
  node.addEventListener("click", () => whileBusy(node, () => hands.press(button, node)));
  return node;
}

// Only pages: a link can carry other schemes, and those run.
function ownOrWeb(url) {
  const page = URL.canParse(url, location.href) && new URL(url, location.href);
  return page && (page.protocol === "https:" || page.protocol === "http:") ? page : null;
}

// What our own interface serves is a file for this seat; nobody else is shown its token.
function isOurs(page) {
  return page.origin === location.origin && page.pathname.startsWith("/api/v1/");
}

// Cards of a whole plan have a name of another kind, which nobody types.
const ITEM = /^~?[A-Z]+-\d+$/;

function refNode(ref, hands, key = "") {
  if (!ITEM.test(ref)) return null;
  const own = ref.startsWith("~");
  const name = `${key}${ref}`;
  return el("button", { type: "button", class: own ? "ref own" : "ref", "data-key": `ref ${name}`, title: `Write about ${name}`,
    "aria-label": `${name}${own ? ", your side only" : ""}: write about it`, on: { click: () => hands.mention(name) } },
    own && icon("lock"), key && el("span", { class: "key" }, key.trim()), ref);
}

function threadNode(thread, hands) {
  if (!thread.length) return null;
  const older = thread.slice(0, -3);
  const lines = (some) => el("ul", {}, some.map((line) => el("li", {}, faceNode(line, hands),
    el("span", {}, line.by && el("strong", {}, `${line.by.name} `), line.text), el("time", { datetime: line.at }, time(line.at)))));
  return el("div", { class: "thread", role: "group", "aria-label": "What happened here" },
    older.length && el("details", { "data-keep": "older" }, el("summary", {}, `${older.length} earlier`), lines(older)), lines(thread.slice(-3)));
}

function sayingNode(message, hands) {
  return el("article", { class: "saying", tabindex: "-1" }, faceNode(message, hands),
    el("p", {}, el("strong", {}, message.by.name), " ", el("time", { datetime: message.at }, time(message.at)),
      el("span", { class: "said" }, message.card?.text || message.text)), buttonsNode(message.card?.buttons, hands, ""));
}

function faceNode({ by }) {
  return el("span", { class: "face small", "data-party": by?.party ?? "none", "aria-hidden": "true" }, by ? initials(by.name) : "J");
}

function without(ref, text) {
  return ref && text.startsWith(`${ref} `) ? text.slice(ref.length + 1) : text;
}
