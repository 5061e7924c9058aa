import { called, type App } from '../app';
import { branches, cluster, type Tree } from '../cluster';
import { Chart, ink, tip, type Option } from '../chart';
import { shades } from '../colors';
import { h, number, select, short } from '../dom';
import type { TypeNode } from '../model';
import { Panel } from '../panel';

const TREE = 56;
/** More types than this are shown for two species at a time. */
const MANY = 80;

/** The scores of all pairs, both sides in the order of a clustering. */
export class HeatmapPanel {
  readonly panel: Panel;
  private readonly chart = new Chart('scores', 'heatmap of the mapping scores', 600);
  private readonly scroll = h('div', { class: 'scroll' }, this.chart.root);
  private readonly trees = new Map<string, Tree>();

  constructor(private readonly app: App) {
    const { run, state } = app;
    this.panel = new Panel({
      id: 'heatmap',
      title: 'Scores',
      about:
        'How strongly each pair of types maps, from 0 to 1. Rows and columns are clustered by their scores (average linkage of cosines); a click on a field shows the match.',
      svg: () => this.chart.svg(),
      png: () => this.chart.png(),
      command: () => `samap scores ${app.folder}`,
      table: () => {
        const pairs = run.pairs(state.choice.threshold);
        return {
          name: 'mapping_scores',
          rows: pairs.map((_, i) => i),
          empty: 'no pair reaches this score',
          columns: [
            { title: 'type', value: (r) => called(run, run.nodes[pairs[r].a]) },
            { title: 'partner', value: (r) => called(run, run.nodes[pairs[r].b]) },
            { title: 'score', value: (r) => pairs[r].score },
          ],
          choose: (r) => state.set({ link: [run.nodes[pairs[r].a].name, run.nodes[pairs[r].b].name] }),
        };
      },
    });
    const options = [{ value: '', text: 'all species' }, ...run.species.map((s) => ({ value: s, text: s }))];
    const usual = run.nodes.length > MANY || run.species.length === 2;
    // An address can name a species that this run does not have.
    const known = (side: string) => (run.species.includes(side) ? side : '');
    const chosen = () => [
      known(state.choice.rows) || (usual ? run.species[0] : ''),
      known(state.choice.columns) || (usual ? run.species[Math.min(1, run.species.length - 1)] : ''),
    ];
    this.sides = chosen;
    const lists = [
      select('rows', usual ? options.slice(1) : options, chosen()[0], (rows) => state.set({ rows })),
      select('columns', usual ? options.slice(1) : options, chosen()[1], (columns) => state.set({ columns })),
    ];
    this.panel.bar.append(...lists);
    state.on(['rows', 'columns'], () =>
      lists.forEach((l, i) => (l.querySelector('select')!.value = chosen()[i])),
    );
    this.panel.show(this.scroll);
    this.chart.click<{ value?: number[]; seriesType: string }>((p) => {
      if (p.seriesType === 'heatmap' && p.value) {
        const [x, y] = p.value;
        state.set({ link: [this.rows[y].name, this.columns[x].name] });
      }
    });
    state.on(['threshold', 'rows', 'columns', 'theme'], () => this.draw());
  }

  private readonly sides: () => string[];
  private rows: TypeNode[] = [];
  private columns: TypeNode[] = [];

