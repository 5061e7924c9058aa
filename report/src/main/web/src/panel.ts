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
  private readonly behind?: HTMLDetailsElement;
  private stale = true;

  constructor(private readonly options: PanelOptions) {
    const tools = h('div', { class: 'bar save' });
    if (options.svg) {
      tools.append(button('SVG', 'save as SVG', options.svg));
    }
    if (options.png) {
      tools.append(button('PNG', 'save as PNG', options.png));
    }
    if (options.command) {
      const command = options.command;
      const b = button('copy command', 'copy the command that finds these numbers', () => {
        void copy(command()).then((done) => {
          b.textContent = done ? 'copied' : 'not copied';
          setTimeout(() => (b.textContent = 'copy command'), 1500);
        });
      });
      tools.append(b);
    }
    this.root = h(
      'section',
      { id: options.id, class: 'panel', 'aria-labelledby': options.id + '-title' },
      h('header', {}, h('h2', { id: options.id + '-title' }, options.title), tools),
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

  /** Says why there is no picture. */
  empty(reason: string): void {
    this.body.replaceChildren(h('p', { class: 'empty' }, reason));
  }

  private fill(): void {
    if (this.behind?.open && this.stale && this.options.table) {
      this.stale = false;
      const grid = new Grid(this.options.table());
      this.behind.replaceChildren(this.behind.firstElementChild!, grid.root);
    }
  }
}
