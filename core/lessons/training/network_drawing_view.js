// Draws a network at the frame of the film around it: a map in each unit, a line for each weight.

const TITLES = 20; // pixels above the units
const LARGEST_MAP = 52; // pixels
const WIDEST_MAP = 0.45; // of the way to the next column
const GAP = 3; // pixels between units
const NAMES = 60; // pixels from the edges to the middle of the first and the last column
const WIDEST_LINE = 5; // pixels
const THINNEST = 0.1; // of the largest weight: a thinner line is not drawn
const WIDTHS = 8; // different widths of lines
const DASHED = 3; // from this width on a line below 0 is dashed
const STRENGTH = 220; // opacity of a map where the unit gives its most, of 255
const FAINT = 0.08; // opacity of the lines that do not belong to the unit pointed at

const NEAR = 5; // pixels from a line at which the pointer is on it
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

async function unpack(text, Type) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Type(await new Response(stream).arrayBuffer());
}

function rgb(colour) {
  const context = new OffscreenCanvas(1, 1).getContext("2d");
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return context.getImageData(0, 0, 1, 1).data;
}

function row(texts, tag) {
  const line = document.createElement("tr");
  for (const text of texts) line.appendChild(document.createElement(tag)).textContent = text;
  return line;
}

class Drawing {
  constructor(root) {
    this.film = root.closest('[class*="st-key-film-"]');
    this.stage = root.querySelector(".net-stage");
    this.canvas = this.stage.querySelector("canvas");
    this.places = this.stage.querySelector(".net-units");
    this.more = root.querySelector(".net-more");
    this.cells = root.querySelector(".net-cells");
    this.pointed = null; // a unit, by its place
    this.lit = null; // a line, by its place
    this.listeners = new AbortController();
    const listen = (target, event, handle) =>
      target.addEventListener(event, handle, { signal: this.listeners.signal });
    listen(this.film, "film-frame", () => this.draw());
    listen(this.places, "pointerover", (event) => this.point(event.target));
    listen(this.places, "pointerout", () => this.point(document.activeElement));
    listen(this.places, "focusin", (event) => this.point(event.target));
    listen(this.places, "focusout", () => this.point(null));
    listen(this.places, "click", (event) => this.pick(event.target));
    listen(this.places, "keydown", (event) => this.walk(event));
    listen(this.stage, "pointermove", (event) => this.light(this.nearest(event)));
    listen(this.stage, "pointerleave", () => this.light(null));
    listen(this.cells, "pointerover", (event) => this.light(this.lineOf(event.target)));
    listen(this.cells, "pointerout", () => this.light(null));
    listen(this.cells, "focusin", (event) => this.light(this.lineOf(event.target)));
    listen(this.cells, "focusout", () => this.light(null));
    listen(this.cells, "keydown", (event) => this.walkCells(event));
    this.sizes = new ResizeObserver(() => this.place());
    this.sizes.observe(this.stage);
  }

  async update(data, send) {
    Object.assign(this, { send, start: data.start, picked: data.picked });
    this.more.textContent = data.legend;
    this.stage.setAttribute("aria-label", data.alt);
    if (data.columns.join() !== this.columns?.join()) this.build(data);
    for (const unit of this.units) {
      if (unit.hidden) unit.node.setAttribute("aria-pressed", unit.name === data.picked);
    }
    if (data.maps !== this.packed) await this.fill(data);
    this.values = data.values ? await unpack(data.values, Float32Array) : null;
    this.spot = data.spot;
    await this.list(data.table);
    this.place();
  }

