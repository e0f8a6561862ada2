// Typed text of a form marked data-keep outlives an ended session: it waits in this tab until the form was answered.
// Never kept: passwords, files, hidden fields, and whatever is marked data-secret or autocomplete="off" (personal numbers).
"use strict";

const PREFIX = "keep:";
const AWAY = "keep-away"; // set by the log-in page and error pages: whatever was sent has not been done
const KINDS_LEFT_OUT = ["password", "hidden", "file", "submit", "button"];

const whose = () => document.body.dataset.user || "";
const forms = () => [...document.querySelectorAll("form[data-keep]")];
const slot = (form) => PREFIX + whose() + ":" + (form.getAttribute("action") || location.pathname) + ":" + forms().indexOf(form);

function fieldsOf(form) {
  return [...form.elements].filter(
    (field) => field.name && !KINDS_LEFT_OUT.includes(field.type) && !("secret" in field.dataset) && field.autocomplete !== "off"
  );
}

function valueOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  return field.multiple ? [...field.selectedOptions].map((option) => option.value) : field.value;
}

function put(field, value) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = value;
  else if (field.multiple) [...field.options].forEach((option) => (option.selected = value.includes(option.value)));
  else field.value = value;
}

function keep(form, sent) {
  const values = fieldsOf(form).map((field) => [field.name, valueOf(field)]);
  sessionStorage.setItem(slot(form), JSON.stringify({ sent, values }));
}

function kept(key) {
  try {
    return JSON.parse(sessionStorage.getItem(key));
  } catch {
    return null;
  }
}

// Puts the kept values back; says whether anything on the page changed by that.
function restore(form) {
  const found = kept(slot(form));
  if (!found || form.querySelector(".error-summary")) return false;
  const fields = fieldsOf(form);
  const before = JSON.stringify(fields.map(valueOf));
  const fits = fields.length === found.values.length && fields.every((field, at) => field.name === found.values[at][0]);
  if (fits) fields.forEach((field, at) => put(field, found.values[at][1]));
  return JSON.stringify(fields.map(valueOf)) !== before;
}

function tell(restored) {
  const place = document.getElementById("messages");
  const line = document.createElement("p");
  const button = document.createElement("button");
  line.className = "note";
  line.textContent = place.dataset.restored;
  button.className = "btn btn-sm";
  button.type = "button";
  button.textContent = place.dataset.discard;
  button.addEventListener("click", () => {
    for (const form of restored) {
      form.reset();
      sessionStorage.removeItem(slot(form));
    }
    line.remove();
  });
  line.append(button);
  place.append(line);
}

function forgetAnswered() {
  const away = sessionStorage.getItem(AWAY);
  sessionStorage.removeItem(AWAY);
  if (away) return;
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && kept(key)?.sent) sessionStorage.removeItem(key);
  }
}

const shows = (page) => document.body.classList.contains(page);

if (shows("login-page") || shows("error-page")) {
  sessionStorage.setItem(AWAY, "1");
} else {
  if (shows("resubmit-page")) sessionStorage.removeItem(AWAY);
  forgetAnswered();
  const restored = forms().filter(restore);
  if (restored.length) tell(restored);
  document.addEventListener("input", (event) => {
    const form = event.target.closest("form[data-keep]");
    if (form) keep(form, false);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.matches("form[data-keep]")) keep(event.target, true);
  });
}
