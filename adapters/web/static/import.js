// An action log brought in: first what it would add, then the press that adds it.
import { el } from "./element.js";
import { upload } from "./wire.js";

const SLOW = 1000;

export class Import {
  constructor(dialog) {
    this.dialog = dialog;
    this.file = dialog.querySelector("input");
    this.working = dialog.querySelector(".working");
    this.state = dialog.querySelector("#import-state");
    this.bar = dialog.querySelector("progress");
    this.outcome = dialog.querySelector(".outcome");
    this.bring = dialog.querySelector(".primary");
    this.file.addEventListener("change", () => this.#try());
    dialog.querySelector("form").addEventListener("submit", (event) => { event.preventDefault(); this.#bringIn(); });
  }

  // `where`: {token, plan: {key, title}, who}; `told(answer)` hears what was brought in.
  open(where, told) {
    Object.assign(this, { where, told });
    this.file.value = "";
    this.#clear();
    this.dialog.querySelector("h2").textContent = `Bring an action log into ${where.plan.key} ${where.plan.title}, as ${where.who}`;
    this.bring.textContent = `Bring these into ${where.plan.key}`;
    this.dialog.showModal();
    this.file.focus();
  }

  progress({ done, total }) {
    if (!total || this.working.hidden) return;
    Object.assign(this.bar, { max: total, value: done });
    this.state.textContent = `${done} of ${total} rows`;
  }

  async #try() {
    this.#clear();
    const file = this.file.files[0];
    if (!file) return;
    const answer = await this.#send(file, true, `Reading ${file.name}`);
    if (!answer || file !== this.file.files[0]) return;
    this.#say(answer);
    this.bring.disabled = Boolean(answer.refused);
  }

  async #bringIn() {
    const file = this.file.files[0];
    if (!file || this.bring.disabled) return;
    this.bring.disabled = true;
    const answer = await this.#send(file, false, "Bringing the rows in");
    if (!answer) return;
    if (answer.refused) return this.#say(answer);
    this.dialog.close();
    this.told(answer);
  }

  async #send(file, dry, doing) {
    const query = new URLSearchParams({ plan: this.where.plan.key, dry_run: dry ? "1" : "0" });
    const stop = this.#busy(doing);
    try {
      return await upload(`/demo/import?${query}`, file, this.where.token);
    } catch (error) {
      this.#say({ refused: true, text: error.message });
      return null;
    } finally {
      stop();
    }
  }

  #busy(doing) {
    const began = Date.now();
    this.bar.removeAttribute("value");
    this.working.hidden = false;
    this.file.disabled = true;
    this.state.textContent = `${doing}…`;
    const timer = setInterval(() => {
      if (!this.bar.hasAttribute("value")) this.state.textContent = `${doing}… ${Math.round((Date.now() - began) / SLOW)} s`;
    }, SLOW);
    return () => { clearInterval(timer); this.working.hidden = true; this.file.disabled = false; };
  }

  #say({ text, refused, card }) {
    this.outcome.hidden = false;
    this.outcome.className = refused ? "outcome bad" : "outcome";
    const lists = (card?.sections ?? []).flatMap((section) => [el("h3", {}, section.heading), el("ul", {}, section.entries.map((entry) => el("li", {}, entry.text)))]);
    this.outcome.replaceChildren(el("p", { class: "text" }, lists.length ? card.text || card.title : text), ...lists);
    this.outcome.focus();
  }

  #clear() {
    this.outcome.hidden = true;
    this.outcome.replaceChildren();
    this.bring.disabled = true;
  }
}
