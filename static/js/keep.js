/* Keeps the text of forms marked data-keep in this tab until they were answered: an ended session loses nothing.
   Never passwords, hidden fields, files, nor anything marked data-secret (personal numbers). */
(() => {
  "use strict";
  const who = document.body.dataset.in;
  const failed = !who || document.querySelector(".error-page, #error-summary") !== null;
  // A form that was sent and not refused has done its work; a refusal, an error or the log-in page keeps the text.
  const sent = sessionStorage.getItem("keep-sent");
  sessionStorage.removeItem("keep-sent");
  if (sent && !failed) sessionStorage.removeItem(sent);
  if (!who) return;
  const LIFE = 12 * 3600 * 1000;
  const keyOf = (form, at) => `keep:${who}:${form.getAttribute("action") || location.pathname}:${at}`;
  const kept = (one) => one.name && !one.disabled && !one.hasAttribute("data-secret") &&
    !["password", "hidden", "file", "submit", "button"].includes(one.type) && one.autocomplete !== "off";
  const fields = (form) => [...form.elements].filter(kept);
  const now = (one) => (one.type === "checkbox" || one.type === "radio" ? one.checked
    : one.multiple ? [...one.selectedOptions].map((option) => option.value) : one.value);

  function write(form, key) {
    const values = fields(form).map((one) => [one.name, one.type === "radio" || one.type === "checkbox" ? one.value : "", now(one)]);
    try {
      sessionStorage.setItem(key, JSON.stringify({ at: Date.now(), values }));
    } catch { /* the tab's store is full: the form still works */ }
  }

  function restore(form, key) {
    let parcel;
    try {
      parcel = JSON.parse(sessionStorage.getItem(key));
    } catch { parcel = null; }
    if (!parcel || Date.now() - parcel.at > LIFE) return;
    let changed = false;
    for (const [name, choice, value] of parcel.values) {
      for (const one of fields(form)) {
        if (one.name !== name || (choice && one.value !== choice)) continue;
        if (JSON.stringify(now(one)) === JSON.stringify(value)) continue;
        if (typeof value === "boolean") one.checked = value;
        else if (Array.isArray(value)) [...one.options].forEach((option) => { option.selected = value.includes(option.value); });
        else one.value = value;
        changed = true;
      }
    }
    if (changed) form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
  }

  // A page that came back with errors already shows what was typed.
  const answered = document.getElementById("error-summary") !== null;
  document.querySelectorAll("form[data-keep]").forEach((form, at) => {
    const key = keyOf(form, at);
    if (!answered) restore(form, key);
    form.addEventListener("input", () => write(form, key));
    form.addEventListener("submit", () => { write(form, key); sessionStorage.setItem("keep-sent", key); });
  });
})();
