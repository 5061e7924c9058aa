import { called, quoted, type App } from '../app';
import { Chart, ink, tip, type Option } from '../chart';
import { shades } from '../colors';
import { h, number, plural, select, short } from '../dom';
import { Grid } from '../grid';
import { Panel } from '../panel';
import * as payload from '../payload';

const SHOWN_PAIRS = 20;

/** What the columns of the tables mean, in words. */
const MEANING: Record<string, string> = {
  score: 'score',
  null_mean: 'mean score of shuffled labels',
  null_sd: 'their standard deviation',
  null_95: 'their 95th percentile',
  null_max: 'largest score of shuffled labels',
  p: 'p against shuffled labels',
  q: 'q against shuffled labels',
  first_score: 'score in the first iteration',
  gain: 'gain since then',
  reciprocal_best: "each other's best",
  links_mean: 'mean score by permuted links',
  links_sd: 'its standard deviation',
  z_links: 'standardised score against these',
  p_links: 'p against permuted links',
  q_links: 'q against permuted links',
};

const HIDDEN = ['node_a', 'node_b'];

/** One pair of types: how strong and how sure their match is, and through which genes. */
export class LinkPanel {
  readonly panel: Panel;
  private readonly facts = h('div', { class: 'facts' });
  private readonly dots = new Chart('pairs', 'dot plot of the gene pairs', 400);
  private readonly genes = h('div');
  private readonly differs = h('div');
  private readonly choice = h('span', { class: 'bar' });

  constructor(private readonly app: App) {
    const { state } = app;
    this.panel = new Panel({
      id: 'link',
      title: 'One match',
      about: 'The evidence for a pair of types: choose it here, or by a click in the tables and pictures.',
      svg: () => this.dots.svg(),
      png: () => this.dots.png(),
      command: () => {
        const [a, b] = this.pair();
        return `samap pairs ${app.folder} --a ${quoted(app.run.nodes[a]?.name ?? '')} --b ${quoted(app.run.nodes[b]?.name ?? '')} --out pairs.tsv`;
      },
    });
    this.panel.bar.append(this.choice);
    this.panel.body.append(this.facts, this.genes, h('div', { class: 'scroll' }, this.dots.root), this.differs);
    state.on(['link'], () => this.draw());
    state.on(['theme'], () => this.dots.redraw());
  }

  /** The chosen pair, or the best one. */
  private pair(): [number, number] {
    const { run, state } = this.app;
    const [a, b] = state.choice.link.map((n) => run.byName.get(n)?.index ?? -1);
    if (a >= 0 && b >= 0 && run.nodes[a].species !== run.nodes[b].species) {
      return [a, b];
    }
    const best = run.pairs(0)[0];
    return best ? [best.a, best.b] : [0, run.nodes.findIndex((n) => n.species !== run.nodes[0]?.species)];
  }

  draw(): void {
    const { run } = this.app;
    const [a, b] = this.pair();
    if (a < 0 || b < 0 || !run.nodes[a] || !run.nodes[b]) {
      this.panel.empty('There are no two types of different species.');
      return;
    }
    this.choose(a, b);
    this.showFacts(a, b);
    this.showPairs(a, b);
    this.showDifferences(a, b);
  }

  private choose(a: number, b: number): void {
    const { run, state } = this.app;
    const side = (title: string, chosen: number, other: number, put: (n: string) => string[]) =>
      select(
        title,
        run.nodes
          .filter((n) => n.species !== run.nodes[other].species)
          .map((n) => ({ value: n.name, text: short(called(run, n), 40) })),
        run.nodes[chosen].name,
        (value) => state.set({ link: put(value) }),
      );
    this.choice.replaceChildren(
      side('type', a, b, (n) => [n, run.nodes[b].name]),
      side('and', b, a, (n) => [run.nodes[a].name, n]),
    );
  }

