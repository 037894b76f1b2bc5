// Shows which control a stop of the tour is about, and says when it stands as the stop asks for.

const places = new WeakMap();

class Progress {
  constructor(root) {
    this.output = root.querySelector(".tour-progress");
    this.bar = root.closest(".st-key-tour");
    this.bar.style.background = getComputedStyle(this.output).getPropertyValue(
      "--st-background-color",
    );
    this.listener = new AbortController();
    const { signal } = this.listener;
    for (const event of ["address", "popstate"]) {
      addEventListener(event, () => this.look(), { signal });
    }
    this.page = new MutationObserver(() => this.mark()); // the control may be drawn later
    this.page.observe(document.body, { childList: true, subtree: true });
  }

  update({ control, shown, done }) {
    Object.assign(this, { control, shown, done });
    this.mark();
    this.look();
  }

  mark() {
    const here = document.querySelector(`.st-key-${this.shown}`);
    if (here === this.here) return;
    this.here?.removeAttribute("data-tour");
    this.here = here;
    here?.setAttribute("data-tour", ""); // Streamlit rewrites classes, but no attribute
  }

  look() {
    const value = new URLSearchParams(location.search).get(this.control);
    const done = value !== null && this.done.some((each) => same(each, value));
    this.output.textContent = done ? "✓ Done" : "";
  }

  leave() {
    this.listener.abort();
    this.page.disconnect();
    this.here?.removeAttribute("data-tour");
  }
}

function same(a, b) {
  return a.toLowerCase() === b.toLowerCase() || (a !== "" && Number(a) === Number(b));
}

export default function ({ parentElement, data }) {
  if (!places.has(parentElement)) places.set(parentElement, new Progress(parentElement));
  places.get(parentElement).update(data);
  return () => {
    places.get(parentElement).leave();
    places.delete(parentElement);
  };
}
