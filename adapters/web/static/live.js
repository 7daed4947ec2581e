// What the server tells one seat as it happens, and whether it still can.

const LONGEST = 10_000;

export class Live {
  // `hear`: room(id), me(), clock(now), progress({done, total}), up(), down(), and
  // alive(): whether the server answers this seat again.
  constructor(token, hear) {
    this.token = token;
    this.hear = hear;
    this.tries = 0;
    this.#open();
  }

  close() {
    this.ended = true;
    clearTimeout(this.timer);
    this.source.close();
  }

  again() {
    clearTimeout(this.timer);
    this.source.close();
    this.#open();
  }

  #open() {
    this.source?.close();
    this.source = new EventSource(`/demo/events?token=${encodeURIComponent(this.token)}`);
    this.source.addEventListener("open", () => { this.tries = 0; this.hear.up(); });
    this.source.addEventListener("error", () => this.#lost());
    this.#on("room", (data) => this.hear.room(data.room));
    this.#on("me", () => this.hear.me());
    this.#on("clock", (data) => this.hear.clock(data.now));
    this.#on("progress", (data) => this.hear.progress(data));
  }

  #on(event, tell) {
    this.source.addEventListener(event, ({ data }) => tell(data ? JSON.parse(data) : {}));
  }

  // A stream that fails does not say why; a request does.
  async #retry() {
    if (await this.hear.alive()) this.#open();
    else this.#lost();
  }

  // The browser gives up for good on some failures; we do not.
  #lost() {
    if (this.ended) return;
    this.source.close();
    this.hear.down();
    this.tries += 1;
    this.timer = setTimeout(() => this.#retry(), Math.min(500 * 2 ** this.tries, LONGEST));
  }
}