  private showFacts(a: number, b: number): void {
    const { run } = this.app;
    const [x, y] = [run.nodes[a], run.nodes[b]];
    const statistics = run.table('score_statistics');
    const s = run.rowOf(statistics, a, b);
    const judged = run.table('match_confidence');
    const c = run.rowOf(judged, a, b);
    const confidence = c < 0 ? null : judged!.number('confidence', c);
    const sentence =
      `${called(run, x)} (${plural(x.cells, 'cell')}) and ${called(run, y)} (${plural(y.cells, 'cell')}) map with a score of ${number(run.score(a, b))}.` +
      (c < 0
        ? run.score(a, b) < 0.1
          ? ' Pairs below 0.1 are not judged.'
          : ' Its confidence is not known: samap confidence finds it.'
        : confidence === null
          ? ` Whether the match is real cannot be known: ${judged!.text('reason', c)}.`
          : !judged!.has('verdict')
            ? ` Its confidence is ${number(confidence, 2)}.`
            : ` Verdict: ${judged!.text('verdict', c)} (confidence ${number(confidence, 2)}, from ${number(judged!.number('low', c), 2)} to ${number(judged!.number('high', c), 2)}).`) +
      this.interval(a, b) +
      this.donors(a, b);
    const pieces =
      confidence === null
        ? []
        : Object.keys(PIECES).map((name) => bar(name, judged!.number(name, c) ?? 0, PIECES[name]));
    const known = statistics && s >= 0 ? statistics.names.filter((n) => !HIDDEN.includes(n)) : [];
    this.facts.replaceChildren(
      h('p', { class: 'lead' }, sentence),
      h(
        'div',
        { class: 'columns' },
        pieces.length > 0 && h('div', { class: 'pieces' }, h('h3', {}, 'Confidence and its pieces'), bar('confidence', confidence ?? 0, 'the fourth root of the product of the four'), ...pieces),
        known.length > 0 &&
          h(
            'dl',
            { class: 'numbers' },
            ...known.flatMap((n) => [
              h('dt', {}, MEANING[n] ?? n.replace(/_/g, ' ')),
              h('dd', {}, statistics!.isNumber(n) ? number(statistics!.number(n, s)) : statistics!.text(n, s)),
            ]),
          ),
        c >= 0 &&
          h(
            'dl',
            { class: 'numbers' },
            h('dt', {}, 'of each type'),
            h('dd', {}, `${short(run.species[x.species], 10)} | ${short(run.species[y.species], 10)}`),
            ...judged!.names
              .filter((n) => /_[ab]$/.test(n) && !HIDDEN.includes(n) && n.endsWith('_a'))
              .flatMap((n) => {
                const swapped = judged!.text('node_a', c) !== x.name;
                const other = n.slice(0, -1) + 'b';
                const values = [judged!.number(n, c), judged!.number(other, c)];
                if (swapped) {
                  values.reverse();
                }
                return [h('dt', {}, n.slice(0, -2).replace(/_/g, ' ')), h('dd', {}, values.map((v) => number(v)).join(' | '))];
              }),
          ),
      ),
    );
  }

  /** How far the score is the same for parts of the data, where samap stability has looked. */
  private interval(a: number, b: number): string {
    const { run } = this.app;
    const table = run.table('stability');
    const r = run.rowOf(table, a, b);
    return table && r >= 0
      ? ` Of parts of the data, nine in ten score between ${number(table.number('low', r))} and ${number(table.number('high', r))}.`
      : '';
  }

  /** How the score varies between donors, where samap scores has looked at these. */
  private donors(a: number, b: number): string {
    const { run } = this.app;
    const table = run.table('score_replicates');
    const r = run.rowOf(table, a, b);
    if (!table || r < 0 || !table.number('donor_scores', r)) {
      return '';
    }
    const of = (name: string) => number(table.number(name, r));
    const best = ['a', 'b']
      .filter((side) => table.number('donors_' + side, r))
      .map((side) => `for ${of('best_' + side)} of ${of('donors_' + side)} donors of ${table.text('node_' + side, r)}`);
    return (
      ` Between single donors it goes from ${of('min')} to ${of('max')} (${plural(table.number('donor_scores', r)!, 'score')})` +
      (best.length ? `; the other type is the best ${best.join(' and ')}.` : '.')
    );
  }

