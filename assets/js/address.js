// The address of what is shown now: a page that came in place of another one says it in `data-address`.
export function address(main) {
  const wanted = new URL(main.dataset.address, location.href);
  if (wanted.origin !== location.origin) return;
  if (wanted.pathname + wanted.search === location.pathname + location.search) return;
  history.replaceState(history.state, "", wanted.pathname + wanted.search + location.hash);
}
