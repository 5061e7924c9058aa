import type { App } from '../app';
import { button, count, h, plural, select, short } from '../dom';
import { ink } from '../chart';
import { NONE } from '../model';
import { Panel } from '../panel';
import type { Coloring } from '../cells';
import { Part, place, type Owner } from './part';
import { savePng, saveSvg } from './pictures';

const MOST_ENTRIES = 60;
/** Pixels that a picture takes at least, where there is room for one more in a line. */
const LEAST_SIZE = 300;

/** The cells: together and species by species, with one selection. */
export class UmapPanel implements Owner {
  readonly panel: Panel;
  private readonly views = h('div', { class: 'views' });
  private readonly legend = h('div', { class: 'legend' });
  private readonly said = h('output', { class: 'said', 'aria-live': 'polite' });
  private readonly chips = h('span', { class: 'chips' });
  private parts: Part[] = [];
  private coloring?: Coloring;
  private nodes = new Uint16Array();
  /** The cells that a lasso has caught. */
  private caught: Set<number> | undefined;
  private lasso = false;
  private turn = 0;
  private lighting = 0;

  constructor(private readonly app: App) {
    this.panel = new Panel({
      id: 'cells',
      title: 'Cells',
      about:
        'The joint UMAP of all species. Click a cell or a type to light it up with its partners in the other species; draw a lasso with the shift key or the lasso button; scroll to zoom.',
      png: () => savePng(this.parts, this.size()),
      svg: () => saveSvg(this.parts, this.size()),
      command: () => `samap report ${app.folder}`,
      table: () => ({
        name: 'cell_types',
        rows: app.run.nodes.map((n) => n.index),
        empty: 'there are no types',
        columns: [
          { title: 'species', value: (r) => app.run.species[app.run.nodes[r].species] },
          { title: 'type', value: (r) => app.run.nodes[r].label },
          { title: 'cells', value: (r) => app.run.nodes[r].cells },
        ],
        choose: (r) => this.toggle(r),
      }),
    });
  }

  async start(): Promise<void> {
    const { app, panel } = this;
    if (!app.cells.hasUmap) {
      panel.empty('This run has no UMAP (it was made with --no-umap, or the file has lost it), so there is no map of the cells.');
      return;
    }
    this.tools();
    panel.body.append(this.said, this.views, this.legend);
    const [umap, nodes] = await Promise.all([app.cells.umap(), app.cells.nodes]);
    this.nodes = nodes as Uint16Array<ArrayBuffer>;
    this.make(umap);
    app.state.on(['colour', 'genes', 'theme'], () => void this.recolour());
    app.state.on(['types'], () => {
      this.caught = undefined;
      void this.light();
    });
    if (!app.cells.hasPartners) {
      // Then a score makes types partners.
      app.state.on(['threshold'], () => void this.light());
    }
    let before = this.size();
    new ResizeObserver(() => {
      if (this.size() !== before) {
        before = this.size();
        this.make(umap);
        void this.recolour();
      }
    }).observe(panel.root);
    await this.recolour();
  }

  private tools(): void {
    const { app } = this;
    const list = h('datalist', { id: 'genes-known' });
    const known = app.cells.genes;
    known.slice(0, 5000).forEach((g) => list.append(h('option', { value: g })));
    const search = h('input', {
      type: 'search',
      id: 'gene-search',
      list: 'genes-known',
      placeholder: known.length ? `gene, of ${count(known.length)}` : 'no expression in this page',
      disabled: known.length === 0,
      'aria-label': 'show the expression of a gene',
    });
    const lower = new Map(known.map((g) => [g.toLowerCase(), g]));
    const take = () => {
      const typed = search.value.trim().toLowerCase();
      const exact =
        lower.get(typed) ??
        (typed.length > 1 ? known.find((g) => g.toLowerCase().endsWith('_' + typed)) : undefined);
      if (exact) {
        search.value = '';
        app.state.set({ colour: 'genes', genes: [...new Set([...app.state.choice.genes, exact])] });
      } else if (typed) {
        this.said.textContent = `The page has no expression of “${search.value}”: samap report --size keeps more genes.`;
      }
    };
    search.addEventListener('change', take);
    const colour = select('colour', app.cells.colourings(), app.state.choice.colour, (value) =>
      app.state.set({ colour: value }),
    );
    app.state.on(['colour'], () => {
      colour.querySelector('select')!.value = app.state.choice.colour;
    });
    app.state.on(['genes'], () => this.showChips());
    this.showChips();
    const lassoButton = button('lasso', 'draw around cells', () => {
      this.lasso = !this.lasso;
      lassoButton.setAttribute('aria-pressed', String(this.lasso));
      this.parts.forEach((p) => p.scatter.lasso(this.lasso));
    });
    lassoButton.setAttribute('aria-pressed', 'false');
    this.panel.bar.append(
      colour,
      h('label', {}, h('span', {}, 'gene'), search, list),
      this.chips,
      lassoButton,
      button('whole', 'show all cells', () => this.parts.forEach((p) => p.scatter.home())),
      button('clear', 'select nothing', () => this.clear()),
    );
  }

