// Plays a film: moves the hidden `frame` sliders of all charts in its container together.

const BOUND = '.vega-bind input[name="frame"]'; // Vega's own slider of that parameter
const CHART = ".vega-embed";
const NEARBY = 200; // pixels beyond the window where charts move already
const TYPING = 'input, textarea, select, [contenteditable], [role="slider"], [role="combobox"]';
const SETTLE = 300; // ms without another step before the server hears of it
const LONGEST_GAP = 500; // ms; a tab that was hidden goes on from its place
const FILM = '[class*="st-key-film-"]:has(.film-player)';
const DRAWN = 300; // ms after which charts that changed their size stand still
const FILLS = [[20, 0], [18, 0], [16, 0], [16, 6], [16, 12], [16, 0]];

// A film on the whole screen, for a class: text and charts as large as all of it stays in sight.
// `FILLS` are tried in turn: pixels of the letters, percent of the width left free on each side.
// Where none holds it all, the last one scrolls.
class Screen {
  constructor(film) {
    this.film = film;
    this.sizes = new ResizeObserver(() => this.wait());
  }

  toggle() {
    if (document.fullscreenElement) document.exitFullscreen();
    else this.film.requestFullscreen();
  }

  change(colours) {
    this.leave();
    if (document.fullscreenElement !== this.film) return;
    this.film.style.background = colours.backgroundColor;
    this.fill = 0;
    this.apply();
    for (const part of this.film.children) this.sizes.observe(part);
  }

  apply() {
    const [letters, free] = FILLS[this.fill];
    document.documentElement.style.fontSize = `${letters}px`;
    this.film.style.paddingInline = `max(1rem, ${free}%)`;
    this.wait();
  }

  wait() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      const fits = this.film.scrollHeight <= this.film.clientHeight + 1;
      if (fits || this.fill === FILLS.length - 1) return;
      this.fill += 1;
      this.apply();
    }, DRAWN);
  }

  leave() {
    clearTimeout(this.waiting);
    this.sizes.disconnect();
    if (this.fill === undefined) return;
    this.fill = undefined;
    document.documentElement.style.removeProperty("font-size");
    this.film.style.removeProperty("padding-inline");
    this.film.style.removeProperty("background");
  }
}

// A chart that nobody sees need not move; it follows as soon as it is scrolled to.
function inSight(chart) {
  const { top, bottom } = chart.getBoundingClientRect();
  return bottom > -NEARBY && top < innerHeight + NEARBY;
}

// The frame that a link asks for, once: the first film takes it, and it leaves the address.
function takeFromAddress() {
  const query = new URLSearchParams(location.search);
  if (!query.has("frame")) return null;
  const frame = Number(query.get("frame"));
  query.delete("frame");
  history.replaceState(history.state, "", query.size ? `?${query}` : location.pathname);
  return Number.isInteger(frame) ? frame : null;
}

class Player {
  constructor(root) {
    this.film = root.closest('[class*="st-key-film-"]');
    this.controls = root.querySelector(".film-player");
    this.slider = this.controls.querySelector('input[type="range"]');
    this.speed = this.controls.querySelector("select");
    this.label = this.controls.querySelector(".film-label");
    this.playButton = this.controls.querySelector('[data-go="play"]');
    this.frame = 0;
    this.echoes = []; // frames sent to the server that it has not sent back yet

    this.screen = new Screen(this.film);
    this.film.tabIndex = -1; // a click on a chart brings the keys to the film
    this.listeners = new AbortController();
    const listen = (target, event, handle, capture = false) =>
      target.addEventListener(event, handle, { signal: this.listeners.signal, capture });
    listen(this.controls, "click", (event) => this.click(event));
    listen(this.film, "keydown", (event) => this.press(event));
    listen(document, "keydown", (event) => this.pressOnPage(event));
    listen(this.film, "film-go", (event) => this.go(event.detail));
    listen(document, "fullscreenchange", () => this.screen.change(getComputedStyle(this.controls)));
    listen(document, "scroll", () => this.draw(), true); // of whatever part of the page scrolls
    listen(this.slider, "input", () => this.go(this.slider.valueAsNumber));
    this.charts = new MutationObserver(() => this.drawAnew());
    this.charts.observe(this.film, { childList: true, subtree: true });
  }

  // What the server says: at the first run, and again whenever it says something else.
  update({ frames, start, seconds, labels, plays, release }, send) {
    // Frames that are counted anew: what was let go of has another number now, which is `start`.
    if (this.echoes.length && frames - 1 !== this.last) [this.echoes, this.start] = [[], null];
    Object.assign(this, { last: frames - 1, seconds, labels });
    this.begins ??= plays && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.send = release ? send : null;
    this.slider.max = this.last;
    const texts = labels ?? [this.text(this.last)];
    this.label.dataset.longest = texts.reduce((a, b) => (b.length > a.length ? b : a));
    if (start !== this.start) {
      const echo = this.echoes.indexOf(start);
      this.echoes = this.echoes.slice(echo < 0 ? Infinity : echo + 1);
      if (echo < 0) this.frame = this.place = start;
      this.start = start;
    }
    this.frame = takeFromAddress() ?? this.frame;
    this.film.dataset.start = start; // where the film opens without being told
    this.show(this.frame);
  }

