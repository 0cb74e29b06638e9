// Every scan of this device that is not done with: stored before it is sent, in IndexedDB, shared by all tabs of a browser.
// An item: `{nonce, seq, owner, ownerName, kind: "scan"|"visit", state: "waiting"|"taken"|"refused", deviceAt, offset, place, live}`
// with `code`, or `person` and `direction`; then `scannedAt` (fixed at the first attempt), `result` or `error`, `seen` (a
// person has looked at the answer).
const NAME = "rollcall-scan";
const STORE = "items";

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

class StoredQueue {
  keeps = true;
  #database;

  constructor(database) {
    this.#database = database;
  }

  /** Runs requests of one transaction and waits until it is on the disk. */
  async #write(work) {
    const transaction = this.#database.transaction([STORE], "readwrite", { durability: "strict" });
    const finished = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    // Either of them may fail first.
    await Promise.all([work(transaction.objectStore(STORE)), finished]);
  }

  async add(item) {
    await this.#write((store) => done(store.add(item)));
  }

  async patch(nonce, changes) {
    await this.#write(async (store) => {
      const item = await done(store.index("nonce").get(nonce));
      if (item) await done(store.put({ ...item, ...changes }));
    });
  }

  async remove(nonces) {
    await this.#write(async (store) => {
      for (const nonce of nonces) {
        const key = await done(store.index("nonce").getKey(nonce));
        if (key !== undefined) await done(store.delete(key));
      }
    });
  }

  /** All items, oldest first. */
  async all() {
    return done(this.#database.transaction([STORE]).objectStore(STORE).getAll());
  }
}

/** The same for a browser that keeps nothing; also for tests. */
export class PassingQueue {
  keeps = false;
  #items = [];
  #last = 0;

  async add(item) {
    this.#items.push({ ...item, seq: (this.#last += 1) });
  }

  async patch(nonce, changes) {
    this.#items = this.#items.map((item) => (item.nonce === nonce ? { ...item, ...changes } : item));
  }

  async remove(nonces) {
    this.#items = this.#items.filter((item) => !nonces.includes(item.nonce));
  }

  async all() {
    return this.#items.map((item) => ({ ...item }));
  }
}

/** The queue of this browser. */
export async function openQueue() {
  try {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE, { keyPath: "seq", autoIncrement: true });
      store.createIndex("nonce", "nonce", { unique: true });
    };
    const database = await done(request);
    // A newer page wants to change it.
    database.onversionchange = () => database.close();
    return new StoredQueue(database);
  } catch {
    return new PassingQueue();
  }
}

/** Answers that nobody has to look at any more: the newest stay a while, as a list of who came. */
const KEPT_TAKEN = 50;
const KEPT_MS = 24 * 3_600_000;
const KEPT_UNSEEN_MS = 7 * KEPT_MS;

/** Nonces of what may go: taken ones, and refusals that were seen. What waits, and a refusal nobody has seen, stays. */
export function leftovers(items, now) {
  const over = items.filter((item) => item.state === "taken" || (item.state === "refused" && item.seen));
  const age = (item) => Math.abs(now - item.deviceAt);
  return over.filter((item, at) => {
    if (!item.seen) return age(item) > KEPT_UNSEEN_MS;
    return age(item) > KEPT_MS || over.length - at > KEPT_TAKEN;
  }).map((item) => item.nonce);
}

/** What the lists show: waiting of this owner and of others, refusals to look at, and the newest that were taken. */
export function sorted(items, owner) {
  const newestFirst = [...items].reverse();
  return {
    waiting: items.filter((item) => item.state === "waiting" && item.owner === owner),
    foreign: items.filter((item) => item.state === "waiting" && item.owner !== owner),
    refused: items.filter((item) => item.state === "refused" && !item.seen && item.owner === owner),
    recent: newestFirst.filter((item) => item.owner === owner && (item.state === "taken" || (item.state === "refused" && item.seen))),
  };
}
