// What this device keeps of the sheet (IndexedDB): the last opened months and what waits to be sent, each under its owner.
// An owner is a person in a place; nothing is ever read for anybody else. Names and villages only, no personal numbers.
"use strict";

globalThis.OfflineDB = (() => {
  const MONTHS_KEPT = 3;
  const CELL = ["owner", "url", "posting", "day"];
  let opened;

  function open() {
    opened ||= new Promise((resolve, reject) => {
      const asked = indexedDB.open("zhucun", 1);
      asked.onupgradeneeded = () => {
        asked.result.createObjectStore("months", { keyPath: ["owner", "url"] });
        asked.result.createObjectStore("changes", { keyPath: CELL });
        asked.result.createObjectStore("batches", { keyPath: "key" });
      };
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
    return opened;
  }

  const fresh = () => crypto.randomUUID?.() || Date.now().toString(36) + Math.random().toString(36).slice(2);
  const answer = (asked) =>
    new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });

  // Runs `deed` in one transaction, on the disk before it is over: all of it is written, or nothing.
  async function within(deed, mode = "readwrite") {
    const db = await open();
    const work = db.transaction(["months", "changes", "batches"], mode, { durability: "strict" });
    const over = new Promise((resolve, reject) => {
      work.oncomplete = resolve;
      work.onabort = () => reject(work.error);
    });
    const given = await deed(work);
    await over;
    return given;
  }

  const all = (work, name) => answer(work.objectStore(name).getAll());
  const cellOf = (row) => CELL.map((name) => row[name]);
  const isOf = (owner, url) => (row) => row.owner === owner && row.url === url;
  const isUsers = (user) => (row) => row.owner.startsWith(`${user}@`);

  const month = (owner, url) => within((work) => answer(work.objectStore("months").get([owner, url])), "readonly");

  const keepMonth = (row) =>
    within(async (work) => {
      const months = work.objectStore("months");
      const others = (await all(work, "months")).filter((kept) => kept.owner === row.owner && kept.url !== row.url);
      others.sort((a, b) => b.opened - a.opened);
      months.put(row);
      for (const old of others.slice(MONTHS_KEPT - 1)) months.delete([old.owner, old.url]);
    });

  const changes = (owner, url) => within(async (work) => (await all(work, "changes")).filter(isOf(owner, url)), "readonly");

  // Writes changes and forgets others. One that is forgotten on its way leaves its batch, which then goes under a new key.
  const keepChanges = (rows, gone = []) =>
    within(async (work) => {
      const lost = new Set(gone.map((row) => cellOf(row).join(" ")));
      for (const row of rows) work.objectStore("changes").put(row);
      for (const row of gone) work.objectStore("changes").delete(cellOf(row));
      for (const begun of await all(work, "batches")) {
        const left = begun.entries.filter((entry) => !lost.has(cellOf({ ...begun, ...entry }).join(" ")));
        if (left.length < begun.entries.length) await replace(work, begun, left);
      }
    });

  async function replace(work, old, entries) {
    const made = { ...old, key: fresh(), entries };
    work.objectStore("batches").delete(old.key);
    if (entries.length) work.objectStore("batches").put(made);
    for (const row of await all(work, "changes"))
      if (row.batch === old.key) work.objectStore("changes").put({ ...row, batch: made.key });
  }

  // The batch on its way, or a new one of all that waits. Its key stays until it is answered: sent again, it is done once.
  const batch = (owner, url) =>
    within(async (work) => {
      const begun = (await all(work, "batches")).find(isOf(owner, url));
      if (begun) return begun;
      const waiting = (await all(work, "changes")).filter((row) => isOf(owner, url)(row) && !row.held);
      if (!waiting.length) return null;
      const made = { key: fresh(), owner, url, entries: waiting.map((row) => row.entry) };
      work.objectStore("batches").put(made);
      for (const row of waiting) work.objectStore("changes").put({ ...row, batch: made.key });
      return made;
    });

  const renew = (old) => within((work) => replace(work, old, old.entries));

  // `judge(row, isSame)` says what becomes of a change the batch named: null to forget it, or the row as it stays.
  const answered = (sent, judge) =>
    within(async (work) => {
      const store = work.objectStore("changes");
      for (const entry of sent.entries) {
        const row = await answer(store.get(cellOf({ ...sent, ...entry })));
        const after = row && judge(row, row.batch === sent.key);
        if (after) store.put(after);
        else if (row) store.delete(cellOf(row));
      }
      work.objectStore("batches").delete(sent.key);
    });

  // Everything that waits on this device, of whomever: only counted.
  const count = () => within((work) => answer(work.objectStore("changes").count()), "readonly");

  const countOf = (user) => within(async (work) => (await all(work, "changes")).filter(isUsers(user)).length, "readonly");

  // Copies of months that are not this person's go; what waits to be sent stays for its owner, however long that takes.
  const keepOnly = (user) =>
    within(async (work) => {
      for (const row of await all(work, "months"))
        if (!user || !isUsers(user)(row)) work.objectStore("months").delete([row.owner, row.url]);
    });

  return { month, keepMonth, changes, keepChanges, batch, renew, answered, count, countOf, keepOnly };
})();
