// The line between a month on this device and the server: reading, writing, and whose line it is.
"use strict";

globalThis.MonthLine = (() => {
  const READ = 8000, WRITE = 30000; // ms until a request is given up
  const isGone = (answer) => answer.status === 401 || answer.type === "opaqueredirect";
  const ofPage = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";

  return class {
    // `say(state)` hears { online, signedOut, other } after every try.
    constructor({ url, owner, say }) {
      Object.assign(this, { url, owner, say, token: ofPage() });
    }

    // The answer, or nothing when there was none.
    async ask(url, patience, more = {}) {
      try {
        const answer = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(patience), ...more });
        this.say({ online: answer.status < 500, signedOut: isGone(answer) });
        return isGone(answer) || answer.status >= 500 ? null : answer;
      } catch {
        this.say({ online: false });
        return null;
      }
    }

    async read() {
      const answer = await this.ask(this.url, READ, { headers: { Accept: "application/json" } });
      return answer?.ok ? answer.json() : null;
    }

    // Whether whoever is logged in here is the owner. A token is worth nothing after another log-in, so it is asked for anew.
    async isMine() {
      const answer = await this.ask("/attendance/line/", READ);
      if (!answer) return false;
      const said = answer.ok ? await answer.json() : {};
      const mine = `${said.user}@${said.area}` === this.owner;
      this.token = mine ? said.token : "";
      this.say({ other: !mine });
      return mine;
    }

    // What became of a batch: { answer }, { why } when all of it is refused, { renew } when its key is spent, nothing when it must wait.
    async write(batch, isSecond = false) {
      if (!this.token && !(await this.isMine())) return null;
      const headers = { Accept: "application/json", "Content-Type": "application/json" };
      Object.assign(headers, { "X-CSRFToken": this.token, "Idempotency-Key": batch.key });
      const answer = await this.ask(this.url, WRITE, { method: "PATCH", headers, body: JSON.stringify({ entries: batch.entries }) });
      if (!answer) this.token = ""; // whoever is there when the line is back
      if (!answer || answer.status === 429) return null;
      if (answer.status === 403 && !isSecond) return (await this.isMine()) ? this.write(batch, true) : null;
      if (answer.status === 409) return { renew: true };
      const text = await answer.text();
      if (!answer.ok) return { why: JSON.parse(text).detail || answer.statusText };
      return text ? { answer: JSON.parse(text) } : { renew: true }; // too long an answer is not kept: ask again what became of it
    }
  };
})();
