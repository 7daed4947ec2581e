// Dates as people of the plan's zone read them: Fri 27 Nov 2026, 09:00.

let zone = document.documentElement.dataset.zone;

export const setZone = (name) => { zone = name || zone; };

export const day = (iso) => `${pick(iso, "weekday")} ${pick(iso, "day")} ${pick(iso, "month")} ${pick(iso, "year")}`;
export const time = (iso) => `${pick(iso, "hour")}:${pick(iso, "minute")}`;

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

function pick(iso, part) {
  return parts(new Date(iso), { month: "short", weekday: "short" })[part];
}

function parts(date, extra) {
  const shape = { timeZone: zone, year: "numeric", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...extra };
  const found = new Intl.DateTimeFormat("en-GB", shape).formatToParts(date);
  const values = Object.fromEntries(found.map((part) => [part.type, part.value]));
  return extra.weekday ? { ...values, day: String(Number(values.day)), month: values.month.slice(0, 3) } : values;
}
