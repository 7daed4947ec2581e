// Forms: real inputs by kind of field, and the line they fill in.
import { el, spans, whileBusy } from "./element.js";

const FIRST = 4;
let count = 0;

export function formNode(form, { send, seats, done = () => {}, cancel = null }) {
  const rows = form.fields.map((field) => ({ field, input: inputNode(field, seats) }));
  const error = el("p", { class: "error", role: "alert", hidden: true });
  const submit = el("button", { class: "button primary" }, form.submit || "Save");
  const node = el("form", { class: "fields" }, ...folded(rows), error,
    el("div", { class: "row end" }, cancel && el("button", { type: "button", class: "button", on: { click: cancel } }, "Cancel"), submit));
  node.addEventListener("submit", (event) => {
    event.preventDefault();
    whileBusy(submit, () => hand(lineOf(form.line, rows), { send, done, error }));
  });
  return node;
}

async function hand(line, { send, done, error }) {
  error.hidden = true;
  const result = await send(line);
  if (result && (!result.refused || result.form || result.card?.form || result.card?.buttons?.length)) return done(result, line);
  error.replaceChildren(...spans(result?.text ?? "That did not reach Jointly. Try again."));
  error.hidden = false;
  return undefined;
}

export function lineOf(start, rows) {
  const said = rows.map(({ field, input }) => (input.type === "checkbox" ? input.checked && field.word : answered(field, input.value.trim())));
  return [start, ...said.filter(Boolean)].join(" ");
}

function answered(field, value) {
  if (!value) return "";
  const words = field.kind === "text" || field.kind === "long" ? quoted(value) : value;
  return field.word ? `${field.word} ${words}` : words;
}

// A straight mark doubled is one of the words' own; curly ones inside straight ones need nothing.
const quoted = (value) => `"${value.replaceAll('"', '""')}"`;

// A long form shows what it needs and its first fields; the rest waits in a fold.
function folded(rows) {
  const [shown, rest] = [[], []];
  rows.forEach(({ field, input }, place) => (place < FIRST || field.required || field.value ? shown : rest).push(rowNode(field, input)));
  if (rest.length < 2) return [...shown, ...rest];
  return [...shown, el("details", { class: "more" },
    el("summary", {}, `More, if you like (${rest.length})`), el("div", { class: "fields" }, rest))];
}

function rowNode(field, input) {
  const hint = field.hint && field.kind !== "date" && el("span", { class: "hint", id: `${input.id}-hint` }, spans(field.hint));
  if (hint) input.setAttribute("aria-describedby", hint.id);
  const label = el("label", { for: input.id }, field.label, field.required && el("span", { class: "needed" }, " needed"));
  return field.kind === "yes" ? el("div", { class: "field tick" }, input, label, hint) : el("div", { class: `field ${field.kind}` }, label, hint, input);
}

function inputNode(field, seats) {
  const shared = { id: `field-${(count += 1)}`, name: field.name, required: Boolean(field.required), value: field.value ?? "" };
  if (field.kind === "long") return el("textarea", { ...shared, rows: 3 });
  if (field.kind === "yes") return el("input", { ...shared, type: "checkbox", value: "yes", checked: field.value === "yes" || field.value === "true" });
  if (field.kind === "choice" || field.kind === "person") return selectNode(field, shared, seats);
  const type = { date: "date", number: "number" }[field.kind] ?? "text";
  return el("input", { ...shared, type, step: field.kind === "number" && "any" });
}

// One list with its label, for a choice that is not part of a line.
export function choiceNode({ id, name, options, choose }) {
  return el("div", { class: "field" }, el("label", { for: id, title: name }, name),
    el("select", { id, name, on: { change: ({ target }) => choose(name, target.value) } },
      el("option", { value: "", disabled: true }, "Choose…"), options.map(([one, label]) => el("option", { value: one }, label))));
}

function selectNode(field, { value, ...shared }, seats) {
  const people = () => seats.map((seat) => [`${seat.name}, ${seat.organisation}`, seat.mention]);
  const options = field.options?.length ? field.options : field.kind === "person" ? people() : [];
  const node = el("select", shared, el("option", { value: "" }, field.required ? "Choose…" : "—"),
    options.map(([label, one]) => el("option", { value: one }, label)));
  node.value = value;
  if (node.selectedIndex < 0) node.selectedIndex = 0;
  return node;
}
