import { category, oklch, shades, speciesColor } from './colors';
import type { NodeColors } from './colors';
import { number } from './dom';
import { NONE, type Run } from './model';
import * as payload from './payload';

export interface Entry {
  label: string;
  color: string;
  /** The type that the entry stands for. */
  node?: number;
}

/** A colour for each cell: a place in the palette, of which the first stands for "nothing". */
export interface Coloring {
  title: string;
  codes: Uint16Array;
  palette: string[];
  entries: Entry[];
  /** The ends of a scale, if the colours are shades. */
  scale?: { low: string; high: string; rows: { label: string; colors: string[] }[] };
  /** The words for a cell. */
  about: (cell: number) => string;
}

const STEPS = 48;

/** The numbers of single cells, read when they are first needed. */
export class Cells {
  readonly nodes: Promise<Uint16Array>;
  private readonly shadesOf = new Map<string, Promise<Uint8Array>>();
  private offsets?: { steps: number[]; values: number[] };

  constructor(
    readonly run: Run,
    private readonly colors: NodeColors,
  ) {
    this.nodes = payload.shorts('nodes');
  }

  get hasUmap(): boolean {
    return payload.has('umap');
  }

  /** The coordinates: all x, then all y, from 0 to 65535. */
  umap(): Promise<Uint16Array> {
    return payload.shorts('umap');
  }

  readonly hasPartners = payload.has('partners');

  partners(): Promise<Int32Array> {
    return payload.ints('partners');
  }

  speciesOf(cell: number): number {
    return this.run.ranges.findIndex((r) => cell < r.end);
  }

  /** The genes whose values are known for each cell. */
  get genes(): string[] {
    const g = this.run.index.genes;
    return g ? g.names.filter((_, i) => g.counts[i] !== undefined) : [];
  }

  /** What cells can be coloured by. */
  colourings(): { value: string; text: string }[] {
    const { run } = this;
    const columns = [...new Set(run.index.columns.map((c) => c.name))];
    return [
      { value: 'type', text: 'cell type' },
      { value: 'species', text: 'species' },
      ...columns.map((c) => ({ value: 'column:' + c, text: 'column ' + c })),
      { value: 'alignment', text: 'alignment' },
      ...(run.species.length > 2
        ? run.species.map((s) => ({ value: 'alignment:' + s, text: 'alignment to ' + s }))
        : []),
      ...run.species.map((s) => ({ value: 'transferred:' + s, text: 'type that ' + s + ' gives' })),
      { value: 'genes', text: 'expression of genes' },
    ];
  }

  async coloring(by: string, genes: string[], dark: boolean): Promise<Coloring> {
    const colon = by.indexOf(':');
    const kind = colon < 0 ? by : by.slice(0, colon);
    const rest = by.slice(colon + 1);
    switch (kind) {
      case 'species':
        return this.bySpecies();
      case 'column':
        return this.byColumn(rest);
      case 'alignment':
        return this.byAlignment(colon < 0 ? -1 : this.run.species.indexOf(rest), dark);
      case 'transferred':
        return this.byTransfer(Math.max(0, this.run.species.indexOf(rest)));
      case 'genes':
        return this.byGenes(genes, dark);
      default:
        return this.byType();
    }
  }

  private async byType(): Promise<Coloring> {
    const nodes = await this.nodes;
    const { run } = this;
    const codes = Uint16Array.from(nodes, (n) => (n === NONE ? 0 : n + 1));
    return {
      title: 'cell type',
      codes,
      palette: ['', ...this.colors.of],
      entries: run.nodes.map((n) => ({ label: n.name, color: this.colors.of[n.index], node: n.index })),
      about: (cell) => (nodes[cell] === NONE ? 'no label' : run.nodes[nodes[cell]].label),
    };
  }

  private async bySpecies(): Promise<Coloring> {
    const { run } = this;
    const codes = new Uint16Array(run.cells);
    run.ranges.forEach((r, s) => codes.fill(s + 1, r.start, r.end));
    const palette = run.species.map((_, s) => speciesColor(s, run.species.length));
    return {
      title: 'species',
      codes,
      palette: ['', ...palette],
      entries: run.species.map((s, i) => ({ label: s, color: palette[i] })),
      about: (cell) => run.species[this.speciesOf(cell)],
    };
  }

  private async byColumn(name: string): Promise<Coloring> {
    const { run } = this;
    const codes = new Uint16Array(run.cells);
    const labels = [
      ...new Set(run.index.columns.filter((c) => c.name === name).flatMap((c) => c.categories)),
    ].sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
    const place = new Map(labels.map((l, i) => [l, i + 1]));
    for (let i = 0; i < run.index.columns.length; i++) {
      const column = run.index.columns[i];
      if (column.name === name) {
        const own = await payload.shorts('column' + i);
        const { start } = run.ranges[column.species];
        own.forEach((code, c) => {
          codes[start + c] = code === NONE ? 0 : place.get(column.categories[code])!;
        });
      }
    }
    const palette = labels.map((_, i) => category(i, labels.length));
    return {
      title: name,
      codes,
      palette: ['', ...palette],
      entries: labels.map((label, i) => ({ label, color: palette[i] })),
      about: (cell) => (codes[cell] ? name + ': ' + labels[codes[cell] - 1] : 'no ' + name),
    };
  }

