// The page works without this: it adds up the rubric while one clicks, and knows single keys.
"use strict";

const form = document.getElementById("form");
const points = document.getElementById("points");
const comment = document.getElementById("comment");
const keys = document.getElementById("keys");
const items = [...form.querySelectorAll("fieldset")];
let changed = false;

function add() {
  const chosen = items.map((item) => item.querySelector("input:checked")).filter(Boolean);
  points.value = String(chosen.reduce((sum, one) => sum + Number(one.value), 0));
}

function turn(item) {
  const choices = [...item.querySelectorAll("input")].reverse(); // all of it first
  const at = choices.findIndex((one) => one.checked);
  const next = choices[(at + 1) % choices.length];
  next.checked = true;
  next.focus();
  changed = true;
  add();
}

function isText(target) {
  return target === comment || (target.tagName === "INPUT" && target.type === "text");
}

form.addEventListener("input", (event) => {
  changed = true;
  if (event.target.type === "radio") add();
});
form.addEventListener("submit", () => { changed = false; });
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

if (!points.value && form.querySelector("input:checked")) add();
keys.checked = localStorage.getItem("keys") !== "off";
keys.addEventListener("change", () => localStorage.setItem("keys", keys.checked ? "on" : "off"));

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.first"));
    return;
  }
  if (!keys.checked || event.ctrlKey || event.metaKey || event.altKey || isText(event.target)) return;
  const link = { n: "next", p: "previous" }[event.key.toLowerCase()];
  if (link) document.getElementById(link)?.click();
  else if (event.key.toLowerCase() === "c") { event.preventDefault(); comment.focus(); }
  else if (items[Number(event.key) - 1]) { event.preventDefault(); turn(items[Number(event.key) - 1]); }
});
