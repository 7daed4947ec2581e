// One seat of the page: who sits here, the rooms they read, and what they say.
import { Box } from "./box.js";
import { confirmed, filled, pasted, wear } from "./dialog.js";
import { firstLine, plain } from "./element.js";
import { bringsIn, bringsInto, planMeant } from "./import.js";
import { List } from "./list.js";
import { Live } from "./live.js";
import { DIRECT, roomsOf } from "./rooms.js";
import { drawTabs, readersOf, steerTabs } from "./tabs.js";
import { introduce } from "./who.js";
import { Expired, Lost, fileOf, get, newId, sendLine } from "./wire.js";

export class Pane {
  // `house`: {plan, seats, rooms, importing, sat(pane), clock(now), down(pane), up(pane), expired()}.
  constructor(root, house) {
    Object.assign(this, { root, house });
    this.part = (name) => root.querySelector(name);
    this.list = new List(this.part(".talk"), (spot) => this.#hands(spot));
    this.box = new Box(this.part(".box"), { complete: (text) => this.#complete(text), send: (line) => this.#typed(line), paste: (text) => this.#pasted(text) });
    this.part(".tabs").dataset.panel = this.part(".talk").id;
    steerTabs(this.part(".tabs"), (id) => this.open(id));
    this.part("select").addEventListener("change", ({ target }) => house.sit(this, house.seats[target.value]));
    this.part("[data-do=import]").addEventListener("click", () => this.#import());
  }

  async sit(seat) {
    this.live?.close();
    this.seat = seat;
    introduce(this.root, seat, this.house.plan);
    this.house.sat(this);
    this.box.sit(seat);
    this.#wait(true);
    this.room = null;
    this.rooms = roomsOf(seat, this.house.rooms);
    await Promise.all(this.rooms.map((room) => room.refresh())).catch((error) => this.#failed(error));
    if (this.seat !== seat) return;
    this.#wait(false);
    this.open(this.#readable()[0]?.id ?? DIRECT.id);
    this.live = this.#listen();
  }

  open(id) {
    this.room = this.rooms.find((room) => room.id === id);
    this.root.dataset.kind = this.room.kind;
    this.part(".readers").textContent = readersOf(this.room, this.house.seats);
    this.part(".box input").placeholder = this.room.direct ? "Tell Jointly privately, for example: mine" : "Type a line for Jointly, for example: help";
    this.room.markRead();
    this.list.open(this.room);
    this.#around();
    if (this.room.vacant) this.#welcome(this.room);
  }

  say(sentence) { this.part("[data-part=said]").textContent = sentence; }

  refresh() { return Promise.all(this.rooms.map((room) => this.#catchUp(room))); }

  #readable() { return this.rooms.filter((room) => room.readable || room.direct); }

  #listen() {
    const me = this.rooms.find((room) => room.direct);
    return new Live(this.seat.token, {
      room: (id) => this.#catchUp(this.rooms.find((room) => room.id === id)),
      me: () => this.#catchUp(me),
      clock: (now) => this.house.clock(now),
      progress: (state) => this.house.importing.progress(state),
      alive: () => this.#alive(),
      up: () => { this.house.up(this); this.refresh(); },
      down: () => this.house.down(this),
    });
  }

  async #catchUp(room) {
    const news = await room?.refresh().catch((error) => this.#failed(error));
    if (!news || news.told || !this.rooms.includes(room)) return;
    news.told = true; // several who asked at once share one answer: it is drawn once
    if (!room.readable && room === this.room) this.open(this.#readable()[0].id);
    if (room === this.room) this.#seen(room, news);
    this.#around();
  }

  // An empty room shows at once what an empty line is answered with.
  async #welcome(room) {
    const key = room.welcome(await this.#ask(" "));
    if (!key || room !== this.room) return;
    this.#around();
    this.list.answered(key);
  }

  #seen(room, news) {
    if (!document.hidden) room.markRead();
    this.list.update(news);
    const heard = [...news.changed, ...news.arrived].slice(-3);
    if (heard.length) this.say(heard.map((one) => firstLine(one.text)).join(" "));
  }

  #around() {
    drawTabs(this.part(".tabs"), this.#readable(), this.room, (id) => this.open(id));
    this.part(".talk").setAttribute("aria-labelledby", `${this.part(".talk").id}-${this.room.id}`);
    const empty = this.room.messages.size === 0 && this.room.answers.length === 0;
    this.part(".nothing").hidden = !empty;
    this.part(".nothing p + p").textContent = this.room.direct ? "Your digest and private answers arrive here. Ask: mine" : "Type a line below, for example: help";
  }

  #hands(spot) {
    return {
      seats: this.house.seats,
      press: (button) => this.#press(button, spot),
      send: (line) => this.#ask(line),
      done: (result, line) => this.#answered(result, line, spot),
      mention: (ref) => this.box.mention(ref),
      download: (page) => fileOf(page, this.seat.token),
    };
  }

  async #press(button, spot) {
    wear(this.seat.party);
    if (bringsInto(button.line)) return this.#import(button.line);
    if (button.confirm && !await confirmed(button)) return undefined;
    const result = await this.#ask(button.line, button.id);
    if (!result) return undefined;
    const asks = result.form ?? result.card?.form;
    const end = asks ? await filled(result, this.#hands(spot)) : { result };
    if (end) this.#answered(end.result, end.line ?? "", spot);
    const onward = bringsIn(button.line) && end?.result.card?.buttons?.find(({ line }) => bringsInto(line));
    return onward && this.#import(onward.line);
  }

  async #typed(line) {
    const result = await this.#ask(line);
    if (result) this.#answered(result, line, { under: this.list.end });
  }

  // Nothing is lost with the connection: the answer offers the same line again, under the same id.
  async #ask(line, id = newId()) {
    try {
      const result = await sendLine(line, this.room.direct ? "" : this.room.id, this.seat.token, id);
      this.refresh();
      return result;
    } catch (error) {
      this.#failed(error);
      const buttons = error instanceof Lost ? [{ label: "Send it again", line, id, style: "primary" }] : [];
      return { text: error.message, refused: true, card: { tone: "bad", text: error.message, buttons } };
    }
  }

  #answered(result, line, spot) {
    const key = this.room.answer(result, line, spot);
    this.#around();
    const node = this.list.answered(key);
    this.say(`Only you can see this. ${plain(result.text ?? "")}`);
    if (result.form) node?.querySelector(".buttons .button, input, select, textarea")?.focus();
  }

  async #pasted(text) {
    wear(this.seat.party);
    const line = await pasted(text);
    if (line) this.#typed(line);
  }

  async #complete(text) {
    const query = new URLSearchParams({ text, ...(this.room.direct ? {} : { room: this.room.id }) });
    const found = await get(`/api/v1/words?${query}`, this.seat.token).catch(() => null);
    return found?.completions ?? [];
  }

  async #import(line = "") {
    wear(this.seat.party);
    this.part("details").open = false;
    const plan = await planMeant(line, this.room, this.house.plan).catch((error) => this.#failed(error));
    if (!plan) return line ? this.#typed("import") : this.#press({ line: "import" }, { under: this.list.end });
    const where = { token: this.seat.token, plan, who: this.seat.name };
    return this.house.importing.open(where, (answer) => { this.#answered(answer, "", { under: this.list.end }); this.refresh(); });
  }

  #wait(on) {
    this.root.setAttribute("aria-busy", String(on));
    this.part(".wait").hidden = !on;
    if (on) this.part(".messages").replaceChildren();
  }

  #alive() {
    return get("/api/v1/plans", this.seat.token).then(() => true, (error) => {
      if (error instanceof Expired) this.live.close();
      if (error instanceof Expired) this.house.expired();
      return !(error instanceof Lost || error instanceof Expired);
    });
  }

  // The stream may not have noticed yet: opening it again tells when the server is back.
  #lost() {
    this.house.down(this);
    this.live?.again();
  }

  #failed(error) {
    if (error instanceof Expired) this.house.expired();
    else if (error instanceof Lost) this.#lost();
    else console.error(error);
  }
}
