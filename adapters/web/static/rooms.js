// The rooms a seat may ask for: all but the other party's own, and direct messages.
import { Room } from "./room.js";

export const DIRECT = { id: "me", name: "Direct messages with Jointly", short: "Direct messages", kind: "direct" };
const OTHER = { customer: "supplier", supplier: "customer" };
const held = new Map();

export function roomsOf(seat, rooms) {
  const apart = (room) => OTHER[room.kind] && OTHER[room.kind] === seat.party;
  if (!held.has(seat.token)) held.set(seat.token, [...rooms, DIRECT].filter((room) => !apart(room)).map((room) => new Room(room, seat)));
  return held.get(seat.token);
}
