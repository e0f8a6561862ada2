// Sums while a count is typed; the page works without it, the server adds up again.
"use strict";

const form = document.querySelector("form.ballot");
const number = (box) => (/^\d+$/.test(box?.value.trim() ?? "") ? Number(box.value) : 0);
const named = (name) => form.querySelector(`[name=${name}]`);

function sumLine(line, valid) {
  const boxes = [...line.querySelectorAll("input")];
  const sum = boxes.reduce((all, box) => all + number(box), 0);
  const out = line.querySelector("output");
  const begun = boxes.some((box) => box.value.trim() !== "");
  out.textContent = begun && valid ? `${sum} / ${valid}` : "";
  out.dataset.is = sum === valid ? "right" : "wrong";
}

function sums() {
  const valid = number(named("valid"));
  for (const line of form.querySelectorAll("[data-sum]")) sumLine(line, valid);
  const eligible = number(named("eligible"));
  const turnout = document.getElementById("turnout");
  turnout.hidden = !eligible;
  if (eligible) turnout.querySelector("output").textContent = `${((100 * number(named("returned"))) / eligible).toFixed(1)}%`;
}

if (form) {
  form.addEventListener("input", sums);
  addEventListener("pageshow", sums);
  sums();
}
