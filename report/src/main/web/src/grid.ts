import { button, count, h, number, save } from './dom';

export interface GridColumn {
  title: string;
  /** What the column means, shown on its title. */
  about?: string;
  value: (row: number) => string | number | null;
  /** Shows the value in another way. */
  show?: (row: number) => Node | string;
}

export interface GridOptions {
  columns: GridColumn[];
  rows: number[];
  /** The name of the file that "CSV" saves. */
  name: string;
  /** What a row does when it is chosen. */
  choose?: (row: number) => void;
  /** What an empty table says. */
  empty: string;
  search?: boolean;
  page?: number;
}

/** The rows that tell whether a column holds numbers. */
const LOOKED_AT = 1000;

/** A table that can be sorted by its titles, searched and saved. */
export class Grid {
  readonly root: HTMLElement;
  private readonly head = h('tr');
  private readonly body = h('tbody');
  private readonly more = h('div', { class: 'more' });
  private readonly input = h('input', { type: 'search', placeholder: 'search', 'aria-label': 'search the table' });
  private shown: number[] = [];
  /** Whether a column holds numbers, although some may be missing. */
  private readonly numeric: boolean[];
  private sorted = -1;
  private rising = true;
  private limit: number;
  private timer = 0;

  constructor(private readonly options: GridOptions) {
    this.limit = options.page ?? 30;
    this.numeric = options.columns.map((c) => options.rows.slice(0, LOOKED_AT).some((r) => typeof c.value(r) === 'number'));
    this.input.addEventListener('input', () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.find(), 60) as unknown as number;
    });
    const bar = h(
      'div',
      { class: 'bar' },
      options.search !== false && this.input,
      button('CSV', 'save the rows as a table', () => this.csv()),
    );
    this.root = h(
      'div',
      { class: 'grid' },
      bar,
      h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': options.name }, h('table', {}, h('thead', {}, this.head), this.body)),
      this.more,
    );
    this.titles();
    this.find();
  }

  private titles(): void {
    this.head.replaceChildren(
      ...this.options.columns.map((c, i) => {
        const mark = this.sorted === i ? (this.rising ? ' ▲' : ' ▼') : '';
        const cell = h('th', { scope: 'col', class: this.numeric[i] ? 'number' : '', title: c.about ?? c.title }, button(c.title + mark, c.about ?? 'sort by ' + c.title, () => this.sort(i)));
        if (this.sorted === i) {
          cell.setAttribute('aria-sort', this.rising ? 'ascending' : 'descending');
        }
        return cell;
      }),
    );
  }

  private sort(column: number): void {
    this.rising = this.sorted === column ? !this.rising : !this.numeric[column];
    this.sorted = column;
    this.titles();
    this.find();
  }

  private find(): void {
    const words = this.input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const { columns, rows } = this.options;
    this.shown = rows.filter((r) =>
      words.every((w) => columns.some((c) => String(c.value(r) ?? '').toLowerCase().includes(w))),
    );
    if (this.sorted >= 0) {
      const { value } = columns[this.sorted];
      const sign = this.rising ? 1 : -1;
      this.shown.sort((x, y) => compare(value(x), value(y), sign) || x - y);
    }
    this.draw();
  }

  private draw(): void {
    const { columns, choose } = this.options;
    this.body.replaceChildren(
      ...this.shown.slice(0, this.limit).map((r) => {
        const row = h(
          'tr',
          choose ? { tabindex: '0', class: 'choose' } : {},
          ...columns.map((c, i) => {
            const value = c.value(r);
            const text = typeof value === 'number' || value === null ? number(value) : value;
            return h('td', { class: this.numeric[i] ? 'number' : '', title: typeof value === 'string' ? value : '' }, c.show ? c.show(r) : text);
          }),
        );
        if (choose) {
          row.addEventListener('click', () => choose(r));
          row.addEventListener('keydown', (e) => e.key === 'Enter' && choose(r));
        }
        return row;
      }),
    );
    const left = this.shown.length - this.limit;
    this.more.replaceChildren(
      this.shown.length === 0 ? this.options.empty : `${count(Math.min(this.limit, this.shown.length))} of ${count(this.shown.length)} rows`,
    );
    if (left > 0) {
      this.more.append(
        ' ',
        button(`show ${count(Math.min(left, 300))} more`, 'show more rows', () => {
          this.limit += 300;
          this.draw();
        }),
      );
    }
  }

  private csv(): void {
    const { columns, name } = this.options;
    const quote = (v: string | number | null) => {
      const text = v === null ? '' : String(v);
      // A spreadsheet takes a field that begins so for a formula.
      const safe = typeof v === 'string' && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
      return /[",\n\r]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
    };
    const lines = [columns.map((c) => quote(c.title)).join(',')];
    this.shown.forEach((r) => lines.push(columns.map((c) => quote(c.value(r))).join(',')));
    save(new Blob(['\ufeff' + lines.join('\r\n') + '\r\n'], { type: 'text/csv' }), name + '.csv');
  }
}

/** What is missing comes last, whichever way the rest is sorted. */
function compare(x: string | number | null, y: string | number | null, sign: number): number {
  if (x === null || y === null) {
    return (x === null ? 1 : 0) - (y === null ? 1 : 0);
  }
  return typeof x === 'number' && typeof y === 'number'
    ? sign * (x - y)
    : sign * String(x).localeCompare(String(y), undefined, { numeric: true });
}