  private showPairs(a: number, b: number): void {
    const { run } = this.app;
    const table = run.table('gene_pairs');
    const { rows, swapped } = run.rowsOf(table, a, b);
    const [ga, gb] = swapped ? ['gene_b', 'gene_a'] : ['gene_a', 'gene_b'];
    if (!table || rows.length === 0) {
      this.dots.root.hidden = true;
      this.genes.replaceChildren(
        h('p', { class: 'empty' }, table ? 'No gene pair links these two types: either their score is below 0.1, or no linked genes mark both.' : 'The gene pairs are not known: samap pairs finds them.'),
      );
      return;
    }
    this.dots.root.hidden = false;
    const grid = new Grid({
      name: 'gene_pairs_of_match',
      rows,
      empty: 'no gene pair',
      page: 10,
      choose: (r) => this.app.state.set({ colour: 'genes', genes: [table.text(ga, r), table.text(gb, r)] }),
      columns: [
        { title: 'rank', value: (r) => table.number('rank', r) },
        { title: short(run.species[run.nodes[a].species], 14), value: (r) => table.text(ga, r) },
        { title: short(run.species[run.nodes[b].species], 14), value: (r) => table.text(gb, r) },
        { title: 'value', about: 'its part in the correlation of the two types', value: (r) => table.number('value', r) },
        { title: '−log p, first', value: (r) => table.number(swapped ? 'minus_log10_p_b' : 'minus_log10_p_a', r) },
        { title: '−log p, second', value: (r) => table.number(swapped ? 'minus_log10_p_a' : 'minus_log10_p_b', r) },
        { title: 'refined', about: 'how well their expression agrees, 0 to 1', value: (r) => table.number('refined_weight', r) },
        { title: 'sequence', value: (r) => table.number('sequence_weight', r) },
      ],
    });
    this.genes.replaceChildren(h('h3', {}, `Gene pairs (${rows.length}); a click shows both genes on the cells`), grid.root);
    void this.showDots(a, b, rows.slice(0, SHOWN_PAIRS).map((r) => [table.text(ga, r), table.text(gb, r)]));
  }

