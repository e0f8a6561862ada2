// On every page: copies of another person's sheets leave this device, logging out leaves nothing but what was never sent,
// and whoever has unsent changes is told. The sheet pages themselves also start the service worker.
"use strict";

{
  const { user = "", place = "" } = document.body.dataset;
  const sheet = document.getElementById("line");
  const words = document.getElementById("unsent")?.dataset;

  async function dropPages() {
    if (!globalThis.caches) return;
    for (const name of await caches.keys()) if (name.startsWith("sheet-")) await caches.delete(name);
  }

  // Whose pages the worker keeps here, "" when it keeps none.
  async function ownerOfPages() {
    const held = globalThis.caches && (await caches.match("/attendance/owner"));
    return held ? held.text() : "";
  }

  async function startWorker() {
    if (!navigator.serviceWorker) return; // no secure line: changes are kept all the same, the page itself is not
    await navigator.serviceWorker.register(sheet.dataset.worker);
    const { active } = await navigator.serviceWorker.ready;
    active.postMessage({ owner: `${user}@${place} ${document.documentElement.lang}`, url: location.href });
  }

  async function tellUnsent() {
    const count = sheet ? 0 : await OfflineDB.countOf(user);
    if (!count) return;
    const line = document.createElement("p");
    const link = document.createElement("a");
    line.className = "note note-warning";
    link.href = "/attendance/today/";
    link.textContent = words.told.replace("%n", count);
    line.append(link);
    document.getElementById("messages").append(line);
  }

  // What was never sent outlives the log-out, under its owner; the server then leaves the storage alone.
  async function leave(event) {
    const form = event.target;
    if (!form.matches("form[action='/logout/']") || form.dataset.ready) return;
    event.preventDefault();
    form.dataset.ready = "1";
    const mine = await OfflineDB.countOf(user).catch(() => 0);
    if (mine && !confirm(words.leaving.replace("%n", mine))) return delete form.dataset.ready;
    const waiting = await OfflineDB.count().catch(() => 0);
    await Promise.allSettled([dropPages(), OfflineDB.keepOnly("")]);
    if (waiting) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "unsent", value: waiting }));
    if (waiting) sessionStorage.clear();
    form.requestSubmit();
  }

  // Whoever logs in next may be somebody else: no page that was shown to the last one is kept for them.
  async function enter(event) {
    const form = event.target;
    if (!form.matches("form[action='/login/']") || form.dataset.ready) return;
    event.preventDefault();
    form.dataset.ready = "1";
    await dropPages().catch(() => {});
    form.requestSubmit();
  }

  async function start() {
    const owner = await ownerOfPages();
    if (owner && !owner.startsWith(`${user}@`)) await dropPages();
    await OfflineDB.keepOnly(user);
    if (sheet) await startWorker();
    await tellUnsent();
  }

  document.addEventListener("submit", enter);
  if (user && globalThis.indexedDB) {
    document.addEventListener("submit", leave);
    start().catch((fault) => console.warn(fault));
  }
}
