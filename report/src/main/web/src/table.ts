import type { StoredTable } from './payload';

/** A table of an analysis, as its command wrote it. */
export class Table {
  readonly rows: number;
  readonly total: number;
  readonly names: string[];
  private readonly columns = new Map<string, StoredTable['columns'][number]>();
  private readonly indexes = new Map<string, Map<string, number[]>>();

  constructor(stored: StoredTable) {
    this.rows = stored.rows;
    this.total = stored.total;
    this.names = stored.columns.map((c) => c.name);
    stored.columns.forEach((c) => this.columns.set(c.name, c));
  }

  has(column: string): boolean {
    return this.columns.has(column);
  }

  isNumber(column: string): boolean {
    return this.columns.get(column)?.numbers !== undefined;
  }

  number(column: string, row: number): number | null {
    return this.columns.get(column)?.numbers?.[row] ?? null;
  }

  text(column: string, row: number): string {
    const c = this.columns.get(column);
    if (!c) {
      return '';
    }
    if (c.numbers) {
      const value = c.numbers[row];
      return value === null ? '' : String(value);
    }
    return c.words![c.codes![row]];
  }

  /** The rows of each combination of texts of some columns. */
  index(...columns: string[]): Map<string, number[]> {
    const key = columns.join('\n');
    let found = this.indexes.get(key);
    if (!found) {
      found = new Map();
      for (let r = 0; r < this.rows; r++) {
        const value = columns.map((c) => this.text(c, r)).join('\n');
        const rows = found.get(value);
        if (rows) {
          rows.push(r);
        } else {
          found.set(value, [r]);
        }
      }
      this.indexes.set(key, found);
    }
    return found;
  }
}
