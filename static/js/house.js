/* Small comforts. Every page works without them. */
(() => {
  "use strict";
  const all = (selector) => document.querySelectorAll(selector);

  // Drop-downs close on Escape and on a click elsewhere.
  document.addEventListener("click", (event) => {
    for (const drop of all("details.drop[open]")) if (!drop.contains(event.target)) drop.open = false;
    const print = event.target.closest("[data-print]");
    if (print) window.print();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const drop of all("details.drop[open]")) {
      drop.open = false;
      drop.querySelector("summary").focus();
    }
  });

  // A choice that filters at once.
  document.addEventListener("change", (event) => {
    if (event.target.closest("[data-send-on-change]")) event.target.form.requestSubmit();
  });

  // One form is sent once at a time; the server refuses doubles as well.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    window.setTimeout(() => delete form.dataset.sent, 8000);
  });
  window.addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Printing shows what is folded.
  window.addEventListener("beforeprint", () => all("main details:not([open])").forEach((one) => {
    one.open = true;
    one.dataset.folded = "1";
  }));
  window.addEventListener("afterprint", () => all("details[data-folded]").forEach((one) => {
    one.open = false;
    delete one.dataset.folded;
  }));

  // A fragment that was refused says so where everybody looks.
  document.addEventListener("htmx:responseError", (event) => {
    const answer = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const said = answer.querySelector(".error-message");
    const box = document.createElement("div");
    box.className = "alert alert-danger";
    box.setAttribute("role", "alert");
    box.textContent = said ? said.textContent : String(event.detail.xhr.status);
    const messages = document.getElementById("messages");
    if (messages) messages.replaceChildren(box);
  });

  const summary = document.getElementById("error-summary");
  if (summary) summary.focus();
})();
