// Shows the sentence of the frame on which the film around it stands.

class Words {
  constructor(root) {
    this.film = root.closest('[class*="st-key-film-"]');
    this.place = root.querySelector(".film-words");
    this.listener = new AbortController();
    this.film.addEventListener("film-frame", () => this.draw(), { signal: this.listener.signal });
  }

  update({ start, forms, frames }) {
    Object.assign(this, { start, forms, frames, shown: null });
    this.draw();
  }

  sentence(frame) {
    const [form, ...changing] = this.frames[Math.min(frame, this.frames.length - 1)];
    return this.forms[form].map((word) => word ?? changing.shift()).join(" ");
  }

  draw() {
    const text = this.sentence(Number(this.film.dataset.frame ?? this.start));
    if (text === this.shown) return;
    this.shown = text;
    this.place.replaceChildren(...text.split("\n\n").map(paragraph));
  }
}

function paragraph(text) {
  const node = document.createElement("p");
  text.split("**").forEach((part, i) => {
    const piece = i % 2 ? node.appendChild(document.createElement("strong")) : node;
    piece.append(part);
  });
  return node;
}

const places = new WeakMap(); // Streamlit calls again with new data; the words stay the same

export default function ({ parentElement, data }) {
  if (!places.has(parentElement)) places.set(parentElement, new Words(parentElement));
  const words = places.get(parentElement);
  words.update(data);
  return () => {
    words.listener.abort();
    places.delete(parentElement);
  };
}
