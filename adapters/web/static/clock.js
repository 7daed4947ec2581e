// The demo's clock in the page's head: what time it is, and moving it on.
import { whileBusy } from "./element.js";
import { get, post } from "./wire.js";
import { day, instant, local, setZone, time } from "./when.js";

const LOOK = 30_000;
const HOUR = 3_600_000;

export class Clock {
  // `moved(sentence)` runs after the time was changed here.
  constructor(moved) {
    this.moved = moved;
    this.face = document.getElementById("now");
    this.menu = document.getElementById("clock");
    this.input = document.getElementById("clock-to");
    this.error = document.getElementById("clock-error");
    this.morning = document.getElementById("morning");
    this.#listen();
  }

  async start() {
    await this.#look();
    setInterval(() => this.#look().catch(() => {}), LOOK);
  }

  show(now) {
    this.now = now;
    this.face.textContent = `${day(now)}, ${time(now)}`;
    this.face.dateTime = now;
    this.input.min = local(now);
  }

  async #look() {
    const { now, zone } = await get("/demo/clock");
    setZone(zone);
    this.show(now);
  }

  #listen() {
    const form = document.getElementById("clock-form");
    const submit = form.querySelector(".primary");
    this.morning.addEventListener("click", () => this.#move(this.morning, { next: "working morning" }));
    this.menu.addEventListener("toggle", () => { this.error.hidden = true; if (this.menu.open && this.now) this.input.value = local(this.now); });
    for (const button of form.querySelectorAll("[data-hours]")) {
      button.addEventListener("click", () => this.#move(button, { to: new Date(Date.parse(this.now) + button.dataset.hours * HOUR).toISOString() }));
    }
    form.addEventListener("submit", (event) => { event.preventDefault(); this.#move(submit, { to: instant(this.input.value) }); });
  }

  #move(button, to) {
    return whileBusy(button, async () => {
      this.error.hidden = true;
      try {
        const { now } = await post("/demo/clock", to);
        this.show(now);
        this.menu.open = false;
        this.moved(`It is now ${day(now)}, ${time(now)}.`);
      } catch (error) {
        this.menu.open = true;
        this.error.textContent = error.message;
        this.error.hidden = false;
      }
    });
  }
}
