// Makes each changed control an entry of the browser's history, so that Back undoes it, and lets
// words in a text set controls: links whose address is a query alone.
//
// Streamlit writes a control into the address in place of what stood there. Its own answer to Back
// puts what an address says into the controls; all that is missing are the entries.

const FILM = '[class*="st-key-film-"]';
const replace = tell(history.replaceState.bind(history));
const push = tell(history.pushState.bind(history));
let latest = null; // the control that was changed last, until Back

// What writes the address, followed by the event `address` for those who read it.
function tell(write) {
  return (...entry) => {
    write(...entry);
    dispatchEvent(new Event("address"));
  };
}

function search(url) {
  const { origin, pathname, search } = new URL(url, location.href);
  return origin === location.origin && pathname === location.pathname ? search : null;
}

// The parameters in which two addresses differ.
function changed(before, after) {
  const [a, b] = [new URLSearchParams(before), new URLSearchParams(after)];
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => a.getAll(key).join() !== b.getAll(key).join()).join();
}

function write(state, title, url) {
  const after = typeof url === "string" && url.includes("://") ? search(url) : null;
  const control = after === null ? "" : changed(location.search, after);
  if (!control) return replace(state, title, url);
  const again = control === latest && control === history.state?.control; // a slider moved on
  latest = control;
  if (again) replace({ ...state, control }, title, url);
  else push({ ...state, control }, title, url);
}

// A click on a link like `?beta=0.9&frame=3`.
function follow(event) {
  const link = event.target.closest?.('a[href^="?"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const wanted = new URLSearchParams(link.getAttribute("href"));
  const film = link.closest(FILM) ?? document.querySelector(FILM);
  if (wanted.has("frame")) {
    film?.dispatchEvent(new CustomEvent("film-go", { detail: Number(wanted.get("frame")) }));
    wanted.delete("frame");
  }
  const query = new URLSearchParams(location.search);
  for (const key of new Set(wanted.keys())) query.delete(key);
  for (const [key, value] of wanted) query.append(key, value);
  if (!changed(location.search, `?${query}`)) return;
  history.pushState({}, "", `?${query}`);
  dispatchEvent(new PopStateEvent("popstate")); // Streamlit reads the address
}

export default function () {
  if (history.replaceState === write) return;
  history.replaceState = write;
  history.pushState = push;
  addEventListener("popstate", () => (latest = null));
  document.addEventListener("click", follow);
}
