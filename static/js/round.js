// A round's villages × seats, all on one page: drawn from compact JSON, narrowed and sorted while one types.
// Without this script the server narrows, sorts and pages the same table.
"use strict";

const table = document.querySelector("[data-grid]");
const filters = document.querySelector("form.filters");
const NEEDED = ["state", "category", "need", "unit", "q"];
const EMPTY = ["short", "open"];
let data = { rows: [] };
let order = new URLSearchParams(location.search).get("sort") || "";

const seatsOf = (row) => row[8];
const stateOf = (seat) => data.states[seat[0]];
const isEmpty = (seat) => EMPTY.includes(stateOf(seat)[0]);
const unitOf = (row) => data.units[row[3]] || [0, ""];
const shortSince = (row) => seatsOf(row).map((seat) => seat[2]).filter(Boolean).sort()[0] || "";

const ORDERS = {
  village: (row) => row[7],
  unit: (row) => unitOf(row)[1],
  open: (row) => seatsOf(row).filter(isEmpty).length,
  since: (row) => shortSince(row) || "9999",
};

function asked() {
  const said = new FormData(filters);
  return Object.fromEntries(NEEDED.map((name) => [name, (said.get(name) || "").trim()]));
}

function fits(row, want) {
  const words = [row[1], row[2], unitOf(row)[1], row[6], ...seatsOf(row).map((seat) => seat[1])].join(" ").toLowerCase();
  return (
    (!want.category || row[4].includes(want.category)) &&
    (!want.need || row[5].some((at) => data.needs[at][0] === want.need)) &&
    (!want.unit || String(unitOf(row)[0]) === want.unit) &&
    (!want.state || seatsOf(row).some((seat) => stateOf(seat)[0] === want.state)) &&
    (!want.q || words.includes(want.q.toLowerCase()))
  );
}

function sorted(rows) {
  const key = ORDERS[order.replace("-", "")];
  if (!key) return rows;
  const turn = order.startsWith("-") ? -1 : 1;
  const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].sort((a, b) => turn * (compare(key(a), key(b)) || compare(a[7], b[7])));
}

function mark(seat) {
  const [, label, tone] = stateOf(seat);
  const badge = document.createElement("span");
  badge.className = `mark mark-${tone}`;
  badge.textContent = label;
  return badge;
}

function person(seat) {
  const [, name, , nomination, stage] = seat;
  if (!nomination) return name;
  const link = document.createElement("a");
  link.href = `/nominations/${nomination}/`;
  link.textContent = name || stage;
  return link;
}

function act(row, cell) {
  const made = document.getElementById("grid-act").content.firstElementChild.cloneNode(true);
  if (data.act === "remind") made.value = `${row[0]}:${cell.dataset.seat}`;
  else if (data.act === cell.dataset.source) made.href += `?team=${row[0]}&seat=${cell.dataset.seat}&round=${made.dataset.round}`;
  else return "";
  return made;
}

function drawn(row) {
  const line = document.getElementById("grid-row").content.firstElementChild.cloneNode(true);
  const [head, unit, needs, ...rest] = line.children;
  head.firstElementChild.href = `/teams/${row[0]}/`;
  head.firstElementChild.textContent = row[1];
  head.lastElementChild.textContent = row[2];
  unit.textContent = unitOf(row)[1] || "–";
  needs.textContent = row[5].map((at) => data.needs[at][1]).join(table.dataset.between) || "–";
  seatsOf(row).forEach((seat, at) => {
    const box = document.createElement("span");
    box.append(mark(seat), " ", person(seat), " ", isEmpty(seat) && data.act ? act(row, rest[at]) : "");
    rest[at].append(box);
  });
  rest[3].textContent = shortSince(row) || "–";
  return line;
}

function draw() {
  const want = asked();
  const rows = sorted(data.rows.filter((row) => fits(row, want)));
  table.tBodies[0].replaceChildren(...rows.map(drawn));
  const count = document.getElementById("grid-count");
  count.textContent = count.dataset.words.replace("%n", rows.length);
}

// The address says what is shown, and so do the links and the form that carry it.
function remember() {
  const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
  if (new URLSearchParams(location.search).has("all")) query.set("all", "1");
  if (order) query.set("sort", order);
  history.replaceState(null, "", `?${query}`);
  for (const link of document.querySelectorAll("a[data-carries]")) link.search = query;
  const form = table.closest("form");
  form.action = `${new URL(form.action).pathname}?${query}`;
}

function arrange(event) {
  const link = event.target.closest("a.sort");
  if (!link) return;
  event.preventDefault();
  const key = new URLSearchParams(link.search).get("sort").replace("-", "");
  order = order === key ? `-${key}` : key;
  for (const head of table.tHead.querySelectorAll("th[aria-sort]")) head.removeAttribute("aria-sort");
  for (const sign of table.tHead.querySelectorAll(".sort svg")) sign.remove();
  link.closest("th").setAttribute("aria-sort", order.startsWith("-") ? "descending" : "ascending");
  draw();
  remember();
}

function narrow(event) {
  if (event.type === "submit" && !event.submitter) return; // another place is asked of the server
  if (event.type === "submit") event.preventDefault();
  if (event.target.name === "area") return;
  draw();
  remember();
}

async function read() {
  const here = document.getElementById("grid-data");
  if (here) return JSON.parse(here.textContent);
  const answer = await fetch(table.dataset.src, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

async function start() {
  try {
    data = await read();
  } catch {
    return; // the server's own table stays
  }
  document.querySelector(".grid-pages").hidden = true;
  draw();
  table.tHead.addEventListener("click", arrange);
  filters.addEventListener("input", narrow);
  filters.addEventListener("submit", narrow);
}

if (table) start();