  private async byTransfer(from: number): Promise<Coloring> {
    const { run } = this;
    const all = await payload.shorts('transferred');
    const given = all.subarray(from * run.cells, (from + 1) * run.cells);
    const own = await this.nodes;
    const codes = Uint16Array.from(given, (n) => (n === NONE ? 0 : n + 1));
    const { start, end } = run.ranges[from];
    for (let c = start; c < end; c++) {
      codes[c] = own[c] === NONE ? 0 : own[c] + 1;
    }
    return {
      title: 'type that ' + run.species[from] + ' gives',
      codes,
      palette: ['', ...this.colors.of],
      entries: run.nodesOf(from).map((n) => ({ label: n.name, color: this.colors.of[n.index], node: n.index })),
      about: (cell) => (codes[cell] ? 'as ' + run.nodes[codes[cell] - 1].name : 'no edge to ' + run.species[from]),
    };
  }

  private async byAlignment(to: number, dark: boolean): Promise<Coloring> {
    const { run } = this;
    const all = await payload.bytes('alignment');
    const value = (cell: number, own: number) => {
      if (to >= 0) {
        return own === to ? -1 : all[to * run.cells + cell];
      }
      let sum = 0;
      run.species.forEach((_, s) => (sum += s === own ? 0 : all[s * run.cells + cell]));
      return sum / Math.max(1, run.species.length - 1);
    };
    const codes = new Uint16Array(run.cells);
    run.ranges.forEach((r, own) => {
      for (let c = r.start; c < r.end; c++) {
        const v = value(c, own);
        codes[c] = v < 0 ? 0 : 1 + Math.round((v / 255) * (STEPS - 1));
      }
    });
    const colors = shades(STEPS, dark);
    const title = to >= 0 ? 'alignment to ' + run.species[to] : 'alignment, mean over the other species';
    return {
      title,
      codes,
      palette: ['', ...colors],
      entries: [],
      scale: { low: '0', high: '1', rows: [{ label: '', colors }] },
      about: (cell) => {
        const v = value(cell, this.speciesOf(cell));
        return v < 0 ? 'a cell of ' + run.species[to] : 'alignment ' + (v / 255).toFixed(2);
      },
    };
  }

  private async byGenes(names: string[], dark: boolean): Promise<Coloring> {
    const { run } = this;
    const known = this.run.index.genes;
    const found = names.filter((n) => known && known.names.indexOf(n) >= 0 && known.names.indexOf(n) < known.counts.length);
    const speciesOf = (n: string) => known!.species[known!.names.indexOf(n)];
    const used = [...new Set(found.map(speciesOf))];
    const sums = new Float32Array(run.cells);
    for (const name of found) {
      const of = await this.gene(name);
      const weight = 1 / found.filter((n) => speciesOf(n) === speciesOf(name)).length;
      const { start } = run.ranges[speciesOf(name)];
      of.forEach((v, c) => (sums[start + c] += v * weight));
    }
    const ramps = used.map((_, i) =>
      used.length === 1 ? shades(STEPS, dark) : ramp(HUES[i % HUES.length], dark),
    );
    const codes = new Uint16Array(run.cells);
    used.forEach((s, i) => {
      for (let c = run.ranges[s].start; c < run.ranges[s].end; c++) {
        codes[c] = 1 + i * STEPS + Math.round((sums[c] / 255) * (STEPS - 1));
      }
    });
    const named = (s: number) => found.filter((n) => speciesOf(n) === s).join(' + ');
    return {
      title: found.length === 0 ? 'expression: choose a gene' : found.length === 1 ? 'expression' : 'expression, as a share of the largest',
      codes,
      palette: ['', ...ramps.flat()],
      entries: [],
      scale: {
        low: '0',
        high: found.length === 1 ? number(known!.largest[known!.names.indexOf(found[0])]) : 'max',
        rows: used.map((s, i) => ({ label: named(s), colors: ramps[i] })),
      },
      about: (cell) => (codes[cell] ? 'expression ' + (sums[cell] / 2.55).toFixed(0) + ' % of the largest' : 'no gene of this species is chosen'),
    };
  }

  /** The values of a gene in the cells of its species, 0 to 255. */
  gene(name: string): Promise<Uint8Array> {
    let found = this.shadesOf.get(name);
    if (!found) {
      found = this.readGene(name);
      this.shadesOf.set(name, found);
    }
    return found;
  }

  private async readGene(name: string): Promise<Uint8Array> {
    const genes = this.run.index.genes!;
    const packed = await payload.bytes('expression');
    if (!this.offsets) {
      const steps = [0];
      genes.stepBytes.forEach((n) => steps.push(steps[steps.length - 1] + n));
      const values = [steps[steps.length - 1]];
      genes.counts.forEach((n) => values.push(values[values.length - 1] + n));
      this.offsets = { steps, values };
    }
    const i = genes.names.indexOf(name);
    const range = this.run.ranges[genes.species[i]];
    const out = new Uint8Array(range.end - range.start);
    let at = this.offsets.steps[i];
    let cell = 0;
    for (let v = this.offsets.values[i]; v < this.offsets.values[i + 1]; v++) {
      let shift = 0;
      let byte = packed[at++];
      let step = byte & 0x7f;
      while (byte & 0x80) {
        byte = packed[at++];
        shift += 7;
        step |= (byte & 0x7f) << shift;
      }
      cell += step;
      out[cell] = packed[v];
    }
    return out;
  }
}

/** Blue, orange and others: two species' genes side by side, and where both are. */
const HUES = [250, 55, 150, 330, 100, 200, 20];

function ramp(hue: number, dark: boolean): string[] {
  return Array.from({ length: STEPS }, (_, i) => {
    const t = i / (STEPS - 1);
    return dark ? oklch(0.32 + 0.5 * t, 0.02 + 0.15 * t, hue) : oklch(0.93 - 0.4 * t, 0.02 + 0.15 * t, hue);
  });
}