  // The units, column by column, and the lines between them.
  build({ columns, colours }) {
    this.columns = columns;
    this.units = columns.flatMap((names, column) =>
      names.map((name, row) => {
        const hidden = column > 0 && column < columns.length - 1;
        const node = document.createElement(hidden ? "button" : "div");
        const colour = column === columns.length - 1 ? colours[row] : null;
        if (hidden) node.setAttribute("aria-label", `unit ${name}`);
        return { name, column, row, rows: names.length, hidden, node, colour };
      }),
    );
    this.places.replaceChildren(...this.units.map((unit) => unit.node));
    this.buttons = this.units.filter((unit) => unit.hidden);
    this.buttons.forEach(({ node }, i) => (node.tabIndex = i ? -1 : 0));
    const first = [0];
    for (const names of columns) first.push(first.at(-1) + names.length);
    this.lines = [];
    for (let column = 1; column < columns.length; column += 1) {
      for (let to = first[column]; to < first[column + 1]; to += 1) {
        for (let from = first[column - 1]; from < first[column]; from += 1) {
          this.lines.push([from, to]);
        }
      }
    }
  }

  async fill({ maps, weights, dead, frames, side, levels }) {
    this.packed = maps;
    const all = await Promise.all([
      unpack(maps, Int8Array), unpack(weights, Int8Array), unpack(dead, Uint8Array),
    ]);
    if (this.packed !== maps) return; // other data came meanwhile
    [this.maps, this.weights, this.dead] = all;
    Object.assign(this, { frames, side, levels, inked: null });
  }

  // The weights of one layer in numbers: a row a unit, a column a unit before it.
  async list(table) {
    this.numbers = table ? await unpack(table.values, Float32Array) : null;
    this.column = table?.column ?? null;
    if (!table) return this.cells.replaceChildren();
    const [before, here] = [this.columns[table.column - 1], this.columns[table.column]];
    const first = this.lines.findIndex(([, to]) => this.units[to].column === table.column);
    const head = row([table.name, ...before], "th");
    const rows = here.map((name, r) => {
      const cells = before.map(() => document.createElement("td"));
      cells.forEach((cell, c) => {
        cell.dataset.line = first + r * before.length + c;
        cell.tabIndex = r || c ? -1 : 0;
      });
      const line = row([name], "th");
      line.append(...cells);
      return line;
    });
    const body = document.createElement("table");
    body.append(head, ...rows);
    this.cells.replaceChildren(body);
    this.numbered = [...body.querySelectorAll("td")];
  }

  // One picture of all maps in the colours of the page: a row a unit, a column a frame.
  ink() {
    const style = getComputedStyle(this.stage);
    if (this.inked === style.color) return;
    this.inked = style.color;
    this.below = style.getPropertyValue("--net-below");
    this.paper = style.getPropertyValue("--st-background-color");
    this.font = style.fontFamily;
    const { side, frames, levels } = this;
    const [width, height] = [frames * side, this.units.length * side];
    const image = new ImageData(width, height);
    const rows = width * side; // points of a unit
    this.units.forEach(({ colour }, u) => {
      const [above, under] = [rgb(colour ?? this.inked), rgb(this.below)];
      for (let i = u * rows; i < (u + 1) * rows; i += 1) {
        const level = this.maps[i];
        const [r, g, b] = level < 0 ? under : above;
        image.data.set([r, g, b, (Math.abs(level) / levels) * STRENGTH], 4 * i);
      }
    });
    this.atlas = new OffscreenCanvas(width, height);
    this.atlas.getContext("2d").putImageData(image, 0, 0);
  }

  place() {
    if (!this.units) return;
    const { clientWidth: width, clientHeight: height } = this.stage;
    const scale = devicePixelRatio;
    Object.assign(this.canvas, { width: width * scale, height: height * scale });
    const span = (width - 2 * NAMES) / (this.columns.length - 1); // between middles of columns
    for (const unit of this.units) {
      const room = (height - TITLES) / unit.rows;
      const size = Math.min(LARGEST_MAP, room - GAP, WIDEST_MAP * span);
      const step = Math.min(room, 1.5 * size);
      unit.x = NAMES + unit.column * span - size / 2;
      unit.y = TITLES + (height - TITLES) / 2 + (unit.row - unit.rows / 2 + 0.5) * step - size / 2;
      unit.size = size;
      Object.assign(unit.node.style, {
        left: `${unit.x}px`, top: `${unit.y}px`, width: `${size}px`, height: `${size}px`,
      });
    }
    this.draw();
  }