  /** The means and shares of the pairs' genes in all types of both species. */
  private async showDots(a: number, b: number, pairs: string[][]): Promise<void> {
    const { run } = this.app;
    const genes = run.index.genes;
    if (!genes || !payload.has('dots')) {
      this.dots.root.hidden = true;
      return;
    }
    const all = await payload.bytes('dots');
    const sides = [run.nodes[a].species, run.nodes[b].species].map((s) => run.nodesOf(s));
    // An empty column stands between the species.
    const columns = [...sides[0], undefined, ...sides[1]];
    const rows = pairs.map(([x, y]) => `${short(x, 20)} | ${short(y, 20)}`);
    const places = new Map(genes.names.map((g, i) => [g, i]));
    const offsets = this.offsets();
    const data: number[][] = [];
    pairs.forEach((pair, y) =>
      pair.forEach((gene, side) => {
        const i = places.get(gene);
        if (i === undefined) {
          return;
        }
        sides[side].forEach((_, n) => {
          const [mean, share] = [all[offsets[i] + 2 * n], all[offsets[i] + 2 * n + 1]];
          if (share > 0) {
            data.push([side * (sides[0].length + 1) + n, y, mean / 255, share / 255]);
          }
        });
      }),
    );
    const width = columns.length * 18 + 300;
    this.dots.root.style.minWidth = width + 'px';
    const label = (i: number) => {
      const node = columns[i];
      return node ? (node.index === a || node.index === b ? '▸ ' : '') + short(called(run, node), 22) : '';
    };
    const bottom = 24 + 5.4 * Math.max(...columns.map((_, i) => [...label(i)].length));
    const left = 20 + 6.4 * Math.max(...rows.map((r) => [...r].length));
    this.dots.height = rows.length * 20 + bottom + 10;
    this.dots.draw(() => {
      const { text, line, faint, dark } = ink();
      const ramp = shades(16, dark);
      return {
        tooltip: {
          formatter: (p: { value: number[] }) =>
            tip(
              `${pairs[p.value[1]][p.value[0] < sides[0].length ? 0 : 1]} in ${called(run, columns[p.value[0]]!)}`,
              `mean ${Math.round(p.value[2] * 100)} % of its largest; ${Math.round(p.value[3] * 100)} % of the cells express it`,
            ),
        },
        grid: { left, right: 20, top: 10, bottom },
        xAxis: {
          type: 'category',
          data: columns.map((n) => n?.name ?? ''),
          axisLabel: {
            interval: 0,
            rotate: 60,
            fontSize: 11,
            color: text,
            formatter: (_: string, i: number) => label(i),
          },
          splitLine: { show: true, lineStyle: { color: line, opacity: 0.4 } },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: faint } },
        },
        yAxis: {
          type: 'category',
          inverse: true,
          data: rows,
          axisLabel: { interval: 0, color: text, fontSize: 11 },
          axisTick: { show: false },
          axisLine: { lineStyle: { color: faint } },
          splitLine: { show: true, lineStyle: { color: line, opacity: 0.4 } },
        },
        series: [
          {
            type: 'scatter',
            data: data.map((value) => ({ value, itemStyle: { color: ramp[Math.round(value[2] * 15)] } })),
            symbolSize: (v: number[]) => 3 + 13 * Math.sqrt(v[3]),
          },
        ],
      } as Option;
    });
  }

  private known?: number[];

  /** Where the means of each gene begin: two bytes for every type of its species. */
  private offsets(): number[] {
    if (!this.known) {
      const { run } = this.app;
      const sizes = run.species.map((_, s) => 2 * run.nodesOf(s).length);
      let at = 0;
      this.known = run.index.genes!.species.map((s) => {
        const start = at;
        at += sizes[s];
        return start;
      });
    }
    return this.known;
  }

  /** The best markers of each type that no gene pair of the match holds. */
  private showDifferences(a: number, b: number): void {
    const { run } = this.app;
    const markers = run.table('markers');
    const pairs = run.table('gene_pairs');
    if (!markers || !pairs) {
      this.differs.replaceChildren();
      return;
    }
    const { rows } = run.rowsOf(pairs, a, b);
    const shared = new Set(rows.flatMap((r) => [pairs.text('gene_a', r), pairs.text('gene_b', r)]));
    const of = (node: number) =>
      (markers.index('node').get(run.nodes[node].name) ?? [])
        .map((r) => markers.text('gene', r))
        .filter((g) => !shared.has(g))
        .slice(0, 10);
    this.differs.replaceChildren(
      h('h3', {}, 'What differs'),
      ...[a, b].map((node) => {
        const genes = of(node);
        return h(
          'p',
          {},
          `Markers of ${called(run, run.nodes[node])} without a pair in this match: `,
          genes.length ? genes.map((g) => short(g, 24)).join(', ') : 'none of its best',
          '.',
        );
      }),
      this.divergent(a, b),
    );
  }

  /** The genes that samap divergence has found for the two types. */
  private divergent(a: number, b: number): HTMLElement {
    const table = this.app.run.table('divergent_genes');
    const { rows } = this.app.run.rowsOf(table, a, b);
    if (!table || rows.length === 0) {
      return h(
        'p',
        { class: 'note' },
        table ? 'samap divergence found no gene that differs.' : 'samap divergence tests which genes differ between matched types.',
      );
    }
    return new Grid({
      name: 'divergent_genes',
      rows,
      empty: 'no genes',
      page: 10,
      columns: table.names
        .filter((n) => !HIDDEN.includes(n))
        .map((n) => ({
          title: n.replace(/_/g, ' '),
          value: (r: number) => (table.isNumber(n) ? table.number(n, r) : table.text(n, r)),
        })),
    }).root;
  }
}

const PIECES: Record<string, string> = {
  similarity: 'how similar the cells are, relative to cells of the same type',
  agreement: 'how well the expression of linked genes agrees, relative to the best pair of types',
  preference: 'whether either type has a better partner',
  kept: 'how few genes of one type are missing in the other',
};

function bar(name: string, value: number, about: string): HTMLElement {
  const fill = h('i');
  fill.style.width = Math.round(100 * Math.min(1, Math.max(0, value))) + '%';
  return h('div', { class: 'piece', title: about }, h('span', {}, name), h('span', { class: 'track' }, fill), h('span', { class: 'number' }, number(value, 2)));
}
