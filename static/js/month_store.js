// The month's data: what the server last said, what the clerk has said since, and how it gets there.
// The grid knows nothing else: MonthStore.open({url, month, area, user}) gives a store; see docs/decisions/0008.
"use strict";

const MonthStore = (() => {
  const PAUSE = 700; // milliseconds in which changes gather into one batch
  const LARGEST = 2000; // cells in one batch
  const AGAIN = [2000, 5000, 15000, 30000]; // milliseconds until the next try on a bad line

  const keyOf = (one) => one.posting + ":" + one.day;
  const token = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  const fresh = () => crypto.randomUUID?.() || Date.now().toString(36) + Math.random().toString(36).slice(2);

  async function ask(url, options = {}) {
    const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "application/json" }, ...options });
    if (answer.ok) return answer.json();
    const problem = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(problem.detail || problem.title || String(answer.status)), { status: answer.status });
  }

  class Store {
    constructor(wanted) {
      Object.assign(this, wanted, { data: null, queue: new Map(), batch: null, tries: 0, problem: "", ears: {} });
      addEventListener("online", () => this.send());
    }

    on(what, fn) {
      (this.ears[what] ||= []).push(fn);
    }

    tell(what, said) {
      for (const fn of this.ears[what] || []) fn(said);
    }

    async load() {
      this.data = await ask(`${this.url}?month=${this.month}${this.area ? "&area=" + this.area : ""}`);
      this.tell("data", this.data);
      return this;
    }

    cell(one) {
      return this.data.cells[one.posting]?.[one.day.slice(8)];
    }

    // Everything not yet saved: on its way, waiting, or held because the clerk must decide (`held`: conflict, refused).
    pending() {
      return [...this.queue.values()];
    }

    change(entries) {
      for (const entry of entries) {
        if (this.says(entry) && !this.sending(keyOf(entry))) this.queue.delete(keyOf(entry));
        else this.queue.set(keyOf(entry), { ...entry, held: "" });
      }
      this.report();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.send(), PAUSE);
    }

    // Whether the server's own word is just this already.
    says(entry) {
      const cell = this.cell(entry);
      if (!cell) return !entry.confirm && entry.status === this.data.default && !entry.note;
      return cell[0] === entry.status && cell[1] === entry.note && Boolean(cell[2]) === entry.confirm;
    }

    sending(key) {
      return Boolean(this.batch?.entries.some((one) => keyOf(one) === key));
    }

    settle(entry) {
      this.queue.delete(keyOf(entry));
      this.report();
    }

    report() {
      const all = this.pending();
      const sending = this.busy ? this.batch.entries.length : 0;
      const waiting = all.filter((one) => !one.held).length - sending;
      this.tell("state", { online: navigator.onLine && !this.tries, waiting, sending, unsent: all.length, problem: this.problem });
    }

    // One batch at a time; a batch that got no answer goes again under its own key, so that it counts once.
    async send() {
      clearTimeout(this.timer);
      if (this.busy) return;
      const entries = this.pending().filter((one) => !one.held).slice(0, LARGEST);
      if (!this.batch && !entries.length) return;
      this.batch ||= { key: fresh(), entries };
      this.busy = true;
      this.report();
      try {
        this.answered(await this.patch());
      } catch (error) {
        this.failed(error);
      }
      this.busy = false;
      this.report();
      if (!this.tries && this.pending().some((one) => !one.held)) this.send();
    }

    patch() {
      const body = JSON.stringify({ entries: this.batch.entries.map(({ held, ...entry }) => entry) });
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token(), "Idempotency-Key": this.batch.key };
      return ask(this.url, { method: "PATCH", body, headers: { Accept: "application/json", ...headers } });
    }

    // A bad line or a busy server: again later. Anything else will not mend itself: the cells wait for the clerk.
    failed(error) {
      this.problem = error.status ? error.message : "";
      const passing = !error.status || error.status === 409 || error.status === 401 || error.status >= 500;
      if (!passing) {
        const refused = this.batch.entries.map((one) => ({ ...one, why: error.message, provision: null }));
        this.problem = "";
        return this.answered({ written: [], conflicts: [], refused });
      }
      this.timer = setTimeout(() => this.send(), AGAIN[Math.min(this.tries, AGAIN.length - 1)]);
      this.tries += 1;
    }

    answered(answer) {
      const sent = new Map(this.batch.entries.map((one) => [keyOf(one), one]));
      Object.assign(this, { batch: null, tries: 0, problem: "" });
      for (const one of answer.written) this.written(one, sent.get(keyOf(one)));
      for (const one of answer.conflicts) this.held(one, "conflict", one.theirs);
      for (const one of answer.refused) this.held(one, "refused");
      this.tell("answer", answer);
    }

    written(one, sent) {
      const source = this.cell(one)?.[5] || "";
      (this.data.cells[one.posting] ||= {})[one.day.slice(8)] = [one.status, one.note, one.confirmed, one.version, one.by, source];
      const now = this.queue.get(keyOf(one));
      if (now === sent) this.queue.delete(keyOf(one));
      else if (now) now.version = one.version;
    }

    held(one, how, theirs) {
      const entry = this.queue.get(keyOf(one));
      if (entry) Object.assign(entry, { held: how, theirs, why: one.why, provision: one.provision });
      if (!theirs) return;
      const source = this.cell(one)?.[5] || "";
      (this.data.cells[one.posting] ||= {})[one.day.slice(8)] =
        [theirs.status, theirs.note, theirs.confirmed, theirs.version, theirs.by, source];
    }
  }

  return { open: (wanted) => new Store(wanted).load() };
})();