  draw(): void {
    const { run } = this.app;
    const [rowSide, columnSide] = this.sides();
    const pick = (side: string) => (side ? run.nodesOf(run.species.indexOf(side)) : run.nodes);
    const [rowTree, columnTree] = [this.tree(rowSide, columnSide), this.tree(columnSide, rowSide)];
    this.rows = rowTree.order.map((i) => pick(rowSide)[i]);
    this.columns = columnTree.order.map((i) => pick(columnSide)[i]);
    const some = this.rows.some((r) => this.columns.some((c) => this.shows(run.score(r.index, c.index))));
    if (!some) {
      this.panel.changed();
      this.panel.empty('No pair of these types has this score: choose a lower one, or other species.');
      return;
    }
    if (!this.chart.root.isConnected) {
      this.panel.show(this.scroll);
    }
    const field = 13;
    const name = (n: TypeNode) => short(rowSide && columnSide ? n.label : called(run, n), 26);
    const widest = (nodes: TypeNode[]) => Math.min(180, 20 + 6.2 * Math.max(4, ...nodes.map((n) => [...name(n)].length)));
    const right = widest(this.rows);
    const bottom = widest(this.columns) * 0.88 + 6;
    const plot = { left: 10 + TREE, top: 10 + TREE };
    const least = this.columns.length * field + plot.left + right + 10;
    this.chart.root.style.minWidth = least + 'px';
    this.chart.root.style.maxWidth = Math.max(least, plot.left + right + 64 * this.columns.length) + 'px';
    this.chart.height = plot.top + bottom + 64 + Math.max(120, this.rows.length * Math.max(field, Math.min(24, 560 / this.rows.length)));
    this.chart.draw(() => {
      const { text, line, dark } = ink();
      const data: number[][] = [];
      this.rows.forEach((r, y) =>
        this.columns.forEach((c, x) => {
          const score = run.score(r.index, c.index);
          if (this.shows(score)) {
            data.push([x, y, score]);
          }
        }),
      );
      const names = (nodes: TypeNode[]) => nodes.map((n) => n.name);
      const label = (nodes: TypeNode[]) => ({
        show: true,
        interval: 0,
        color: text,
        fontSize: 11,
        formatter: (_: string, i: number) => name(nodes[i]),
      });
      const axis = { type: 'category', splitLine: { show: false }, axisTick: { show: false }, axisLine: { lineStyle: { color: line } } };
      const main = { left: plot.left, top: plot.top, right, bottom: bottom + 56 };
      return {
        tooltip: {
          formatter: (p: { value: number[] }) =>
            tip(
              `${called(run, this.rows[p.value[1]])} – ${called(run, this.columns[p.value[0]])}`,
              'score ' + number(p.value[2]),
            ),
        },
        visualMap: {
          min: 0,
          max: 1,
          calculable: false,
          orient: 'horizontal',
          left: plot.left,
          bottom: 4,
          itemHeight: 120,
          text: ['1', '0'],
          textStyle: { color: text },
          inRange: { color: shades(12, dark) },
          seriesIndex: 0,
        },
        grid: [
          main,
          { left: 6, width: TREE, top: plot.top, bottom: bottom + 56 },
          { left: plot.left, right, top: 6, height: TREE },
        ],
        xAxis: [
          { ...axis, data: names(this.columns), axisLabel: { ...label(this.columns), rotate: 60 } },
          { type: 'value', gridIndex: 1, inverse: true, show: false, min: 0, max: 'dataMax' },
          { type: 'value', gridIndex: 2, show: false, min: -0.5, max: this.columns.length - 0.5 },
        ],
        yAxis: [
          { ...axis, data: names(this.rows), inverse: true, position: 'right', axisLabel: label(this.rows) },
          { type: 'value', gridIndex: 1, inverse: true, show: false, min: -0.5, max: this.rows.length - 0.5 },
          { type: 'value', gridIndex: 2, show: false, min: 0, max: 'dataMax' },
        ],
        series: [
          { type: 'heatmap', data, itemStyle: { borderWidth: this.rows.length < 60 ? 1 : 0, borderColor: ink().back }, emphasis: { itemStyle: { borderColor: text, borderWidth: 1.5 } } },
          ...lines(rowTree, 1, true, ink().faint),
          ...lines(columnTree, 2, false, ink().faint),
        ],
      } as Option;
    });
    this.panel.changed();
  }

  private shows(score: number): boolean {
    return score > 0 && score >= this.app.state.choice.threshold;
  }

  /** The clustering of one side by its scores with the other. */
  private tree(side: string, other: string): Tree {
    const key = side + '\n' + other;
    let found = this.trees.get(key);
    if (!found) {
      const { run } = this.app;
      const pick = (s: string) => (s ? run.nodesOf(run.species.indexOf(s)) : run.nodes);
      const across = pick(other);
      found = cluster(
        pick(side).map((n) =>
          Float32Array.from(across, (o) => (o.index === n.index ? 1 : run.score(n.index, o.index))),
        ),
      );
      this.trees.set(key, found);
    }
    return found;
  }
}

function lines(tree: Tree, axis: number, sideways: boolean, color: string): Option[] {
  return [
    {
      type: 'custom',
      xAxisIndex: axis,
      yAxisIndex: axis,
      silent: true,
      tooltip: { show: false },
      encode: sideways ? { x: [1, 3], y: [0, 2] } : { x: [0, 2], y: [1, 3] },
      data: branches(tree).map((b) => [b[0][0], b[0][1], b[2][0], b[1][1], b[3][1]]),
      renderItem: (_: unknown, api: { value: (i: number) => number; coord: (p: number[]) => number[] }) => {
        const at = (position: number, height: number) =>
          api.coord(sideways ? [height, position] : [position, height]);
        const [p, low, q, high, end] = [0, 1, 2, 3, 4].map((i) => api.value(i));
        return {
          type: 'polyline',
          shape: { points: [at(p, low), at(p, high), at(q, high), at(q, end)] },
          style: { stroke: color, fill: 'none', lineWidth: 1 },
        };
      },
    },
  ];
}
