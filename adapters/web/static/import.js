// An action log brought in: first what it would add, then the press that adds it.
import { el, spans } from "./element.js";
import { choiceNode } from "./form.js";
import { get, upload } from "./wire.js";

const SLOW = 1000;

export const bringsIn = (line) => /^import\b/i.test(line);
export const bringsInto = (line) => /^import [A-Z]{2,6}$/.test(line);

// The plan a line names; else the one its room is of, where that is beyond doubt. Elsewhere the answer asks for one.
export async function planMeant(line, room, known) {
  const plans = await get("/api/v1/plans", room.seat.token) ?? [];
  const only = room.kind === "empty" || (room.direct && plans.length > 1) ? "" : known;
  return plans.find(({ key }) => key === (bringsInto(line) ? line.slice("import ".length) : only));
}

export class Import {
  constructor(dialog) {
    this.dialog = dialog;
    this.file = dialog.querySelector("input");
    this.working = dialog.querySelector(".working");
    this.state = dialog.querySelector("#import-state");
    this.bar = dialog.querySelector("progress");
    this.outcome = dialog.querySelector(".outcome");
    this.columns = dialog.querySelector(".columns");
    this.bring = dialog.querySelector(".primary");
    this.file.addEventListener("change", () => { this.#clear(); this.#try(); });
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
    this.bring.disabled = true;
    const file = this.file.files[0];
    if (!file) return;
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const answer = await this.#send(file, true, `Reading ${file.name}`);
    if (!answer || turn !== this.turn || file !== this.file.files[0]) return;
    const again = this.columns.contains(document.activeElement);
    this.#map(answer);
    this.#say(answer);
    if (!again) this.outcome.focus();
    this.bring.disabled = Boolean(answer.refused);
  }

  // Each column with what it is read as; a choice is tried at once. Lists stay in place, so that focus does.
  #map({ columns = [], fields = [] }) {
    const lists = new Map([...this.columns.querySelectorAll("select")].map((list) => [list.name, list]));
    const grid = this.columns.lastElementChild;
    const choose = (name, field) => { this.mapping[name] = field; this.#try(); };
    if (columns.length !== lists.size || columns.some(({ name }) => !lists.has(name))) {
      grid.replaceChildren(...columns.map(({ name }, place) => choiceNode({ id: `import-column-${place}`, name, options: fields, choose })));
      for (const list of grid.querySelectorAll("select")) lists.set(list.name, list);
    }
    for (const { name, field } of columns) lists.get(name).value = field;
    this.columns.hidden = columns.length === 0;
  }

  async #bringIn() {
    const file = this.file.files[0];
    if (!file || this.bring.disabled) return;
    this.bring.disabled = true;
    const answer = await this.#send(file, false, "Bringing the rows in");
    if (!answer) return;
    if (answer.refused) {
      this.#say(answer);
      return this.outcome.focus();
    }
    this.dialog.close();
    this.told(answer);
  }

  async #send(file, dry, doing) {
    const query = new URLSearchParams({ plan: this.where.plan.key, dry_run: dry ? "1" : "0" });
    const stop = this.#busy(doing);
    try {
      return await upload(`/demo/import?${query}`, file, this.where.token, { columns: JSON.stringify(this.mapping) });
    } catch (error) {
      this.#say({ refused: true, text: error.message });
      this.outcome.focus();
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
    this.outcome.replaceChildren(el("p", { class: "text" }, spans(lists.length ? card.text || card.title : text)), ...lists);
  }

  #clear() {
    this.mapping = {};
    this.columns.hidden = true;
    this.columns.lastElementChild.replaceChildren();
    this.outcome.hidden = true;
    this.outcome.replaceChildren();
    this.bring.disabled = true;
  }
}
