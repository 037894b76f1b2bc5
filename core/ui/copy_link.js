// Copies the address, with the frame of the film, without guesses; says what it holds.

const FILM = '[class*="st-key-film-"]';
const LONGEST = 2000; // characters that every browser and messenger takes
const SHOWN = 40; // characters of a value in the message
const STAYS = 6000; // ms

class CopyLink {
  constructor(root) {
    this.button = root.querySelector(".copy-link button");
    this.output = root.querySelector(".copy-link output");
    this.listeners = new AbortController();
    const { signal } = this.listeners;
    this.button.addEventListener("click", () => this.copy(), { signal });
  }

  link() {
    const query = new URLSearchParams(location.search);
    for (const key of this.leftOut) query.delete(key);
    const frame = document.querySelector(FILM)?.dataset;
    if (frame?.frame !== undefined && frame.frame !== frame.start) query.set("frame", frame.frame);
    return { query, address: location.origin + location.pathname + (query.size ? `?${query}` : "") };
  }

  async copy() {
    const { query, address } = this.link();
    const values = [...query].map(([key, value]) => {
      const short = value.length > SHOWN ? `${value.slice(0, SHOWN)}…` : value;
      return `${key} = ${short || "nothing"}`;
    });
    const holds = values.length ? `It opens this page with ${values.join(", ")}.` : "It opens this page.";
    const long = address.length > LONGEST ? " It is long: some programs will cut it." : "";
    try {
      await navigator.clipboard.writeText(address);
      this.say(`Copied. ${holds}${long}`);
    } catch {
      this.say(`Your browser does not let a page copy. The link: ${address}`);
    }
  }

  say(text) {
    this.output.textContent = text;
    clearTimeout(this.going);
    this.going = setTimeout(() => (this.output.textContent = ""), STAYS);
  }

  leave() {
    clearTimeout(this.going);
    this.listeners.abort();
  }
}

const places = new WeakMap(); // Streamlit calls again with new data; the button stays the same

export default function ({ parentElement, data }) {
  if (!places.has(parentElement)) places.set(parentElement, new CopyLink(parentElement));
  const place = places.get(parentElement);
  place.leftOut = data.left_out;
  return () => {
    place.leave();
    places.delete(parentElement);
  };
}
