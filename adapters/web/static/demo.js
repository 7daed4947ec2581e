// The demo page: two seats of one plan, side by side, and the clock between them.
import { Clock } from "./clock.js";
import { closable } from "./dialog.js";
import { whileBusy } from "./element.js";
import { Import } from "./import.js";
import { Pane } from "./seat.js";
import { get } from "./wire.js";

const PATIENCE = 1500;
const CHOSEN = "jointly.seats";
const INTRO = "jointly.intro";
const find = (id) => document.getElementById(id);
const lost = new Set();
let timer = 0;

const house = {
  importing: new Import(find("import")),
  sit: (pane, seat) => seated(pane, seat),
  sat: (pane) => named(pane),
  clock: (now) => clock.show(now),
  down: (pane) => { lost.add(pane); timer ||= setTimeout(offline, PATIENCE); },
  up: (pane) => online(pane),
  expired: () => { lost.clear(); banner("The demo was started again.", "Load the page again", () => location.reload()); },
};
const panes = ["left", "right"].map((side) => new Pane(find(side), house));
const clock = new Clock((sentence) => panes.forEach((pane) => { pane.say(sentence); pane.refresh(); }));

async function start() {
  try {
    Object.assign(house, await get("/demo/seats"));
    await clock.start();
  } catch (error) {
    return banner(error.message, "Try again", () => location.reload());
  }
  panes.forEach((pane) => fillSwitcher(pane.root.querySelector("select")));
  find("intro").hidden = Boolean(localStorage.getItem(INTRO));
  await Promise.all(startingSeats().map((seat, place) => panes[place].sit(seat)));
  return undefined;
}

function startingSeats() {
  const chosen = JSON.parse(sessionStorage.getItem(CHOSEN) ?? "[]").map((mention) => house.seats.find((seat) => seat.mention === mention));
  const first = (party) => house.seats.find((seat) => seat.party === party && /lead/i.test(seat.role)) ?? house.seats.find((seat) => seat.party === party);
  return [chosen[0] ?? first("customer") ?? house.seats[0], chosen[1] ?? first("supplier") ?? house.seats[1]];
}

// Whoever sits in the other seat already changes places.
function seated(pane, seat) {
  const other = panes.find((one) => one !== pane);
  if (other.seat === seat) other.sit(pane.seat);
  pane.sit(seat);
}

function named(pane) {
  const switcher = pane.root.querySelector("select");
  switcher.value = String(house.seats.indexOf(pane.seat));
  const side = document.querySelector(`.sides [data-side=${pane.root.id}]`);
  side.textContent = pane.seat.name;
  side.dataset.party = pane.seat.party;
  const sitting = panes.map((one) => one.seat?.mention);
  if (sitting.every(Boolean)) sessionStorage.setItem(CHOSEN, JSON.stringify(sitting));
}

function fillSwitcher(select) {
  for (const [organisation, seats] of grouped(house.seats)) {
    const group = document.createElement("optgroup");
    group.label = organisation;
    group.append(...seats.map((seat) => new Option(`${seat.name}, ${seat.role}`, String(house.seats.indexOf(seat)))));
    select.append(group);
  }
}

function grouped(seats) {
  const groups = new Map();
  for (const seat of seats) groups.set(seat.organisation, [...groups.get(seat.organisation) ?? [], seat]);
  return groups;
}

function offline() {
  timer = 0;
  if (lost.size) banner("The connection to Jointly is lost. Trying again…", "Try now", () => lost.forEach((pane) => pane.live?.again()), true);
}

function online(pane) {
  if (!lost.delete(pane) || lost.size) return;
  const shown = !find("banner").hidden;
  find("banner").hidden = true;
  if (shown) pane.say("Connected again.");
}

function banner(text, action, run, waiting = false) {
  find("banner").hidden = false;
  find("banner").classList.toggle("waiting", waiting);
  find("banner-text").textContent = text;
  find("banner-action").textContent = action;
  find("banner-action").onclick = run;
}

function showSide(side) {
  document.body.dataset.side = side;
  for (const button of document.querySelectorAll(".sides button")) button.setAttribute("aria-pressed", String(button.dataset.side === side));
}

for (const button of document.querySelectorAll(".sides button")) button.addEventListener("click", () => showSide(button.dataset.side));
find("intro-close").addEventListener("click", () => { localStorage.setItem(INTRO, "1"); find("intro").hidden = true; find("morning").focus(); });
closable();
whileBusy(find("morning"), start);