  private showChips(): void {
    const { state } = this.app;
    this.chips.replaceChildren(
      ...state.choice.genes.map((g) =>
        button(short(g, 20) + ' ×', 'do not show ' + g, () =>
          state.set({ genes: state.choice.genes.filter((x) => x !== g) }),
        ),
      ),
    );
  }

  private size(): number {
    const width = this.panel.root.clientWidth - 2;
    const across = Math.max(1, Math.min(this.app.run.species.length + 1, Math.floor(width / LEAST_SIZE)));
    return Math.floor(Math.min(620, width / across - 14));
  }

  private make(umap: Uint16Array): void {
    const { run } = this.app;
    const size = this.size();
    const part = (title: string, start: number, end: number) =>
      new Part(title, start, place(umap, run.cells, start, end), size, this);
    this.parts.forEach((p) => p.scatter.destroy());
    this.parts = [
      part('all species', 0, run.cells),
      ...run.species.map((s, i) => part(s, run.ranges[i].start, run.ranges[i].end)),
    ];
    this.parts.forEach((p) => p.scatter.lasso(this.lasso));
    this.views.replaceChildren(...this.parts.map((p) => p.root));
  }

  private async recolour(): Promise<void> {
    const { app } = this;
    const turn = ++this.turn;
    const coloring = await app.cells.coloring(app.state.choice.colour, app.state.choice.genes, ink().dark);
    if (turn === this.turn) {
      this.coloring = coloring;
      this.showLegend();
      await this.light();
    }
  }

  /** Colours the cells: those selected and their partners in full, the others faint. */
  private async light(): Promise<void> {
    const { coloring } = this;
    if (!coloring) {
      return;
    }
    const turn = ++this.lighting;
    const lit = await this.lit();
    if (turn !== this.lighting) {
      return; // another choice has been made since
    }
    const faint = ink().dark ? '#3b3f46' : '#dcdfe4';
    const palette = [faint, ...coloring.palette.slice(1)];
    const codes = lit ? coloring.codes.map((c, i) => (lit[i] ? c : 0)) : coloring.codes;
    const names = this.labels(lit);
    this.parts.forEach((p) => p.paint(codes as Uint16Array, palette, names, coloring.scale !== undefined));
    this.markLegend();
    this.say(lit);
    document.documentElement.dataset.painted = String(++painted);
  }

  /** 2 for a selected cell, 1 for a partner; nothing if nothing is selected. */
  private async lit(): Promise<Uint8Array | undefined> {
    const { run, state, cells } = this.app;
    const types = state.choice.types.map((t) => run.byName.get(t)?.index).filter((t) => t !== undefined);
    if (!this.caught && types.length === 0) {
      return undefined;
    }
    const lit = new Uint8Array(run.cells);
    if (this.caught) {
      this.caught.forEach((c) => (lit[c] = 2));
    } else {
      const wanted = new Uint8Array(NONE + 1);
      types.forEach((t) => (wanted[t] = 1));
      this.nodes.forEach((n, c) => (lit[c] = wanted[n] ? 2 : 0));
    }
    if (cells.hasPartners) {
      const partners = await cells.partners();
      for (let s = 0; s < run.species.length; s++) {
        const at = s * run.cells;
        for (let c = 0; c < run.cells; c++) {
          const p = partners[at + c];
          if (p >= 0) {
            if (lit[c] === 2 && lit[p] === 0) {
              lit[p] = 1;
            } else if (lit[p] === 2 && lit[c] === 0) {
              lit[c] = 1;
            }
          }
        }
      }
    } else {
      const wanted = new Uint8Array(NONE + 1);
      const chosen = new Set(types);
      lit.forEach((l, c) => l === 2 && this.nodes[c] !== NONE && chosen.add(this.nodes[c]));
      chosen.forEach((t) =>
        run.species.forEach((_, s) =>
          run.partners(t, s).forEach((p) => p.score >= state.choice.threshold && (wanted[p.node] = 1)),
        ),
      );
      this.nodes.forEach((n, c) => wanted[n] && lit[c] === 0 && (lit[c] = 1));
    }
    return lit;
  }

