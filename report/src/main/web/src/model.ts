import * as payload from './payload';
import { Table } from './table';

/** The code of a cell without a label. */
export const NONE = 0xffff;

export interface TypeNode {
  index: number;
  species: number;
  label: string;
  /** As in the tables: the species, `_`, the label, with spaces for tabs and line ends. */
  name: string;
  cells: number;
}

export interface Partner {
  node: number;
  score: number;
}

/** Where the cells of a species begin and end. */
export interface Range {
  start: number;
  end: number;
}

/** What the page shows of a run: everything but the numbers of single cells. */
export class Run {
  readonly species: string[];
  readonly nodes: TypeNode[];
  readonly ranges: Range[];
  readonly cells: number;
  readonly byName = new Map<string, TypeNode>();
  private readonly scores: Map<number, number>[];
  private readonly favourites: number[][];
  private readonly made = new Map<string, Table>();
  readonly report: RunReport | undefined;

  constructor(readonly index: payload.Index) {
    this.species = index.species.map((s) => s.id);
    this.nodes = index.nodes.map((n, i) => ({
      index: i,
      species: n.species,
      label: n.label,
      name: (this.species[n.species] + '_' + n.label).replace(/[\t\n\r]/g, ' '),
      cells: n.cells,
    }));
    this.nodes.forEach((n) => this.byName.set(n.name, n));
    let start = 0;
    this.ranges = index.species.map((s) => ({ start, end: (start += s.cells) }));
    this.cells = start;
    this.scores = this.nodes.map(() => new Map<number, number>());
    this.favourites = this.nodes.map(() => this.species.map(() => -1));
    for (let i = 0; i < index.scores.length; i += 3) {
      const [a, b, score] = [index.scores[i], index.scores[i + 1], index.scores[i + 2]];
      this.scores[a].set(b, score);
      this.scores[b].set(a, score);
      this.favour(a, b, score);
      this.favour(b, a, score);
    }
    try {
      this.report = index.run ? (JSON.parse(index.run) as RunReport) : undefined;
    } catch {
      this.report = undefined;
    }
  }

  private favour(a: number, b: number, score: number): void {
    const of = this.favourites[a];
    const s = this.nodes[b].species;
    if (of[s] < 0 || score > this.score(a, of[s])) {
      of[s] = b;
    }
  }

  /** The best partner of a type in a species, or -1. */
  best(node: number, species: number): number {
    return this.favourites[node][species];
  }

  /** Whether two types are each other's best partner. */
  reciprocal(a: number, b: number): boolean {
    return (
      this.best(a, this.nodes[b].species) === b && this.best(b, this.nodes[a].species) === a
    );
  }

  score(a: number, b: number): number {
    return this.scores[a].get(b) ?? 0;
  }

  /** The partners of a type in a species with a score above 0, best first. */
  partners(node: number, species: number): Partner[] {
    return [...this.scores[node]]
      .filter(([n]) => this.nodes[n].species === species)
      .map(([n, score]) => ({ node: n, score }))
      .sort((x, y) => y.score - x.score || x.node - y.node);
  }

  nodesOf(species: number): TypeNode[] {
    return this.nodes.filter((n) => n.species === species);
  }

  /** Pairs of types of two species with at least this score, best first. */
  pairs(least: number): { a: number; b: number; score: number }[] {
    const found: { a: number; b: number; score: number }[] = [];
    this.scores.forEach((row, a) =>
      row.forEach((score, b) => {
        if (a < b && score >= least) {
          found.push({ a, b, score });
        }
      }),
    );
    return found.sort((x, y) => y.score - x.score);
  }

  /** A table of an analysis, if the page has it. */
  table(name: string): Table | undefined {
    const stored = this.index.tables[name];
    if (!stored) {
      return undefined;
    }
    let table = this.made.get(name);
    if (!table) {
      table = new Table(stored);
      this.made.set(name, table);
    }
    return table;
  }

  /** The row of a table about two types, in either order. */
  rowOf(table: Table | undefined, a: number, b: number): number {
    if (!table || !table.has('node_a')) {
      return -1;
    }
    const key = (x: number, y: number) => this.nodes[x].name + '\n' + this.nodes[y].name;
    const rows = table.index('node_a', 'node_b');
    return rows.get(key(a, b))?.[0] ?? rows.get(key(b, a))?.[0] ?? -1;
  }

  /** The rows of a table about two types, and whether its columns `a` are about the second. */
  rowsOf(table: Table | undefined, a: number, b: number): { rows: number[]; swapped: boolean } {
    if (!table || !table.has('node_a')) {
      return { rows: [], swapped: false };
    }
    const rows = table.index('node_a', 'node_b');
    const straight = rows.get(this.nodes[a].name + '\n' + this.nodes[b].name);
    const swapped = rows.get(this.nodes[b].name + '\n' + this.nodes[a].name);
    return { rows: straight ?? swapped ?? [], swapped: !straight && swapped !== undefined };
  }
}

/** What the page reads of run.json. */
export interface RunReport {
  command?: string;
  samap?: string;
  recall?: { species?: Record<string, number>; iterations?: number[] };
  execution?: {
    engine?: string;
    java?: string;
    system?: string;
    threads?: number;
    seconds?: number;
    cpuSeconds?: number;
    peakBytes?: number;
    phases?: { name: string; seconds: number; cpuSeconds?: number; peakBytes?: number }[];
  };
}
