// The service worker of the sheet pages: static files and the bare pages, nothing else that stands behind the log-in.
// The door that serves it puts `VERSION` before this text; another version fills a cache of its own.
"use strict";

const CACHE = `sheet-${VERSION}`;
const PAGES = ["/attendance/today/", "/attendance/month/"];
const OWNER = "/attendance/owner";
const OTHERS = 4; // months kept beside the current one
const PATIENCE = 6000; // ms until a page comes from here although the line is said to be there

// Both pages without people, and every static file they name. The owner is whom the server showed them to.
async function fill() {
  const cache = await caches.open(CACHE);
  const files = new Set();
  for (const path of PAGES) {
    const answer = await fetch(`${path}?bare=1`, { redirect: "manual" });
    if (!answer.ok) continue;
    const text = await answer.clone().text();
    for (const found of text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)) files.add(found[1]);
    await cache.put(path, answer);
    await cache.put(OWNER, new Response(shownTo(text)));
  }
  await Promise.all([...files].map((file) => cache.match(file).then((held) => held || cache.add(file))));
}

// "user@place language", as the page itself says
function shownTo(text) {
  const [user, place, language] = [/data-user="(\d+)"/, /data-place="(\d*)"/, /<html lang="([\w-]+)"/].map((one) => text.match(one)?.[1]);
  return `${user}@${place} ${language}`;
}

async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("sheet-")) await caches.delete(name);
}

// A page says whose it is and where: what was kept for anybody else goes, and that page is kept too.
async function belong({ owner, url }) {
  const held = await (await caches.open(CACHE)).match(OWNER);
  if (held && (await held.text()) === owner) return keepPage(url);
  await forget();
  await fill();
  await keepPage(url);
}

// The page as the server has it now; as it is kept here when that takes too long, fails, or finds no line.
async function page(request) {
  const { pathname, search } = new URL(request.url);
  const cache = await caches.open(CACHE);
  const kept = (await cache.match(pathname + search)) || (search && (await cache.match(pathname)) ? Response.redirect(pathname) : null);
  if (!kept) return fetch(request);
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, kept));
  const fresh = fetch(request).then((answer) => (answer.status >= 500 ? kept : answer), () => kept);
  return Promise.race([fresh, late]);
}

// Another month that was opened is kept beside the current one; the oldest of these makes room.
async function keepPage(url) {
  const { pathname, search } = new URL(url);
  const cache = await caches.open(CACHE);
  if (!search || (await cache.match(pathname + search))) return;
  const answer = await fetch(`${pathname}${search}&bare=1`, { redirect: "manual" });
  if (!answer.ok) return;
  const others = (await cache.keys()).filter((held) => PAGES.includes(new URL(held.url).pathname) && new URL(held.url).search);
  for (const old of others.slice(0, Math.max(0, others.length - OTHERS + 1))) await cache.delete(old);
  await cache.put(pathname + search, answer);
}

// A name with a digest never changes its content; any other file is asked for first.
async function file(request) {
  const kept = await (await caches.open(CACHE)).match(request);
  if (kept && /\.[0-9a-f]{12}\./.test(request.url)) return kept;
  return fetch(request).catch((fault) => kept || Promise.reject(fault));
}

addEventListener("install", (event) => event.waitUntil(fill().then(() => skipWaiting())));
addEventListener("activate", (event) => {
  const old = caches.keys().then((names) => names.filter((name) => name.startsWith("sheet-") && name !== CACHE));
  event.waitUntil(old.then((names) => Promise.all(names.map((name) => caches.delete(name)))).then(() => clients.claim()));
});
addEventListener("message", (event) => event.waitUntil(belong(event.data)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const to = new URL(request.url);
  if (request.method !== "GET" || to.origin !== location.origin) return;
  if (request.mode === "navigate" && PAGES.includes(to.pathname)) {
    event.respondWith(page(request));
    event.waitUntil(keepPage(request.url).catch(() => {})); // no line: nothing to keep
  }
  if (to.pathname.startsWith("/static/")) event.respondWith(file(request));
});
