import type { App } from '../app';
import { Chart, ink, tip, type Option } from '../chart';
import { category, speciesColor } from '../colors';
import { count, h, number, short } from '../dom';
import { Panel } from '../panel';
import { duration, memory } from './words';

/** Whether the run went well: small pictures beside each other. */
export function qualityPanels(app: App): Panel[] {
  return [convergence(app), overlap(app), weights(app), cost(app)];
}

function plain(): { text: string; axis: Option } {
  const { text, line, faint } = ink();
  return {
    text,
    axis: {
      axisLabel: { color: text, fontSize: 11 },
      nameTextStyle: { color: text },
      axisLine: { lineStyle: { color: faint } },
      splitLine: { lineStyle: { color: line } },
    },
  };
}

function panelOf(app: App, chart: Chart, options: { id: string; title: string; about: string; table: ConstructorParameters<typeof Panel>[0]['table'] }): Panel {
  const panel = new Panel({
    id: options.id,
    title: options.title,
    about: options.about,
    svg: () => chart.svg(),
    png: () => chart.png(),
    table: options.table,
  });
  panel.body.append(chart.root);
  app.state.on(['theme'], () => chart.redraw());
  return panel;
}

function convergence(app: App): Panel {
  const table = app.run.table('alignment');
  const chart = new Chart('convergence', 'alignment after each iteration', 300);
  const recall = app.run.report?.recall?.iterations;
  const least = recall?.length ? Math.floor(1000 * Math.min(...recall)) / 10 : undefined;
  const said = least === undefined ? '' : ` The searches across species found ${least === 100 ? 'all the true neighbours' : `at least ${least} % of the true neighbours`}.`;
  const panel = panelOf(app, chart, {
    id: 'convergence',
    title: 'Convergence',
    about: 'How well each pair of species is aligned after each iteration, 0 to 1: lines that have become flat have converged.' + said,
    table: table
      ? () => ({
          name: 'alignment',
          rows: Array.from({ length: table.rows }, (_, i) => i),
          empty: 'no iterations',
          columns: table.names.map((n) => ({ title: n, value: (r: number) => (table.isNumber(n) ? table.number(n, r) : table.text(n, r)) })),
        })
      : undefined,
  });
  if (!table || table.rows === 0) {
    panel.empty('The folder has no alignment.tsv, so the iterations are not known.');
    return panel;
  }
  const pairs = new Map<string, [number, number][]>();
  for (let r = 0; r < table.rows; r++) {
    const pair = [table.text('from', r), table.text('to', r)].sort().join(' – ');
    const points = pairs.get(pair) ?? [];
    const iteration = table.number('iteration', r)!;
    const before = points.find((p) => p[0] === iteration);
    if (before) {
      before[1] = (before[1] + table.number('alignment', r)!) / 2;
    } else {
      points.push([iteration, table.number('alignment', r)!]);
    }
    pairs.set(pair, points);
  }
  requestAnimationFrame(() =>
    chart.draw(() => {
      const { text, axis } = plain();
      return {
        tooltip: {
          trigger: 'item',
          formatter: (p: { seriesName: string; value: number[] }) => tip(p.seriesName, `iteration ${p.value[0]}: ${number(p.value[1])}`),
        },
        legend: { type: 'scroll', bottom: 0, textStyle: { color: text }, data: [...pairs.keys()], formatter: (n: string) => short(n, 24) },
        grid: { left: 46, right: 16, top: 14, bottom: 62 },
        xAxis: { ...axis, type: 'value', min: 1, max: 'dataMax', minInterval: 1, interval: 1, name: 'iteration', nameLocation: 'middle', nameGap: 24, splitLine: { show: false } },
        yAxis: { ...axis, type: 'value', min: 0, max: 1 },
        series: [...pairs].map(([name, data], i) => ({
          type: 'line',
          name,
          data,
          symbolSize: 7,
          lineStyle: { width: 2, color: category(i, pairs.size) },
          itemStyle: { color: category(i, pairs.size) },
        })),
      } as Option;
    }),
  );
  return panel;
}

function overlap(app: App): Panel {
  const { run } = app;
  const { species } = run.index;
  const chart = new Chart('overlap', 'genes with links', Math.max(160, 42 * species.length + 70));
  const panel = panelOf(app, chart, {
    id: 'overlap',
    title: 'Genes with links',
    about: 'How many genes of each species have a homolog in another one. Below 30 %, names of genes and sequences are likely to differ in kind.',
    table: () => ({
      name: 'genes_with_links',
      rows: species.map((_, i) => i),
      empty: 'no species',
      columns: [
        { title: 'species', value: (r) => species[r].id },
        { title: 'cells', value: (r) => species[r].cells },
        { title: 'genes', value: (r) => species[r].genes },
        { title: 'with links', value: (r) => species[r].linked },
      ],
    }),
  });
  requestAnimationFrame(() =>
    chart.draw(() => {
      const { text, axis } = plain();
      return {
        tooltip: { formatter: (p: { dataIndex: number }) => tip(species[p.dataIndex].id, `${count(species[p.dataIndex].linked)} of ${count(species[p.dataIndex].genes)} genes`) },
        grid: { left: 90, right: 60, top: 8, bottom: 44 },
        xAxis: { ...axis, type: 'value', min: 0, max: 100, name: '% of the genes', nameLocation: 'middle', nameGap: 26 },
        yAxis: { ...axis, type: 'category', inverse: true, data: species.map((s) => s.id), axisLabel: { color: text, formatter: (s: string) => short(s, 12) } },
        series: [
          {
            type: 'bar',
            barMaxWidth: 22,
            data: species.map((s, i) => ({
              value: Math.round((1000 * s.linked) / Math.max(1, s.genes)) / 10,
              itemStyle: { color: speciesColor(i, species.length) },
            })),
            label: { show: true, position: 'right', color: text, formatter: (p: { value: number }) => p.value + ' %' },
          },
        ],
      } as Option;
    }),
  );
  return panel;
}

