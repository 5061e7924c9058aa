import { h } from './dom';
import { libraries } from './use';

export interface Points {
  x: Float32Array;
  y: Float32Array;
}

/** A picture of cells: points in a square of -1 to 1. */
export interface Scatter {
  root: HTMLElement;
  /** Colours each point by its place in the palette; later points of the order lie on top. */
  paint(codes: Uint16Array, palette: string[], order: Uint32Array): void;
  /** Where a point lies, in pixels of the picture. */
  place(point: number): [number, number] | undefined;
  lasso(on: boolean): void;
  home(): void;
  picture(): HTMLCanvasElement;
  /** Gives back what the picture holds of the window and of the graphics card. */
  destroy(): void;
}

export interface Events {
  chosen: (points: number[]) => void;
  over: (point: number | undefined) => void;
  moved: () => void;
}

type Renderer = ReturnType<typeof libraries.createRenderer>;
let renderer: Renderer | undefined;
let drawn = 0;
let webgl: boolean | undefined;

function hasWebgl(): boolean {
  if (webgl === undefined) {
    try {
      const gl = document.createElement('canvas').getContext('webgl');
      webgl = gl !== null && gl.getExtension('OES_texture_float') !== null;
    } catch {
      webgl = false;
    }
  }
  return webgl;
}

/** WebGL where there is one, otherwise a plain canvas. */
export function scatter(points: Points, size: number, events: Events): Scatter {
  if (hasWebgl() && !new URLSearchParams(location.search).has('canvas')) {
    try {
      return new GlScatter(points, size, events);
    } catch {
      webgl = false;
    }
  }
  return new CanvasScatter(points, size, events);
}

function dot(points: number, size: number): number {
  return Math.max(1.2, Math.min(8, ((size / 420) * 220) / Math.sqrt(points)));
}

class GlScatter implements Scatter {
  readonly root: HTMLElement;
  private readonly canvas = h('canvas');
  private readonly plot;
  private spatial?: ArrayBuffer;
  private painted?: Promise<void>;
  private gone = false;

  constructor(
    private readonly points: Points,
    size: number,
    events: Events,
  ) {
    this.root = h('div', { class: 'scatter' }, this.canvas);
    this.canvas.style.width = this.canvas.style.height = size + 'px';
    renderer ??= libraries.createRenderer({ canvas: h('canvas') });
    // By itself it would draw every picture as large as the window.
    if (drawn !== size) {
      drawn = size;
      renderer.resize(size, size);
    }
    this.plot = libraries.createScatterplot({
      renderer,
      canvas: this.canvas,
      width: size,
      height: size,
      aspectRatio: 1,
      pointSize: dot(points.x.length, size),
      pointSizeSelected: 0,
      pointOutlineWidth: 0,
      opacity: 0.85,
      colorBy: 'valueA',
      lassoColor: [0.5, 0.5, 0.5, 1],
      lassoOnLongPress: true,
      showReticle: false,
      deselectOnDblClick: false,
      deselectOnEscape: false,
    } as never);
    this.plot.subscribe('select', ({ points: chosen }: { points: number[] }) => {
      this.plot.deselect({ preventEvent: true });
      events.chosen(chosen);
    });
    this.plot.subscribe('pointOver', (p: number) => events.over(p));
    this.plot.subscribe('pointOut', () => events.over(undefined));
    this.plot.subscribe('view', () => events.moved());
    this.plot.subscribe('draw', () => events.moved());
  }

  paint(codes: Uint16Array, palette: string[], order: Uint32Array): void {
    this.plot.set({
      backgroundColor: back(),
      pointColor: palette,
      pointColorActive: palette[0],
      pointColorHover: palette[0],
      pointOrder: Array.from(order),
    } as never);
    // A drawing that has begun ends before the next one begins; only the last one counts.
    const draw = async () => {
      if (this.gone) {
        return;
      }
      await this.plot.draw(
        { x: this.points.x, y: this.points.y, valueA: codes } as never,
        { zDataType: 'categorical', ...(this.spatial ? { spatialIndex: this.spatial } : {}) } as never,
      );
      if (this.gone) {
        return;
      }
      this.spatial ??= this.plot.get('spatialIndex' as never) as unknown as ArrayBuffer;
    };
    this.painted = (this.painted ?? Promise.resolve()).then(draw, draw);
  }