  draw() {
    if (!this.maps || !this.stage.clientWidth) return;
    this.ink();
    const frame = Math.min(Number(this.film.dataset.frame ?? this.start), this.frames - 1);
    const context = this.canvas.getContext("2d");
    context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    this.drawLines(context, frame);
    this.drawUnits(context, frame);
    this.drawNames(context);
    if (this.values) this.drawValues(context, frame);
    if (this.numbers) this.writeNumbers(frame);
  }

  writeNumbers(frame) {
    const first = frame * this.numbered.length;
    this.numbered.forEach((cell, i) => {
      cell.textContent = this.numbers[first + i].toPrecision(2).replace("-", "−");
    });
  }

  // The weakest first. A line is stroked alone and few are dashed: without a GPU a path of many
  // lines takes twice as long, and so do dashes.
  drawLines(context, frame) {
    const weights = this.weights.subarray(frame * this.lines.length);
    const byWidth = Array.from({ length: WIDTHS + 1 }, () => []);
    this.lines.forEach((line, i) => {
      const share = Math.abs(weights[i]) / 127;
      if (share >= THINNEST) byWidth[Math.ceil(share * WIDTHS)].push(i);
    });
    byWidth.forEach((lines, width) => {
      context.lineWidth = Math.max(1, (width / WIDTHS) * WIDEST_LINE);
      for (const i of lines) {
        const [from, to] = this.lines[i];
        const apart = this.pointed !== null && from !== this.pointed && to !== this.pointed;
        const fades = apart || this.lit !== null || (this.values && this.value(from, frame) === 0);
        const negative = weights[i] < 0;
        context.globalAlpha = fades ? FAINT : 0.15 + (0.7 * width) / WIDTHS;
        context.strokeStyle = negative ? this.below : this.inked;
        context.setLineDash(negative && width >= DASHED ? [6, 3] : []);
        this.drawLine(context, this.units[from], this.units[to]);
      }
    });
    context.globalAlpha = 1;
    context.setLineDash([]);
    if (this.lit === null) return;
    const negative = weights[this.lit] < 0;
    context.lineWidth = Math.max(2, (Math.abs(weights[this.lit]) / 127) * WIDEST_LINE);
    context.strokeStyle = negative ? this.below : this.inked;
    context.setLineDash(negative ? [6, 3] : []);
    const [from, to] = this.lines[this.lit];
    this.drawLine(context, this.units[from], this.units[to]);
    context.setLineDash([]);
  }

  drawLine(context, from, to) {
    context.beginPath();
    context.moveTo(from.x + from.size, from.y + from.size / 2);
    context.lineTo(to.x, to.y + to.size / 2);
    context.stroke();
  }

