import { button, copy, h } from './dom';
import { Grid, type GridOptions } from './grid';

export interface PanelOptions {
  id: string;
  title: string;
  /** One or two sentences that say how to read it. */
  about: string;
  /** The command that finds these numbers. */
  command?: () => string;
  svg?: () => void;
  png?: () => void;
  /** The table behind the picture. */
  table?: () => GridOptions;
}

/** A part of the page: a title, what it shows, its tools, and the table behind it. */
export class Panel {
  readonly root: HTMLElement;
  readonly bar = h('div', { class: 'bar tools' });
  readonly body = h('div', { class: 'body' });
  private readonly tools = h('div', { class: 'bar save' });
  private readonly pictures: HTMLElement[] = [];
  private readonly behind?: HTMLDetailsElement;
  private stale = true;

  constructor(private readonly options: PanelOptions) {
    if (options.svg) {
      this.pictures.push(button('SVG', 'save as SVG', options.svg));
    }
    if (options.png) {
      this.pictures.push(button('PNG', 'save as PNG', options.png));
    }
    this.tools.append(...this.pictures);
    if (options.command) {
      const command = options.command;
      const b = button('copy command', 'copy the command that finds these numbers', () => {
        void copy(command()).then((done) => {
          b.textContent = done ? 'copied' : 'not copied';
          setTimeout(() => (b.textContent = 'copy command'), 1500);
        });
      });
      this.tools.append(b);
    }
    this.root = h(
      'section',
      { id: options.id, class: 'panel', 'aria-labelledby': options.id + '-title' },
      h('header', {}, h('h2', { id: options.id + '-title' }, options.title), this.tools),
      h('p', { class: 'about' }, options.about),
      this.bar,
      this.body,
    );
    if (options.table) {
      this.behind = h('details', { class: 'behind' }, h('summary', {}, 'the numbers as a table'));
      this.behind.addEventListener('toggle', () => this.fill());
      this.root.append(this.behind);
    }
  }

  /** The picture has changed, so the table has to be made again. */
  changed(): void {
    this.stale = true;
    this.fill();
  }

  /** Says why there is no picture; then there is none to save either. */
  empty(reason: string): void {
    this.show(h('p', { class: 'empty' }, reason));
    this.pictures.forEach((b) => (b.hidden = true));
  }

  /** Shows these in place of what was there. */
  show(...content: HTMLElement[]): void {
    this.body.replaceChildren(...content);
    this.pictures.forEach((b) => (b.hidden = false));
  }

  private fill(): void {
    if (this.behind?.open && this.stale && this.options.table) {
      this.stale = false;
      const grid = new Grid(this.options.table());
      this.behind.replaceChildren(this.behind.firstElementChild!, grid.root);
    }
  }
}
