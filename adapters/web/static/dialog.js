// Questions that stop for an answer: are you sure, a form, several pasted lines.
import { el, headed, spans } from "./element.js";
import { formNode } from "./form.js";

const find = (id) => document.getElementById(id);

// A dialog wears the colour of the seat that acts.
export function wear(party) {
  for (const dialog of document.querySelectorAll("dialog")) dialog.dataset.party = party;
}

export function confirmed({ confirm, label, style }) {
  const dialog = find("confirm");
  const yes = dialog.querySelector("[value=yes]");
  dialog.querySelector("h2").textContent = `${label}?`;
  dialog.querySelector("p").replaceChildren(...spans(confirm));
  yes.textContent = label;
  yes.className = `button ${style === "danger" ? "danger" : "primary"}`;
  dialog.returnValue = "";
  return new Promise((settle) => {
    dialog.addEventListener("close", () => settle(dialog.returnValue === "yes"), { once: true });
    dialog.showModal();
  });
}

// Stays open until the form's line was taken; answers with what came back, or null.
export function filled(result, hands) {
  const dialog = find("fill");
  return new Promise((settle) => {
    let taken = null;
    const show = (asked) => {
      const form = asked.form ?? asked.card.form;
      const [heading, rest] = headed(form.title);
      dialog.querySelector("h2").textContent = heading;
      const words = [asked.card?.title && asked.card.text, rest].filter(Boolean).join("\n");
      dialog.querySelector("div").replaceChildren(...[words && el("p", { class: "hint" }, spans(words)), formNode(form, { ...hands, done, cancel: () => dialog.close() })].filter(Boolean));
    };
    const done = (answer, line) => {
      if (answer.form ?? answer.card?.form) return show(answer);
      taken = { result: answer, line };
      return dialog.close();
    };
    dialog.addEventListener("close", () => settle(taken), { once: true });
    show(result);
    dialog.showModal();
    dialog.querySelector("form").querySelector("input, textarea, select")?.focus();
  });
}

export function pasted(text) {
  const dialog = find("paste");
  const area = dialog.querySelector("textarea");
  area.value = text;
  return new Promise((settle) => {
    let taken = "";
    dialog.querySelector("form").onsubmit = (event) => { event.preventDefault(); taken = area.value.trim(); dialog.close(); };
    dialog.addEventListener("close", () => settle(taken), { once: true });
    dialog.showModal();
  });
}

// Cancel buttons close dialogs; Escape or a press elsewhere closes menus.
export function closable() {
  for (const dialog of document.querySelectorAll("dialog")) {
    for (const node of dialog.querySelectorAll("[data-close]")) node.addEventListener("click", () => dialog.close());
  }
  for (const menu of document.querySelectorAll("details.menu")) {
    document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  }
}
