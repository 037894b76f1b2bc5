// A slider that sets one parameter of all charts in the film around it.

const SETTLE = 300; // ms without another step before the server hears of it

class Handle {
  constructor(root) {
    this.film = root.closest('[class*="st-key-film-"]');
    this.label = root.querySelector(".film-handle span");
    this.slider = root.querySelector("input");
    this.output = root.querySelector("output");
    this.slider.addEventListener("input", () => {
      this.show(this.slider.valueAsNumber);
      this.settle();
    });
    this.charts = new MutationObserver(() => this.draw()); // a chart was drawn anew
    this.charts.observe(this.film, { childList: true, subtree: true });
  }

  // What the server says: at the first run, and again whenever it says something else.
  update({ parameter, label, value, low, high, step }, send) {
    Object.assign(this, { parameter, send });
    this.label.textContent = label;
    Object.assign(this.slider, { min: low, max: high, step });
    if (value !== this.told) {
      this.told = value;
      this.show(value);
    }
    this.draw();
  }

  show(value) {
    this.value = value;
    this.slider.value = value;
    this.output.textContent = `${Number(value.toFixed(3))}`.replace("-", "−");
    this.draw();
  }

  draw() {
    for (const box of this.film.querySelectorAll(`.vega-bind input[name="${this.parameter}"]`)) {
      const before = box.value;
      box.value = this.value;
      if (box.value !== before) box.dispatchEvent(new Event("input"));
    }
  }

  // Tell the server, once the hand is still, where the visitor let go.
  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.value === this.told) return;
      this.told = this.value;
      this.send("release", this.value);
    }, SETTLE);
  }

  leave() {
    clearTimeout(this.settling);
    this.charts.disconnect();
  }
}

const handles = new WeakMap(); // Streamlit calls again with new data; the handle stays the same

export default function ({ parentElement, data, setTriggerValue }) {
  if (!handles.has(parentElement)) handles.set(parentElement, new Handle(parentElement));
  const handle = handles.get(parentElement);
  handle.update(data, setTriggerValue);
  return () => {
    handle.leave();
    handles.delete(parentElement);
  };
}
