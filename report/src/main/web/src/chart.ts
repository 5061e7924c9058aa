import type { EChartsType } from 'echarts/core';
import { h, save } from './dom';
import { libraries } from './use';

export type Option = Record<string, unknown>;

/** The colours of the page that charts use. */
export function ink(): { text: string; faint: string; line: string; back: string; dark: boolean } {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: of('--text'),
    faint: of('--faint'),
    line: of('--line'),
    back: of('--back'),
    dark: of('color-scheme') === 'dark' || document.documentElement.dataset.dark === 'yes',
  };
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';

/** What a pointer shows: lines of text, in an element, so that no name is read as HTML. */
export function tip(...lines: string[]): HTMLElement {
  return h('div', { class: 'tip' }, ...lines.map((line, i) => h('div', { class: i === 0 ? 'first' : '' }, line)));
}

/** A chart that follows the size of its place and the colours of the page. */
export class Chart {
  readonly root: HTMLDivElement;
  private chart?: EChartsType;
  private option: () => Option = () => ({});
  private readonly clicks: ((params: never) => void)[] = [];
  private seen = false;
  private stale = false;

  constructor(private readonly name: string, label: string, height: number) {
    this.root = h('div', { class: 'chart', role: 'img', 'aria-label': label });
    this.root.style.height = height + 'px';
    new ResizeObserver(() => this.chart?.resize()).observe(this.root);
    // A chart that is out of view is drawn when it comes into view.
    new IntersectionObserver(
      (entries) => {
        this.seen = entries[entries.length - 1].isIntersecting;
        if (this.seen && this.stale) {
          this.redraw();
        }
      },
      { rootMargin: '300px' },
    ).observe(this.root);
    addEventListener('beforeprint', () => {
      this.seen = true;
      this.redraw();
    });
  }

  set height(px: number) {
    this.root.style.height = px + 'px';
    this.chart?.resize();
  }

  get width(): number {
    return this.root.clientWidth || 800;
  }

  /** Draws what the function says, now and when the colours change. */
  draw(option: () => Option): void {
    this.option = option;
    this.redraw();
  }

  redraw(): void {
    this.stale = !this.seen || !this.root.isConnected || this.root.clientWidth === 0;
    if (this.stale) {
      return;
    }
    if (!this.chart) {
      this.chart = libraries.init(this.root, undefined, { renderer: 'canvas' });
      this.clicks.forEach((act) => this.chart!.on('click', act as never));
    }
    this.chart.setOption(this.whole(), { notMerge: true });
  }

  click<T>(act: (params: T) => void): void {
    this.clicks.push(act as never);
  }

  private whole(): Option {
    const { text, line, back } = ink();
    const option = this.option();
    return {
      animation: false,
      textStyle: { fontFamily: FONT, color: text },
      ...option,
      ...(option.tooltip
        ? {
            tooltip: {
              confine: true,
              backgroundColor: back,
              borderColor: line,
              textStyle: { color: text, fontSize: 12 },
              ...(option.tooltip as Option),
            },
          }
        : {}),
    };
  }

  png(): void {
    if (!this.chart || this.stale) {
      this.seen = true; // it can be out of view while its button is in view
      this.redraw();
    }
    const url = this.chart?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: ink().back });
    if (url) {
      const raw = atob(url.slice(url.indexOf(',') + 1));
      save(new Blob([Uint8Array.from(raw, (c) => c.charCodeAt(0))], { type: 'image/png' }), this.name + '.png');
    }
  }

  svg(): void {
    const drawn = libraries.init(null as never, undefined, {
      renderer: 'svg',
      ssr: true,
      width: this.root.clientWidth,
      height: this.root.clientHeight,
    });
    drawn.setOption({ backgroundColor: ink().back, ...this.whole() });
    save(new Blob([drawn.renderToSVGString()], { type: 'image/svg+xml' }), this.name + '.svg');
    drawn.dispose();
  }
}