  private labels(lit: Uint8Array | undefined): Set<number> {
    if (!['type', 'genes', 'species'].includes(this.app.state.choice.colour)) {
      return new Set();
    }
    const all = this.app.run.nodes.map((n) => n.index);
    if (!lit) {
      return new Set(all);
    }
    const seen = all.map(() => 0);
    this.nodes.forEach((n, c) => n !== NONE && lit[c] && seen[n]++);
    return new Set(all.filter((n) => seen[n] > 0.15 * this.app.run.nodes[n].cells));
  }

  private say(lit: Uint8Array | undefined): void {
    const { run } = this.app;
    if (!lit) {
      this.said.textContent = '';
      return;
    }
    const selected = lit.reduce((n, l) => n + (l === 2 ? 1 : 0), 0);
    const words = run.species.map((s, i) => {
      let n = 0;
      for (let c = run.ranges[i].start; c < run.ranges[i].end; c++) {
        n += lit[c] === 1 ? 1 : 0;
      }
      return `${count(n)} of ${s}`;
    });
    this.said.textContent = `${plural(selected, 'cell')} ${selected === 1 ? 'is' : 'are'} selected; partners: ${words.join(', ')}.`;
  }

  chosen(cells: number[]): void {
    if (cells.length === 1) {
      const node = this.nodes[cells[0]];
      if (node !== NONE) {
        this.toggle(node);
      }
    } else {
      this.app.state.set({ types: [] });
      this.caught = cells.length > 0 ? new Set(cells) : undefined;
      void this.light();
    }
  }

  toggle(node: number): void {
    const { run, state } = this.app;
    const name = run.nodes[node].name;
    const { types } = state.choice;
    state.set({ types: types.includes(name) ? types.filter((t) => t !== name) : [...types, name] });
  }

  private clear(): void {
    this.caught = undefined;
    this.app.state.set({ types: [], genes: [] });
    void this.light();
  }

  about(cell: number): string[] {
    const { run } = this.app;
    const node = this.nodes[cell];
    const type = node === NONE ? 'no label' : run.nodes[node].label;
    const own = run.species[this.app.cells.speciesOf(cell)];
    const more = this.coloring?.about(cell) ?? '';
    return [own + ' · ' + short(type, 60), more === type || more === own ? '' : more];
  }

  sizeOf(node: number): number {
    return this.app.run.nodes[node].cells;
  }

  labelOf(node: number): string {
    return this.app.run.nodes[node].label;
  }

  node(cell: number): number {
    return this.nodes[cell];
  }

  private showLegend(): void {
    const { coloring } = this;
    if (!coloring) {
      return;
    }
    const title = h('strong', {}, coloring.title);
    if (coloring.scale) {
      const { low, high, rows } = coloring.scale;
      this.legend.replaceChildren(
        title,
        ...rows.map((r) =>
          h('span', { class: 'scale' }, short(r.label, 40), h('span', {}, low), strip(r.colors), h('span', {}, high)),
        ),
      );
      return;
    }
    const shown = coloring.entries.slice(0, MOST_ENTRIES);
    const rest = coloring.entries.length - shown.length;
    const items = h('div', { class: 'entries' });
    const fill = (entries: Coloring['entries']) =>
      items.append(
        ...entries.map((e) => {
          const swatch = h('i');
          swatch.style.background = e.color;
          if (e.node === undefined) {
            return h('span', { class: 'entry', title: e.label }, swatch, short(e.label));
          }
          const node = e.node;
          const entry = button('', e.label, () => this.toggle(node));
          entry.className = 'entry';
          entry.dataset.type = e.label;
          entry.append(swatch, short(e.label));
          return entry;
        }),
      );
    fill(shown);
    this.legend.replaceChildren(title, items);
    if (rest > 0) {
      const more = button(`${count(rest)} more`, 'show all', () => {
        more.remove();
        fill(coloring.entries.slice(MOST_ENTRIES));
        this.markLegend();
      });
      this.legend.append(more);
    }
  }

  private markLegend(): void {
    const { types } = this.app.state.choice;
    this.legend
      .querySelectorAll<HTMLElement>('[data-type]')
      .forEach((e) => e.setAttribute('aria-pressed', String(types.includes(e.dataset.type!))));
  }
}

let painted = 0;

function strip(colors: string[]): HTMLElement {
  const e = h('span', { class: 'strip' });
  e.style.background = `linear-gradient(to right, ${colors.join(',')})`;
  return e;
}
