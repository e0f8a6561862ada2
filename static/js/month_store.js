// A month's data on this device: what the server last said, what the clerk has said since, and how it gets there.
// The pages know nothing else: MonthStore.open({url, month, area, user}) gives a store; see docs/decisions/0013.
// Shown from the device when there is no line; changes stay on it until the server has answered each of them.
"use strict";

globalThis.MonthStore = (() => {
  const PAUSE = 700; // milliseconds in which changes gather into one batch
  const SLOW = 2500; // milliseconds until the copy is shown although the line is there
  const AGAIN = [3000, 10000, 30000, 60000]; // milliseconds until the next try on a bad line
  const keyOf = (one) => `${one.posting}:${one.day}`;
  const alone = (deed) => (navigator.locks ? navigator.locks.request("zhucun-send", deed) : deed());

  class Store {
    constructor({ url, month, area, user }) {
      this.url = `${url}?month=${month}${area ? `&area=${area}` : ""}`;
      this.owner = `${user}@${document.body.dataset.place || ""}`;
      Object.assign(this, { data: null, queue: new Map(), written: Promise.resolve(), tries: 0, ears: {} });
      this.known = { online: true, sending: 0, signedOut: false, other: false, since: "", problem: "" };
      this.line = new MonthLine({ url: this.url, owner: this.owner, say: (words) => this.say(words) });
      this.tabs = new BroadcastChannel("zhucun-sheet");
      this.tabs.addEventListener("message", () => this.reread());
      addEventListener("online", () => this.again());
      document.addEventListener("visibilitychange", () => document.hidden || (this.isAway() && this.again()));
    }

    on(what, deed) {
      (this.ears[what] ||= []).push(deed);
      return this;
    }

    tell(what, said) {
      for (const deed of this.ears[what] || []) deed(said);
    }

    isAway() {
      return !this.known.online || this.known.signedOut || this.known.other;
    }

    // `waiting` is on no way yet, `unsent` is everything the server has not taken; a held cell waits for the clerk.
    get state() {
      const all = this.pending();
      const held = all.filter((one) => one.held).length;
      return { ...this.known, waiting: Math.max(0, all.length - held - this.known.sending), held, unsent: all.length };
    }

    say(words) {
      Object.assign(this.known, words);
      this.tell("state", this.state);
    }

    // The copy of this device where the line is slow or gone; what the server says as soon as it says it.
    async begin() {
      const [kept] = await Promise.all([OfflineDB.month(this.owner, this.url), this.reread()]);
      const asked = this.refresh();
      await (kept ? Promise.race([asked, new Promise((resolve) => setTimeout(resolve, SLOW))]) : asked);
      if (!this.data && !kept) throw new Error(document.getElementById("line")?.dataset[this.known.signedOut ? "ended" : "unkept"] || "");
      if (!this.data) {
        this.data = kept.data;
        this.say({ since: kept.data.today });
      }
      this.send();
      return this;
    }

    async refresh() {
      const data = await this.line.read();
      if (!data) return false;
      const isNews = JSON.stringify(data) !== JSON.stringify(this.data);
      Object.assign(this, { data, tries: 0 });
      this.say({ since: "" });
      await this.keep();
      if (isNews) this.tell("data", data);
      return true;
    }

    // Only for whoever writes: a reader's copy would serve nobody. A device that is full goes on without a copy.
    async keep() {
      if (!this.data.writes) return;
      const row = { owner: this.owner, url: this.url, data: this.data, opened: Date.now() };
      await OfflineDB.keepMonth(row).catch((fault) => console.warn(fault));
    }

    report() {
      this.say({});
    }

    // What the disk holds, once all that was said here is on it.
    async reread() {
      let rows, before;
      do {
        before = this.written;
        await before;
        rows = await OfflineDB.changes(this.owner, this.url);
      } while (before !== this.written);
      this.queue = new Map(rows.map((row) => [keyOf(row), row]));
      this.say({});
    }

    // [status, note, confirmed, version, by, source] as the server last said it; undefined where it said nothing
    cell(one) {
      return this.data.cells[one.posting]?.[one.day.slice(8)];
    }

    // Everything not yet saved: on its way, waiting, or held because the clerk must decide (`held`: conflict, refused).
    pending() {
      return [...this.queue.values()].map(({ entry, name, village, held, why, provision, theirs }) =>
        ({ ...entry, name, village, held, why, provision, theirs }));
    }

    // Seen at once, on the disk a moment later, on its way after a pause.
    change(entries) {
      const [rows, gone] = [[], []];
      for (const entry of entries) {
        const before = this.queue.get(keyOf(entry));
        if (this.says(entry) && !before?.batch) gone.push(...(before ? [before] : []));
        else rows.push(this.row(entry));
      }
      for (const row of gone) this.queue.delete(keyOf(row));
      for (const row of rows) this.queue.set(keyOf(row), row);
      this.write(rows, gone);
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.send(), PAUSE);
    }

    row({ posting, day, status, note = "", version, reason = "", confirm = true }) {
      const { name = "", village = "" } = this.data.people.find((one) => one.posting === posting) || {};
      const entry = { posting, day, status, note, version: version ?? this.cell({ posting, day })?.[3] ?? "", reason, confirm };
      return { owner: this.owner, url: this.url, posting, day, entry, name, village, held: "", batch: null };
    }

    // Whether the server's own word is just this already.
    says(entry) {
      const cell = this.cell(entry);
      if (!cell) return !entry.confirm && entry.status === this.data.default && !entry.note;
      return cell[0] === entry.status && cell[1] === entry.note && Boolean(cell[2]) === entry.confirm;
    }

    // Forgets a change, whatever state it is in: what the server holds stands.
    settle(entry) {
      const row = this.queue.get(keyOf(entry));
      this.queue.delete(keyOf(entry));
      if (row) this.write([], [row]);
    }

    write(rows, gone) {
      const kept = this.written.then(() => OfflineDB.keepChanges(rows, gone)).then(() => this.tabs.postMessage("changed"));
      this.written = kept.catch((fault) => this.say({ problem: String(fault) }));
      this.say({});
    }

    send() {
      clearTimeout(this.pause);
      this.way ||= this.written.then(() => alone(() => this.flush())).finally(() => (this.way = null));
      return this.way;
    }

    // One batch at a time, until nothing waits or the line is gone.
    async flush() {
      for (let batch, renewed = 0; renewed < 3 && (batch = await OfflineDB.batch(this.owner, this.url)); ) {
        this.say({ sending: batch.entries.length });
        const outcome = await this.line.write(batch);
        if (outcome?.renew) await OfflineDB.renew(batch);
        else if (outcome) await this.answered(batch, outcome);
        this.say({ sending: 0 });
        renewed = outcome ? renewed + Boolean(outcome.renew) : 3;
      }
      await this.reread();
      if (this.isAway() || this.state.waiting) this.later();
    }

    async answered(batch, { answer, why }) {
      const whole = why ? batch.entries.map((entry) => ({ ...entry, why, provision: null })) : [];
      const { written = [], conflicts = [], refused = whole } = answer || {};
      const of = (rows) => new Map(rows.map((row) => [keyOf(row), row]));
      const [done, other, not] = [of(written), of(conflicts), of(refused)];
      await OfflineDB.answered(batch, (row, isSame) => {
        const at = keyOf(row);
        if (done.has(at)) return isSame ? null : { ...row, entry: { ...row.entry, version: done.get(at).version } };
        if (!isSame) return row; // changed again meanwhile: it gets an answer of its own
        if (other.has(at)) return { ...row, batch: null, held: "conflict", theirs: other.get(at).theirs };
        return { ...row, batch: null, held: "refused", why: not.get(at)?.why || "", provision: not.get(at)?.provision };
      });
      for (const one of written) this.put(one, one);
      for (const one of conflicts) this.put(one, one.theirs);
      await this.keep();
      await this.reread();
      this.tabs.postMessage("answered");
      this.tell("answer", { written, conflicts, refused });
    }

    put(one, { status, note, confirmed, version, by }) {
      const source = this.cell(one)?.[5] || "";
      (this.data.cells[one.posting] ||= {})[one.day.slice(8)] = [status, note, confirmed, version, by, source];
    }

    later() {
      if (this.known.signedOut || this.known.other) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.again(), AGAIN[Math.min(this.tries++, AGAIN.length - 1)]);
    }

    async again() {
      if (await this.refresh()) await this.send();
      else this.later();
    }
  }

  return { open: (wanted) => new Store(wanted).begin() };
})();
