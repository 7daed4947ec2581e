// One room as one seat reads it: its messages, what is new, and answers only this seat sees.
import { get } from "./wire.js";

const SEEN = "jointly.seen";
const WELCOME = "welcome";
const KINDS = new Set(["joint", "customer", "supplier"]);
let answers = 0;

export class Room {
  constructor({ id, name, short, kind }, seat) {
    Object.assign(this, { id, name, short, kind, seat });
    this.messages = new Map();
    this.answers = [];
    this.readable = false;
    this.known = false;
  }

  get direct() { return this.kind === "direct"; }
  get vacant() { return this.kind === "empty" && this.messages.size + this.answers.length === 0; }
  get shared() { return KINDS.has(this.kind); }
  get last() { return [...this.messages.keys()].at(-1) ?? ""; }

  // At most one request runs and one waits, however many events arrive meanwhile.
  refresh() {
    this.waiting ??= (this.running ?? Promise.resolve()).catch(() => {}).then(() => {
      this.waiting = null;
      this.running = this.#fetch();
      return this.running;
    });
    return this.waiting;
  }

  unread() {
    const ids = [...this.messages.keys()];
    return ids.length - 1 - ids.indexOf(this.#seen());
  }

  markRead() {
    const all = remembered();
    all[this.#key()] = this.last;
    sessionStorage.setItem(SEEN, JSON.stringify(all));
  }

  // A later answer in the same slot (the button's card, or an answer's own key) takes the earlier one's place.
  answer(result, line, { under, slot }) {
    const one = { key: `answer-${(answers += 1)}`, result, line, under, slot };
    const place = slot ? this.answers.findIndex((old) => old.slot === slot || old.key === slot) : -1;
    if (place < 0) this.answers.push(one);
    else this.answers[place] = { ...one, under: this.answers[place].under };
    return one.key;
  }

  // What an empty room shows until somebody says something in it.
  welcome(result) {
    return this.vacant ? this.answer(result, "", { under: "", slot: WELCOME }) : null;
  }

  dismiss(key) {
    this.answers = this.answers.filter((one) => one.key !== key);
  }

  async #fetch() {
    const path = this.direct ? "/api/v1/me/messages" : `/api/v1/rooms/${encodeURIComponent(this.id)}/messages`;
    const list = await get(this.last ? `${path}?after=${encodeURIComponent(this.last)}` : path, this.seat.token);
    this.readable = list !== null;
    if (!this.readable) this.messages.clear();
    const news = this.#merge(list ?? []);
    if (this.messages.size) this.answers = this.answers.filter((one) => one.slot !== WELCOME);
    if (!this.known && this.readable && !this.direct && this.#seen() === undefined) this.markRead();
    this.known = true;
    return news;
  }

  #merge(list) {
    const news = { arrived: [], changed: [] };
    for (const message of list) {
      const held = this.messages.get(message.id);
      if (!held) news.arrived.push(message);
      else if (held.revision < message.revision) news.changed.push(message);
      if (!held || held.revision <= message.revision) this.messages.set(message.id, message);
    }
    return news;
  }

  #key() { return `${this.seat.token} ${this.id}`; }
  #seen() { return remembered()[this.#key()]; }
}

function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(SEEN)) ?? {};
  } catch {
    return {};
  }
}
