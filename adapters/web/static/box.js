// The box: one line, with completion (ARIA combobox) and each seat's own history.
import { el } from "./element.js";

const PAUSE = 90;
const REMEMBERED = 60;

export class Box {
  // `hooks`: complete(text) -> [{line, help}], send(line), paste(text).
  constructor(form, hooks) {
    this.hooks = hooks;
    this.input = form.querySelector("input");
    this.list = form.querySelector(".words");
    this.words = [];
    this.history = [];
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.input.addEventListener("input", () => this.#ask());
    this.input.addEventListener("keydown", (event) => this.#key(event));
    this.input.addEventListener("blur", () => this.#close());
    this.input.addEventListener("paste", (event) => this.#paste(event));
  }

  sit(seat) {
    this.place = `jointly.history ${seat.mention}`;
    this.history = JSON.parse(sessionStorage.getItem(this.place) ?? "[]");
    this.at = this.history.length;
    this.input.value = "";
    this.#close();
  }

  mention(ref) {
    this.input.value = `${ref} `;
    this.input.focus();
    this.#ask();
  }

  #send() {
    const line = this.input.value.trim();
    this.#close();
    if (!line) return;
    this.history = [...this.history.filter((old) => old !== line), line].slice(-REMEMBERED);
    this.at = this.history.length;
    sessionStorage.setItem(this.place, JSON.stringify(this.history));
    this.input.value = "";
    this.hooks.send(line);
  }

  #ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const text = this.input.value;
      const words = text.trim() ? await this.hooks.complete(text) : [];
      if (text === this.input.value && document.activeElement === this.input) this.#show(words);
    }, PAUSE);
  }

  #show(words) {
    this.words = words.filter((word) => word.line.trim() !== this.input.value.trim());
    this.chosen = -1;
    this.list.replaceChildren(...this.words.map((word, place) => this.#option(word, place)));
    this.list.hidden = this.words.length === 0;
    this.input.setAttribute("aria-expanded", String(!this.list.hidden));
    this.input.removeAttribute("aria-activedescendant");
  }

  #option(word, place) {
    const take = (event) => { event.preventDefault(); this.#take(place); };
    return el("li", { role: "option", id: `${this.list.id}-${place}`, "aria-selected": "false", on: { mousedown: take } },
      el("code", {}, word.line), word.help && el("span", {}, word.help));
  }

  #close() {
    clearTimeout(this.timer);
    this.#show([]);
  }

  #key(event) {
    const open = !this.list.hidden;
    const act = {
      ArrowDown: () => (open ? this.#choose(this.chosen + 1) : this.#recall(1)),
      ArrowUp: () => (open ? this.#choose(this.chosen - 1) : this.#recall(-1)),
      Escape: () => open && (this.#close(), true),
      Tab: () => open && !event.shiftKey && this.#take(Math.max(this.chosen, 0)),
      Enter: () => open && this.chosen >= 0 && this.#take(this.chosen),
    }[event.key];
    if (!event.isComposing && act?.()) event.preventDefault();
  }

  #choose(place) {
    const most = this.words.length;
    this.chosen = place < -1 ? most - 1 : place >= most ? -1 : place;
    [...this.list.children].forEach((node, one) => node.setAttribute("aria-selected", String(one === this.chosen)));
    const node = this.list.children[this.chosen];
    node?.scrollIntoView({ block: "nearest" });
    if (node) this.input.setAttribute("aria-activedescendant", node.id);
    else this.input.removeAttribute("aria-activedescendant");
    return true;
  }

  // After a completion the list stays shut until the next key, so that Tab can move on.
  #take(place) {
    this.input.value = `${this.words[place].line.trimEnd()} `;
    this.#close();
    this.input.focus();
    return true;
  }

  #recall(step) {
    const at = Math.min(Math.max(this.at + step, 0), this.history.length);
    if (at === this.at) return false;
    if (this.at === this.history.length) this.draft = this.input.value;
    this.at = at;
    this.input.value = this.history[at] ?? this.draft ?? "";
    return true;
  }

  #paste(event) {
    const text = event.clipboardData.getData("text").trim();
    if (!text.includes("\n")) return;
    event.preventDefault();
    this.hooks.paste(`${this.input.value}${text}`);
  }
}
