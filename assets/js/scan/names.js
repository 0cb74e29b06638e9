// Finding people by name without the server. Pure.

/** Words without what makes no difference. */
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();

/** Those in whose names every typed word occurs, at most `most`. */
export function matching(people, typed, most = 8) {
  const wanted = plain(typed).split(/\s+/).filter(Boolean);
  if (!wanted.length) return [];
  return people.filter((one) => { const name = plain(one.name); return wanted.every((word) => name.includes(word)); }).slice(0, most);
}