  text(frame) {
    return this.labels?.[frame] ?? `frame ${frame + 1} of ${this.last + 1}`;
  }

  show(frame) {
    this.frame = Math.min(Math.max(frame, 0), this.last);
    this.slider.value = this.frame;
    this.slider.setAttribute("aria-valuetext", this.text(this.frame));
    this.label.firstElementChild.textContent = this.text(this.frame);
    this.draw();
    this.film.dataset.frame = this.frame; // for words that move with the film
    this.film.dispatchEvent(new Event("film-frame"));
  }

  drawAnew() {
    this.draw();
    if (!this.begins || !this.film.querySelector(BOUND)) return;
    this.begins = false;
    this.play();
  }

  draw() {
    for (const box of this.film.querySelectorAll(BOUND)) {
      if (!inSight(box.closest(CHART))) continue;
      const before = box.value;
      box.value = this.frame; // or its last: a chart from before may have fewer frames
      if (box.value !== before) box.dispatchEvent(new Event("input"));
    }
  }

  go(frame) {
    this.pause();
    this.show(frame);
    this.settle();
  }

  play() {
    if (this.frame >= this.last) this.show(0);
    this.controls.classList.add("film-playing");
    this.playButton.setAttribute("aria-label", "Pause");
    clearTimeout(this.settling);
    this.place = this.frame; // with the part of a frame that has gone by
    let then = performance.now();
    const tick = (now) => {
      const rate = (this.speed.value * this.last) / (1000 * this.seconds); // frames a millisecond
      this.place += Math.min(Math.max(now - then, 0), LONGEST_GAP) * rate;
      then = now;
      if (Math.floor(this.place) !== this.frame) this.show(Math.floor(this.place));
      if (this.frame >= this.last) {
        this.pause();
        this.settle();
      } else {
        this.playing = requestAnimationFrame(tick);
      }
    };
    this.playing = requestAnimationFrame(tick);
  }

  pause() {
    this.begins = false;
    cancelAnimationFrame(this.playing);
    this.playing = undefined;
    this.controls.classList.remove("film-playing");
    this.playButton.setAttribute("aria-label", "Play");
  }

  toggle() {
    if (this.playing === undefined) return this.play();
    this.pause();
    this.settle();
  }

  // Tell the server, once the hand is still, where the visitor let go.
  settle() {
    if (!this.send) return;
    clearTimeout(this.settling);
    this.settling = setTimeout(() => {
      if (this.frame === (this.echoes.at(-1) ?? this.start)) return;
      this.echoes.push(this.frame);
      this.send("release", this.frame);
    }, SETTLE);
  }

  act(name) {
    if (name === "play") this.toggle();
    if (name === "first") this.go(0);
    if (name === "back") this.go(this.frame - 1);
    if (name === "forward") this.go(this.frame + 1);
    if (name === "last") this.go(this.last);
    if (name === "fill") this.screen.toggle();
  }

  click(event) {
    const button = event.target.closest("button");
    if (!button) return;
    this.act(button.dataset.go);
    // After a click of the mouse, Space and the arrows belong to the film, not to that button.
    if (event.detail > 0) this.slider.focus({ preventScroll: true, focusVisible: false });
  }

  press(event) {
    const { target, key } = event;
    const name = {
      " ": "play", Home: "first", ArrowLeft: "back", ArrowRight: "forward", End: "last",
      f: "fill", F: "fill",
    }[key];
    if (!name || event.altKey || event.ctrlKey || event.metaKey) return;
    if (target !== this.slider && target.closest(TYPING)) return;
    if (key === " " && target.closest("button, a")) return; // Space presses that button
    event.preventDefault();
    this.act(name);
  }

  // Before anything has the focus, the keys that move no page belong to the first film.
  pressOnPage(event) {
    if (event.target !== document.body || ![" ", "f", "F"].includes(event.key)) return;
    if (document.querySelector(FILM) === this.film) this.press(event);
  }

  leave() {
    this.pause();
    this.screen.leave();
    clearTimeout(this.settling);
    this.listeners.abort();
    this.charts.disconnect();
  }
}

const players = new WeakMap(); // Streamlit calls again with new data; the player stays the same

export default function ({ parentElement, data, setTriggerValue }) {
  if (!players.has(parentElement)) players.set(parentElement, new Player(parentElement));
  const player = players.get(parentElement);
  player.update(data, setTriggerValue);
  return () => {
    player.leave();
    players.delete(parentElement);
  };
}
