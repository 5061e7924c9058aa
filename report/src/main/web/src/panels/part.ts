import { FONT } from '../chart';
import { h, plural, short } from '../dom';
import { NONE } from '../model';
import { scatter, type Points, type Scatter } from '../scatter';

/** What a picture of cells asks the panel that it is in. */
export interface Owner {
  /** The cells that a click or a lasso has chosen. */
  chosen(cells: number[]): void;
  /** The words for a cell, in lines. */
  about(cell: number): string[];
  /** The type of a cell. */
  node(cell: number): number;
  /** The cells of a type. */
  sizeOf(node: number): number;
  labelOf(node: number): string;
}

/** Coordinates from -1 to 1, with a margin. */
export function place(umap: Uint16Array, cells: number, start: number, end: number): Points {
  const to = (v: number) => ((v / 65535) * 2 - 1) * 0.95;
  return {
    x: Float32Array.from(umap.subarray(start, end), to),
    y: Float32Array.from(umap.subarray(cells + start, cells + end), to),
  };
}

/** One picture of some cells, with the names of types over it. */
export class Part {
  readonly root: HTMLElement;
  readonly scatter: Scatter;
  placed: { text: string; x: number; y: number }[] = [];
  private readonly names = h('div', { class: 'names', 'aria-hidden': 'true' });
  private readonly bubble = h('div', { class: 'bubble', hidden: true });
  /** The cells in the middle and at the top of each type. */
  private readonly anchors = new Map<number, [number, number]>();
  private wanted = new Set<number>();
  private waiting = false;

  constructor(
    readonly title: string,
    private readonly start: number,
    private readonly points: Points,
    private readonly size: number,
    private readonly owner: Owner,
  ) {
    this.scatter = scatter(points, size, {
      chosen: (found) => owner.chosen(found.map((p) => p + start)),
      over: (p) => this.hover(p),
      moved: () => this.relabel(),
    });
    const frame = h('div', { class: 'frame' }, this.scatter.root, this.names, this.bubble);
    frame.style.width = frame.style.height = size + 'px';
    this.root = h('figure', { class: 'view' }, h('figcaption', {}, `${title} · ${plural(points.x.length, 'cell')}`), frame);
    this.anchor();
  }

  /** The cell in the middle of each type carries its name. */
  private anchor(): void {
    const { x, y } = this.points;
    const of = new Map<number, number[]>();
    for (let i = 0; i < x.length; i++) {
      const node = this.owner.node(this.start + i);
      if (node !== NONE) {
        const list = of.get(node);
        if (list) {
          list.push(i);
        } else {
          of.set(node, [i]);
        }
      }
    }
    const middle = (values: number[]) => values.sort((p, q) => p - q)[values.length >> 1];
    of.forEach((cells, node) => {
      const sample = cells.length > 500 ? cells.filter((_, i) => i % Math.ceil(cells.length / 500) === 0) : cells;
      const mx = middle(sample.map((c) => x[c]));
      const my = middle(sample.map((c) => y[c]));
      let best = sample[0];
      sample.forEach((c) => {
        if (Math.hypot(x[c] - mx, y[c] - my) < Math.hypot(x[best] - mx, y[best] - my)) {
          best = c;
        }
      });
      // Without the few that lie far from the others.
      const rising = sample.slice().sort((p, q) => y[p] - y[q]);
      this.anchors.set(node, [best, rising[Math.floor(0.95 * (rising.length - 1))]]);
    });
  }

  paint(codes: Uint16Array, palette: string[], names: Set<number>, scale: boolean): void {
    const own = codes.subarray(this.start, this.start + this.points.x.length);
    this.scatter.paint(own, palette, scale ? byShade(own, palette.length) : mixed(own));
    this.wanted = names;
    this.relabel();
  }

  private relabel(): void {
    if (!this.waiting) {
      this.waiting = true;
      requestAnimationFrame(() => {
        this.waiting = false;
        this.label();
      });
    }
  }

  /** Writes the names that do not overlap, the largest types first. */
  private label(): void {
    const boxes: { x: number; y: number; w: number }[] = [];
    const elements: HTMLElement[] = [];
    const texts = new Set<string>();
    this.placed = [];
    const sorted = [...this.anchors].sort((p, q) => this.owner.sizeOf(q[0]) - this.owner.sizeOf(p[0]));
    for (const [node, [middle, highest]] of sorted) {
      const at = this.wanted.has(node) ? this.scatter.place(middle) : undefined;
      const top = at && this.scatter.place(highest);
      // A name does not cover a small group of cells, it stands above it.
      if (at && top && at[1] - top[1] < 30) {
        at[1] = Math.max(10, top[1] - 11);
      }
      const text = short(this.owner.labelOf(node), 22);
      if (!at || texts.has(text) || !inside(at, this.size)) {
        continue;
      }
      const w = widthOf(text) + 8;
      const x = Math.min(this.size - w / 2 - 2, Math.max(w / 2 + 2, at[0]));
      const y = Math.min(this.size - 10, Math.max(10, at[1]));
      if (boxes.every((b) => Math.abs(b.x - x) > (b.w + w) / 2 || Math.abs(b.y - y) > 16)) {
        boxes.push({ x, y, w });
        texts.add(text);
        const e = h('span', {}, text);
        e.style.transform = `translate(-50%, -50%) translate(${x}px, ${y}px)`;
        elements.push(e);
        this.placed.push({ text, x, y });
      }
    }
    this.names.replaceChildren(...elements);
  }

  private hover(point: number | undefined): void {
    const at = point === undefined ? undefined : this.scatter.place(point);
    this.bubble.hidden = !at;
    if (at) {
      this.bubble.replaceChildren(
        ...this.owner.about(this.start + point!).filter(Boolean).map((l) => h('div', {}, l)),
      );
      this.bubble.style.left = Math.min(at[0] + 10, this.size - 180) + 'px';
      this.bubble.style.top = Math.min(at[1] + 10, this.size - 50) + 'px';
    }
  }
}

const widths = new Map<string, number>();

/** The pixels that a name takes in the letters of the page. */
function widthOf(text: string): number {
  let width = widths.get(text);
  if (width === undefined) {
    const context = h('canvas').getContext('2d')!;
    context.font = '600 12px ' + FONT;
    width = context.measureText(text).width;
    widths.set(text, width);
  }
  return width;
}

function inside([x, y]: [number, number], size: number): boolean {
  return x >= 0 && y >= 0 && x <= size && y <= size;
}

/** Points by shade, so that the most expressed lie on top. */
function byShade(codes: Uint16Array, colors: number): Uint32Array {
  const starts = new Uint32Array(colors + 1);
  codes.forEach((c) => starts[c + 1]++);
  for (let c = 0; c < colors; c++) {
    starts[c + 1] += starts[c];
  }
  const out = new Uint32Array(codes.length);
  codes.forEach((c, i) => (out[starts[c]++] = i));
  return out;
}

/** Faint points below; the others mixed, so that no species hides another. */
function mixed(codes: Uint16Array): Uint32Array {
  const n = codes.length;
  const out = new Uint32Array(n);
  let faint = 0;
  let lit = n;
  // A step that has no factor in common with n comes by every point once.
  let step = Math.max(1, Math.floor(n * 0.6180339887));
  while (divisor(step, n) > 1) {
    step++;
  }
  for (let i = 0, at = 0; i < n; i++, at = (at + step) % n) {
    out[codes[at] === 0 ? faint++ : --lit] = at;
  }
  return out;
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b);
}