  place(point: number): [number, number] | undefined {
    return this.gone ? undefined : this.plot.getScreenPosition(point) as [number, number] | undefined;
  }

  lasso(on: boolean): void {
    this.plot.set({ mouseMode: on ? 'lasso' : 'panZoom' });
  }

  home(): void {
    (this.plot.reset as unknown as () => void)();
  }

  picture(): HTMLCanvasElement {
    const image = this.plot.export(undefined as never);
    const canvas = h('canvas', { width: String(image.width), height: String(image.height) });
    canvas.getContext('2d')!.putImageData(image as unknown as ImageData, 0, 0);
    return canvas;
  }

  destroy(): void {
    this.gone = true;
    this.plot.destroy();
  }
}

export function back(): string {
  return getComputedStyle(document.documentElement).getPropertyValue('--back').trim();
}

/** Draws on a plain canvas: no zoom, the lasso is always on. */
class CanvasScatter implements Scatter {
  readonly root: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private trace: [number, number][] = [];

  constructor(
    private readonly points: Points,
    private readonly size: number,
    events: Events,
  ) {
    const pixels = String(size * devicePixelRatio);
    this.canvas = h('canvas', { width: pixels, height: pixels });
    this.canvas.style.width = this.canvas.style.height = size + 'px';
    this.root = h('div', { class: 'scatter' }, this.canvas);
    this.canvas.addEventListener('pointerdown', (e) => {
      this.trace = [[e.offsetX, e.offsetY]];
      this.canvas.setPointerCapture(e.pointerId);
    });
    this.canvas.addEventListener('pointermove', (e) => {
      if (this.trace.length > 0) {
        this.trace.push([e.offsetX, e.offsetY]);
      } else {
        events.over(this.near(e.offsetX, e.offsetY));
      }
    });
    this.canvas.addEventListener('pointerup', () => {
      const trace = this.trace;
      this.trace = [];
      const one = trace.length < 4 ? this.near(...trace[0]) : undefined;
      events.chosen(trace.length < 4 ? (one === undefined ? [] : [one]) : this.inside(trace));
    });
  }

  private near(px: number, py: number): number | undefined {
    let best: number | undefined;
    let least = 36;
    for (let i = 0; i < this.points.x.length; i++) {
      const [x, y] = this.place(i);
      const d = (x - px) ** 2 + (y - py) ** 2;
      if (d < least) {
        least = d;
        best = i;
      }
    }
    return best;
  }

  private inside(trace: [number, number][]): number[] {
    const found: number[] = [];
    for (let i = 0; i < this.points.x.length; i++) {
      const [x, y] = this.place(i);
      let odd = false;
      for (let a = 0, b = trace.length - 1; a < trace.length; b = a++) {
        const [ax, ay] = trace[a];
        const [bx, by] = trace[b];
        if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) {
          odd = !odd;
        }
      }
      if (odd) {
        found.push(i);
      }
    }
    return found;
  }

  paint(codes: Uint16Array, palette: string[], order: Uint32Array): void {
    const context = this.canvas.getContext('2d')!;
    const scale = devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, 0, 0);
    context.fillStyle = back();
    context.fillRect(0, 0, this.size, this.size);
    const d = dot(this.points.x.length, this.size);
    let color = -1;
    for (const i of order) {
      if (codes[i] !== color) {
        color = codes[i];
        context.fillStyle = palette[color];
      }
      const [x, y] = this.place(i);
      context.fillRect(x - d / 2, y - d / 2, d, d);
    }
  }

  place(point: number): [number, number] {
    return [
      ((this.points.x[point] + 1) / 2) * this.size,
      ((1 - this.points.y[point]) / 2) * this.size,
    ];
  }

  lasso(): void {}

  home(): void {}

  picture(): HTMLCanvasElement {
    return this.canvas;
  }

  destroy(): void {}
}