  drawUnits(context, frame) {
    const { side } = this;
    this.units.forEach(({ x, y, size }, u) => {
      context.clearRect(x, y, size, size);
      context.drawImage(
        this.atlas, frame * side + 0.5, u * side + 0.5, side - 1, side - 1, x, y, size, size,
      );
      if (!this.dead[frame * this.units.length + u]) return;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + size, y + size);
      context.moveTo(x + size, y);
      context.lineTo(x, y + size);
      context.lineWidth = 1.5;
      context.strokeStyle = this.inked;
      context.stroke();
    });
  }

  drawNames(context) {
    context.fillStyle = this.inked;
    context.font = `13px ${this.font}`;
    context.textBaseline = "middle";
    const last = this.columns.length - 1;
    for (const { name, x, y, size, column } of this.units) {
      context.textAlign = column ? "left" : "right";
      if (column === 0) context.fillText(name, x - 6, y + size / 2);
      if (column === last) context.fillText(name.replace("class", ""), x + size + 4, y + size / 2);
    }
    context.textAlign = "center";
    this.columns.forEach((names, column) => {
      const { x, size } = this.units.find((unit) => unit.column === column);
      const title = column === 0 ? "inputs" : column === last ? "classes" : `layer ${column}`;
      context.fillText(title, x + size / 2, TITLES / 2);
    });
  }

  // What each unit makes of the example that is followed: as a number, and where it lies in the map.
  drawValues(context, frame) {
    const [across, down] = this.spot;
    context.font = `12px ${this.font}`;
    context.textAlign = "left";
    this.units.forEach(({ x, y, size, hidden, colour }, u) => {
      const value = this.value(u, frame);
      context.beginPath();
      context.arc(x + across * size, y + down * size, 2.5, 0, 2 * Math.PI);
      context.fillStyle = this.below;
      context.fill();
      const text = value.toFixed(2).replace("-", "−");
      context.fillStyle = this.inked;
      if (colour) context.fillText(text, x + size + 4, y + size / 2 + 16); // below its class
      if (!hidden) return;
      context.fillStyle = this.paper;
      context.fillRect(x + size + 1, y + size / 2 - 7, context.measureText(text).width + 4, 14);
      context.fillStyle = this.inked;
      context.fillText(text, x + size + 3, y + size / 2);
    });
  }

  value(unit, frame) {
    return this.values[frame * this.units.length + unit];
  }

  find(node) {
    const place = this.units.findIndex((unit) => unit.node === node);
    return place < 0 ? null : place;
  }

  point(node) {
    const pointed = this.find(node);
    if (pointed === this.pointed) return;
    this.pointed = pointed;
    this.draw();
  }

  lineOf(cell) {
    return cell.dataset.line === undefined ? null : Number(cell.dataset.line);
  }

  // The line of the listed layer that the pointer is on, if it is on one.
  nearest({ clientX, clientY }) {
    if (this.column === null) return null;
    const { left, top } = this.stage.getBoundingClientRect();
    let [found, least] = [null, NEAR];
    this.lines.forEach(([from, to], i) => {
      const [a, b] = [this.units[from], this.units[to]];
      if (b.column !== this.column) return;
      const along = (clientX - left - a.x - a.size) / (b.x - a.x - a.size);
      if (along < 0 || along > 1) return;
      const y = a.y + a.size / 2 + along * (b.y + b.size / 2 - a.y - a.size / 2);
      const away = Math.abs(clientY - top - y);
      if (away < least) [found, least] = [i, away];
    });
    return found;
  }

  light(line) {
    if (line === this.lit) return;
    this.lit = line;
    for (const cell of this.numbered ?? []) {
      cell.classList.toggle("net-lit", this.lineOf(cell) === line);
    }
    this.draw();
  }

  walkCells(event) {
    const move = MOVES[event.key];
    const cell = event.target.closest("td");
    if (!cell || !move) return;
    event.preventDefault();
    event.stopPropagation();
    const row = cell.parentElement.parentElement.rows[cell.parentElement.rowIndex + move[1]];
    const next = row?.cells[cell.cellIndex + move[0]];
    if (next?.tagName !== "TD") return;
    cell.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  pick(node) {
    const unit = this.units[this.find(node) ?? -1];
    if (unit?.hidden) this.send?.("pick", unit.name === this.picked ? "" : unit.name);
  }

  // Arrow keys go from unit to unit, as on a grid; one of them is reached by Tab.
  walk(event) {
    const here = this.units[this.find(event.target) ?? -1];
    if (!here || !MOVES[event.key]) return;
    const [columns, rows] = MOVES[event.key];
    event.preventDefault();
    event.stopPropagation(); // they would move the film
    const column = this.buttons.filter((unit) => unit.column === here.column + columns);
    const next = column[Math.min(Math.max(here.row + rows, 0), column.length - 1)];
    if (!next) return;
    here.node.tabIndex = -1;
    next.node.tabIndex = 0;
    next.node.focus();
  }

  leave() {
    this.listeners.abort();
    this.sizes.disconnect();
  }
}

const drawings = new WeakMap(); // Streamlit calls again with new data; the drawing stays the same

export default function ({ parentElement, data, setTriggerValue }) {
  if (!drawings.has(parentElement)) drawings.set(parentElement, new Drawing(parentElement));
  const drawing = drawings.get(parentElement);
  drawing.update(data, data.picks ? setTriggerValue : null);
  return () => {
    drawing.leave();
    drawings.delete(parentElement);
  };
}
