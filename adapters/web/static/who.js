// The head of a seat: whom one speaks for, and what only they may take away.
import { el, initials } from "./element.js";
import { fileOf } from "./wire.js";

const PARTY = { customer: "Customer", supplier: "Supplier", none: "Not part of the plan" };

export function introduce(root, { name, role, organisation, party, token }, plan) {
  const part = (query) => root.querySelector(query);
  root.dataset.party = party;
  root.setAttribute("aria-label", `Seat of ${name}, ${organisation}`);
  part(".face").textContent = initials(name);
  part("h2").textContent = name;
  part(".part").replaceChildren(el("span", { class: "party" }, PARTY[party] ?? party),
    el("span", {}, [role, organisation].filter(Boolean).join(", ")));
  part("[data-do=export]").hidden = party === "none";
  part("[data-do=export]").href = fileOf(`/api/v1/plans/${encodeURIComponent(plan)}/export`, token);
}
