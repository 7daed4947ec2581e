// Dates as people of the plan's zone read them: Fri 27 Nov 2026, 09:00.

let zone = document.documentElement.dataset.zone;
const made = new Map();

export const setZone = (name) => { zone = name || zone; };

export function day(iso) {
  const at = spoken(iso);
  return `${at.weekday} ${at.day} ${at.month} ${at.year}`;
}

export function time(iso) {
  const at = spoken(iso);
  return `${at.hour}:${at.minute}`;
}

// The value a date-time input takes, in the plan's zone.
export function local(iso) {
  const at = parts(new Date(iso), { month: "2-digit" });
  return `${at.year}-${at.month}-${at.day}T${at.hour}:${at.minute}`;
}

// What such an input says, as an instant. Two rounds settle the hours around a clock change.
export function instant(wall) {
  const wanted = Date.parse(`${wall}:00Z`);
  let guess = wanted;
  for (let round = 0; round < 2; round += 1) guess += wanted - Date.parse(`${local(guess)}:00Z`);
  return new Date(guess).toISOString();
}

function spoken(iso) {
  const at = parts(new Date(iso), { month: "short", weekday: "short" });
  return { ...at, day: String(Number(at.day)), month: at.month.slice(0, 3) };
}

function parts(date, extra) {
  const found = formatter(extra).formatToParts(date);
  return Object.fromEntries(found.map((part) => [part.type, part.value]));
}

// Making one costs a hundred times what using it does.
function formatter(extra) {
  const key = `${zone} ${extra.month}`;
  if (!made.has(key)) {
    const shape = { timeZone: zone, year: "numeric", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...extra };
    made.set(key, new Intl.DateTimeFormat("en-GB", shape));
  }
  return made.get(key);
}
