// Small comforts; every page also works without them.
"use strict";

function say(words, kind) {
  const place = document.getElementById("messages");
  if (!place || !words) return;
  const line = document.createElement("p");
  line.className = "note note-" + kind;
  line.textContent = words;
  place.replaceChildren(line);
  line.scrollIntoView({ block: "nearest" });
}

// A fragment that could not be had: the server's own sentence when it sent one.
function failed(event) {
  const page = new DOMParser().parseFromString(event.detail.xhr.responseText || "", "text/html");
  const message = page.getElementById("error-message");
  say(message ? message.textContent.trim() : document.getElementById("messages").dataset.failed, "error");
}

function unreachable() {
  say(document.getElementById("messages").dataset.offline, "error");
}

// Folded-down menus close when one clicks elsewhere or presses Escape.
function closeDrops(event) {
  for (const drop of document.querySelectorAll("details.drop[open]")) {
    if (event.key === "Escape") drop.querySelector("summary").focus();
    if (event.key === "Escape" || !drop.contains(event.target)) drop.open = false;
  }
}

document.addEventListener("htmx:responseError", failed);
document.addEventListener("htmx:sendError", unreachable);
document.addEventListener("click", (event) => {
  closeDrops(event);
  if (event.target.closest("[data-print]")) print();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  closeDrops(event);
  if (location.hash === "#menu") location.hash = "#top";
});

// A form is sent once: its buttons rest while it travels. The Back button, or ten seconds (a download), wake them.
function rest(form) {
  for (const button of form.querySelectorAll("button:not([disabled])")) {
    button.disabled = true;
    button.dataset.rests = "";
  }
}

function wake() {
  for (const button of document.querySelectorAll("button[data-rests]")) {
    button.disabled = false;
    delete button.dataset.rests;
  }
}

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  setTimeout(rest, 0, event.target);
  setTimeout(wake, 10000);
});
addEventListener("pageshow", wake);

// What is wrong comes first.
document.getElementById("error-summary")?.focus();

// A select that filters at once: <select data-sends>.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-sends]")) event.target.form.requestSubmit();
});

// A long menu is rolled to the line one is on.
function showLine(menu) {
  const line = menu?.querySelector("[aria-current]");
  if (line) menu.scrollTop = line.offsetTop - menu.clientHeight / 2;
}

showLine(document.getElementById("menu"));