function weights(app: App): Panel {
  const { run } = app;
  const { species } = run.index;
  const chart = new Chart('weights', 'weights of genes', 300);
  const panel = panelOf(app, chart, {
    id: 'weights',
    title: 'Gene weights',
    about: 'The weights of the genes in the last iteration, from the smallest to the largest: few genes should weigh much, and most little.',
    table: () => ({
      name: 'gene_weights',
      rows: Array.from({ length: 101 }, (_, i) => i),
      empty: 'no genes',
      columns: [
        { title: 'percentile', value: (r) => r },
        ...species.map((s) => ({ title: s.id, value: (r: number) => s.weights[r] ?? null })),
      ],
    }),
  });
  requestAnimationFrame(() =>
    chart.draw(() => {
      const { text, axis } = plain();
      return {
        tooltip: { trigger: 'item', formatter: (p: { seriesName: string; value: number[] }) => tip(p.seriesName, `percentile ${p.value[0]}: ${number(p.value[1])}`) },
        legend: { type: 'scroll', bottom: 0, textStyle: { color: text }, formatter: (n: string) => short(n, 20) },
        grid: { left: 46, right: 16, top: 14, bottom: 62 },
        xAxis: { ...axis, type: 'value', min: 0, max: 100, name: 'percentile of the genes', nameLocation: 'middle', nameGap: 24, splitLine: { show: false } },
        yAxis: { ...axis, type: 'value', min: 0, max: 1 },
        series: species.map((s, i) => ({
          type: 'line',
          name: s.id,
          data: s.weights.map((w, q) => [q, w]),
          showSymbol: false,
          lineStyle: { width: 2, color: speciesColor(i, species.length), type: i % 2 ? 'dashed' : 'solid' },
          itemStyle: { color: speciesColor(i, species.length) },
        })),
      } as Option;
    }),
  );
  return panel;
}

function cost(app: App): Panel {
  const done = app.run.report?.execution;
  const phases = (done?.phases ?? []).slice().sort((x, y) => y.seconds - x.seconds).slice(0, 12);
  const chart = new Chart('times', 'times of the phases', Math.max(160, 22 * phases.length + 60));
  const panel = panelOf(app, chart, {
    id: 'cost',
    title: 'Time and memory',
    about: done
      ? `${duration(done.seconds ?? 0)} in all (${duration(done.cpuSeconds ?? 0)} of processor time) on ${done.engine ?? 'this machine'}, ${done.system ?? ''}, Java ${done.java ?? ''}; at most ${memory(done.peakBytes ?? 0)}. The longest phases:`
      : 'What the run cost.',
    table: () => ({
      name: 'phases',
      rows: (done?.phases ?? []).map((_, i) => i),
      empty: 'no phases',
      columns: [
        { title: 'phase', value: (r) => done!.phases![r].name },
        { title: 'seconds', value: (r) => done!.phases![r].seconds },
        { title: 'processor seconds', value: (r) => done!.phases![r].cpuSeconds ?? null },
        { title: 'peak MB', value: (r) => Math.round((done!.phases![r].peakBytes ?? 0) / 1e6) },
      ],
    }),
  });
  if (phases.length === 0) {
    panel.empty('The folder has no run.json, or one that cannot be read, so times and memory are not known.');
    return panel;
  }
  requestAnimationFrame(() =>
    chart.draw(() => {
      const { text, axis } = plain();
      return {
        tooltip: { formatter: (p: { name: string; value: number }) => tip(p.name, duration(p.value)) },
        grid: { left: 150, right: 60, top: 4, bottom: 40 },
        xAxis: { ...axis, type: 'value', name: 'seconds', nameLocation: 'middle', nameGap: 24 },
        yAxis: { ...axis, type: 'category', inverse: true, data: phases.map((p) => p.name), axisLabel: { color: text, fontSize: 11, formatter: (n: string) => short(n, 22) } },
        series: [{ type: 'bar', barMaxWidth: 14, itemStyle: { color: '#56a0c8' }, data: phases.map((p) => p.seconds) }],
      } as Option;
    }),
  );
  return panel;
}

/** What the page cannot tell, and why. */
export function notTold(): HTMLElement {
  return h(
    'p',
    { class: 'note' },
    'The sizes of the neighbourhoods are not kept by a run, so they are not shown.',
  );
}
