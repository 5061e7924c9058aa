import { called, type App } from '../app';
import { Chart, ink, tip, type Option } from '../chart';
import { cluster } from '../cluster';
import { shades } from '../colors';
import { h, number, short } from '../dom';
import { Panel } from '../panel';

const MOST_TERMS = 40;
const MOST_Q = 0.05;

/** The terms behind the mappings of each type: one dot for every significant term. */
export function enrichmentPanel(app: App): Panel {
  const { run, state } = app;
  const table = run.table('enrichment');
  const chart = new Chart('enrichment', 'dot plot of enriched terms', 400);
  const panel = new Panel({
    id: 'enrichment',
    title: 'Enriched terms',
    about:
      'What the genes behind the mappings of each type do: larger dots are more significant, darker ones hold more of the pairs. Types and terms are clustered.',
    svg: () => chart.svg(),
    png: () => chart.png(),
    command: () => `samap enrich ${app.folder} --annotations ID=FILE`,
    table: table
      ? () => ({
          name: 'enrichment',
          rows: Array.from({ length: table.rows }, (_, i) => i),
          empty: 'no terms',
          columns: table.names.map((n) => ({ title: n.replace(/_/g, ' '), value: (r: number) => (table.isNumber(n) ? table.number(n, r) : table.text(n, r)) })),
        })
      : undefined,
  });
  if (!table) {
    panel.empty(
      `Terms need annotations of the genes. Find them with 'samap enrich ${app.folder} --annotations ID=FILE ...', then make the page again.`,
    );
    return panel;
  }
  const significant = Array.from({ length: table.rows }, (_, r) => r)
    .filter((r) => (table.number('q', r) ?? 1) <= MOST_Q)
    .sort((x, y) => (table.number('minus_log10_p', y) ?? 0) - (table.number('minus_log10_p', x) ?? 0));
  if (significant.length === 0) {
    panel.empty('No term is significant (q of 0.05 or less); the table below has all.');
    return panel;
  }
  const terms = [...new Set(significant.map((r) => table.text('term', r)))].slice(0, MOST_TERMS);
  const rows = significant.filter((r) => terms.includes(table.text('term', r)));
  const types = [...new Set(rows.map((r) => table.text('node', r)))];
  const value = new Map(rows.map((r) => [table.text('node', r) + '\n' + table.text('term', r), r]));
  const log = (type: string, term: string) => {
    const r = value.get(type + '\n' + term);
    return r === undefined ? 0 : Math.min(50, table.number('minus_log10_p', r) ?? 0);
  };
  const across = cluster(types.map((t) => Float32Array.from(terms, (m) => log(t, m)))).order.map((i) => types[i]);
  const down = cluster(terms.map((m) => Float32Array.from(types, (t) => log(t, m)))).order.map((i) => terms[i]);
  const described = new Map(rows.map((r) => [table.text('term', r), table.text('description', r)]));
  const most = Math.max(...rows.map((r) => Math.min(50, table.number('minus_log10_p', r) ?? 0)));
  chart.root.style.minWidth = across.length * 20 + 360 + 'px';
  chart.height = down.length * 20 + 170;
  const draw = () =>
    chart.draw(() => {
      const { text, line, faint, dark } = ink();
      const ramp = shades(16, dark);
      const share = (r: number) => (table.number('drawn_with_term', r) ?? 0) / Math.max(1, table.number('drawn', r) ?? 1);
      const axis = {
        type: 'category',
        axisTick: { show: false },
        axisLine: { lineStyle: { color: faint } },
        splitLine: { show: true, lineStyle: { color: line, opacity: 0.4 } },
      };
      return {
        tooltip: {
          formatter: (p: { data: { row: number } }) =>
            tip(
              `${table.text('term', p.data.row)} ${described.get(table.text('term', p.data.row)) ?? ''}`,
              `${table.text('node', p.data.row)}: q ${number(table.number('q', p.data.row))}, ${number(table.number('drawn_with_term', p.data.row))} of ${number(table.number('drawn', p.data.row))} pairs`,
            ),
        },
        grid: { left: 300, right: 20, top: 10, bottom: 140 },
        xAxis: {
          ...axis,
          data: across,
          axisLabel: {
            interval: 0,
            rotate: 60,
            color: text,
            fontSize: 11,
            formatter: (n: string) => short(run.byName.get(n) ? called(run, run.byName.get(n)!) : n, 22),
          },
        },
        yAxis: {
          ...axis,
          data: down,
          axisLabel: {
            interval: 0,
            color: text,
            fontSize: 11,
            formatter: (t: string) => short(`${t} ${described.get(t) ?? ''}`.trim(), 44),
          },
        },
        series: [
          {
            type: 'scatter',
            data: rows.map((r) => ({
              value: [across.indexOf(table.text('node', r)), down.indexOf(table.text('term', r))],
              row: r,
              symbolSize: 4 + 14 * Math.sqrt(log(table.text('node', r), table.text('term', r)) / most),
              itemStyle: { color: ramp[Math.min(15, Math.round(share(r) * 30))] },
            })),
          },
        ],
      } as Option;
    });
  panel.body.append(h('div', { class: 'scroll' }, chart.root));
  state.on(['theme'], () => chart.redraw());
  requestAnimationFrame(draw);
  return panel;
}
