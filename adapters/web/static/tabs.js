// A seat's rooms as tabs: who reads there, and how much is new.
import { el, icon } from "./element.js";

const PICTURE = { joint: "joint", customer: "lock", supplier: "lock", empty: "new", direct: "direct" };

export function drawTabs(root, rooms, current, open) {
  const held = root.contains(document.activeElement);
  root.replaceChildren(...rooms.map((room) => tabNode(room, room === current, root.dataset.panel, open)));
  const chosen = root.querySelector("[aria-selected=true]");
  if (held) chosen?.focus();
  if (chosen) root.scrollLeft = chosen.offsetLeft - (root.clientWidth - chosen.offsetWidth) / 2;
}

export function readersOf(room, seats) {
  const side = [...new Set(seats.filter((seat) => seat.party === room.kind).map((seat) => seat.organisation))].join(" and ");
  return {
    joint: "Everyone on both sides reads this room.",
    empty: "Everyone in this room reads it. A new plan can start here.",
    direct: `Only ${room.seat.name} and Jointly read this.`,
  }[room.kind] ?? `Only ${side || "one side"} reads this room.`;
}

// Left and right move between tabs, as the pattern asks.
export function steerTabs(root, open) {
  root.addEventListener("keydown", (event) => {
    const tabs = [...root.children];
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    open(tabs[(to + tabs.length) % tabs.length].dataset.room);
  });
}

function tabNode(room, chosen, panel, open) {
  const news = chosen ? 0 : room.unread();
  return el("button", { type: "button", role: "tab", class: "tab", id: `${panel}-${room.id}`, "data-room": room.id, "data-kind": room.kind, "aria-controls": panel,
    "aria-selected": String(chosen), tabindex: chosen ? "0" : "-1", title: room.name, "aria-label": room.short && room.name + (news > 0 ? `, ${news} new` : ""), on: { click: () => open(room.id) } },
    icon(PICTURE[room.kind] ?? "joint"), el("span", { class: "label" }, room.short ?? room.name),
    news > 0 && el("span", { class: "count" }, String(news), el("span", { class: "hidden" }, " new")));
}
