// The messages of one room on the page: cards change in place, threads stand under their card.
import { answerNode, cardNode } from "./card.js";
import { el, icon } from "./element.js";
import { day } from "./when.js";

const NEAR = 60;
const EDGE = 12;
const PAGE = 120;

export class List {
  // `hands(spot)` gives a card what it can ask of the pane, knowing where it stands.
  constructor(talk, hands) {
    this.scroll = talk.querySelector(".scroll");
    this.list = talk.querySelector(".messages");
    this.earlier = talk.querySelector(".earlier");
    this.jump = talk.querySelector(".jump");
    this.hands = hands;
    this.nodes = new Map();
    this.earlier.addEventListener("click", () => { this.most += PAGE; this.#draw(); });
    this.jump.addEventListener("click", () => this.#reveal(this.target));
    this.scroll.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    new ResizeObserver(() => this.ended && this.#toEnd()).observe(this.scroll);
  }

  open(room) {
    Object.assign(this, { room, most: PAGE });
    this.nodes.clear();
    this.list.replaceChildren();
    this.#point(null);
    this.#draw();
    this.#toEnd();
  }

  update({ arrived = [], changed = [] } = {}) {
    const end = this.ended;
    this.#draw();
    const homes = [...changed, ...arrived].map((message) => [message, this.#home(message)]).filter(([, node]) => node);
    for (const [message, node] of homes) node.classList.add(changed.includes(message) || message.thread ? "changed" : "arrived");
    if (end && arrived.length) this.#toEnd();
    const away = homes.findLast(([, node]) => !this.#visible(node));
    if (away) this.#point(away[1], `${what(away[0])} ${changed.includes(away[0]) || away[0].thread ? "changed" : "is new"}`);
  }

  answered(key) {
    this.#draw();
    const node = this.nodes.get(key)?.node;
    node?.classList.add("arrived");
    if (node) this.#bring(node);
    return node;
  }

  // Where the next answer to a typed line belongs.
  get end() { return this.blocks.findLast((block) => block.message)?.key ?? ""; }

  #draw() {
    this.blocks = this.#arrange();
    const shown = this.#days(this.blocks.slice(-this.most));
    this.earlier.hidden = this.blocks.length <= this.most;
    const keys = new Set(shown.map((block) => block.key));
    for (const [key, { node }] of this.nodes) if (!keys.has(key)) { node.remove(); this.nodes.delete(key); }
    let next = this.list.firstElementChild;
    for (const block of shown) {
      const before = this.nodes.get(block.key)?.node;
      const node = this.#node(block);
      if (before && next === before) next = node;
      if (node === next) next = next.nextElementSibling;
      else this.list.insertBefore(node, next);
    }
  }

  #arrange() {
    const blocks = [];
    const cards = new Map();
    this.homes = new Map();
    for (const message of this.room.messages.values()) {
      const card = message.thread && cards.get(message.ref);
      const block = card || { key: message.id, message, at: message.at, thread: [] };
      if (card) card.thread.push(message);
      else blocks.push(block);
      if (message.ref && !message.thread) cards.set(message.ref, block);
      this.homes.set(message.id, block.key);
    }
    return this.#withAnswers(blocks);
  }

  // An answer keeps its place, and what comes later stands below it; one given in an empty room stands first.
  #withAnswers(blocks) {
    const keys = new Set(blocks.map((block) => block.key));
    const under = (key) => this.room.answers.filter((one) => (keys.has(one.under) ? one.under : "") === key).map((answer) => ({ key: answer.key, answer }));
    return [...under(""), ...blocks.flatMap((block) => [block, ...under(block.key)])];
  }

  #days(blocks) {
    let last = "";
    return blocks.flatMap((block) => {
      const date = block.at ? day(block.at) : last;
      const divider = date === last ? [] : [{ key: `day ${date}`, date }];
      last = date;
      return [...divider, block];
    });
  }

  #node(block) {
    const mark = block.message ? JSON.stringify([block.message.revision, block.thread.map((one) => [one.id, one.revision])]) : block.key;
    const held = this.nodes.get(block.key);
    if (held?.mark === mark) return held.node;
    const node = this.#make(block);
    this.nodes.set(block.key, { node, mark });
    if (!held) return node;
    keep(held.node, node, () => held.node.replaceWith(node));
    return node;
  }

  #make({ key, message, thread, answer, date }) {
    if (date) return el("li", { class: "day" }, el("span", {}, date));
    const spot = answer ? { under: answer.under, slot: key } : { under: key, slot: `under ${key}` };
    const dismiss = () => { this.room.dismiss(key); this.#draw(); this.scroll.focus(); };
    return el("li", {}, answer ? answerNode(answer, this.hands(spot), dismiss) : cardNode(message, thread, this.hands(spot)));
  }

  #home(message) { return this.nodes.get(this.homes.get(message.id))?.node; }

  #scrolled() {
    this.ended = this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
    if (this.#visible(this.target)) this.#point(null);
  }

  // A last card taller than the room is read from its top.
  #toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    const last = this.list.lastElementChild;
    if (last && last.offsetHeight > this.scroll.clientHeight) this.#bring(last, 0);
    this.ended = true;
  }

  // Only the room scrolls: the browser's own scrollIntoView would move the page as well.
  #bring(node, share = null) {
    const [frame, box] = [this.scroll.getBoundingClientRect(), node.getBoundingClientRect()];
    const [over, under] = [box.top - frame.top - EDGE, box.bottom - frame.bottom + EDGE];
    if (share !== null) this.scroll.scrollTop += over - (frame.height - box.height) * share;
    else if (over < 0 || box.height > frame.height) this.scroll.scrollTop += over;
    else if (under > 0) this.scroll.scrollTop += under;
  }

  #visible(node) {
    if (!node) return true;
    const [frame, box] = [this.scroll.getBoundingClientRect(), node.getBoundingClientRect()];
    return box.bottom > frame.top + 24 && box.top < frame.bottom - 24;
  }

  #point(node, what = "") {
    this.target = node;
    this.jump.hidden = !node;
    if (!node) return;
    const above = node.getBoundingClientRect().top < this.scroll.getBoundingClientRect().top;
    this.jump.replaceChildren(icon(above ? "up" : "down"), what);
  }

  #reveal(node) {
    if (node) this.#bring(node, 0.3);
    node?.firstElementChild?.focus({ preventScroll: true });
    this.#point(null);
  }
}

function what({ ref, card }) {
  return /-\d+$/.test(ref ?? "") ? ref : card?.title ? "The plan" : "A message";
}

// What a person was doing in the old card goes on in the new one.
function keep(old, fresh, swap) {
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.key ?? "" : null;
  for (const details of old.querySelectorAll("details[data-keep][open]")) fresh.querySelector(`details[data-keep="${details.dataset.keep}"]`)?.setAttribute("open", "");
  const [before, after] = [old, fresh].map((node) => node.querySelector("[data-form]"));
  const same = before && after && before.dataset.form === after.dataset.form;
  if (same) after.replaceWith(before);
  swap();
  if (focused === null || same) return;
  const again = [...fresh.querySelectorAll("[data-key]")].find((node) => node.dataset.key === focused);
  (again ?? fresh.firstElementChild).focus({ preventScroll: true });
}
