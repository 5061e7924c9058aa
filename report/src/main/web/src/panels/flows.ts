import { called, type App } from '../app';
import { Chart, ink, tip, type Option } from '../chart';
import { button, h, number, plural, short } from '../dom';
import type { GridOptions } from '../grid';
import { Panel } from '../panel';

interface Link {
  a: number;
  b: number;
  score: number;
}

function linksTable(app: App, links: () => Link[], name: string): () => GridOptions {
  return () => {
    const { run } = app;
    const shown = links();
    return {
      name,
      rows: shown.map((_, i) => i),
      empty: 'no link reaches this score',
      columns: [
        { title: 'type', value: (r) => called(run, run.nodes[shown[r].a]) },
        { title: 'partner', value: (r) => called(run, run.nodes[shown[r].b]) },
        { title: 'score', value: (r) => shown[r].score },
      ],
      choose: (r) => app.state.set({ link: [run.nodes[shown[r].a].name, run.nodes[shown[r].b].name] }),
    };
  };
}

/** The types of each species in a column, linked to those of the next one. */
export class SankeyPanel {
  readonly panel: Panel;
  private readonly chart = new Chart('sankey', 'Sankey diagram of the mapping', 500);
  private readonly scroll = h('div', { class: 'scroll' }, this.chart.root);
  private readonly species = h('div', { class: 'bar' });
  private readonly alone = h('p', { class: 'note' });

  constructor(private readonly app: App) {
    const { state } = app;
    this.panel = new Panel({
      id: 'sankey',
      title: 'Sankey',
      about:
        'Types that map with at least the chosen score, species by species. Links join species that stand beside each other: put them in another order to see the others.',
      svg: () => this.chart.svg(),
      png: () => this.chart.png(),
      command: () => `samap scores ${app.folder}`,
      table: linksTable(app, () => this.links(), 'sankey'),
    });
    this.panel.bar.append(this.species);
    this.panel.root.classList.toggle('wide', app.run.species.length > 3);
    this.panel.show(this.scroll, this.alone);
    this.chart.root.style.minWidth = Math.max(340, 190 * app.run.species.length) + 'px';
    this.chart.click<{ dataType: string; data: { source?: string; target?: string; name?: string } }>((p) => {
      if (p.dataType === 'edge') {
        state.set({ link: [p.data.source!, p.data.target!] });
      } else if (p.data.name) {
        const { types } = state.choice;
        state.set({ types: types.includes(p.data.name) ? types.filter((t) => t !== p.data.name) : [...types, p.data.name] });
      }
    });
    state.on(['threshold', 'order', 'theme'], () => this.draw());
  }

  private order(): number[] {
    const { run, state } = this.app;
    const given = state.choice.order.map((s) => run.species.indexOf(s)).filter((s) => s >= 0);
    return [...new Set([...given, ...run.species.map((_, i) => i)])];
  }

  private links(): Link[] {
    const { run, state } = this.app;
    const place = new Map(this.order().map((s, i) => [s, i]));
    return run
      .pairs(state.choice.threshold)
      .map((p) => {
        const [x, y] = [place.get(run.nodes[p.a].species)!, place.get(run.nodes[p.b].species)!];
        return x < y ? p : { a: p.b, b: p.a, score: p.score };
      })
      .filter((p) => place.get(run.nodes[p.b].species)! - place.get(run.nodes[p.a].species)! === 1);
  }

  private move(at: number, by: number): void {
    const order = this.order();
    const other = at + by;
    if (other >= 0 && other < order.length) {
      [order[at], order[other]] = [order[other], order[at]];
      this.app.state.set({ order: order.map((s) => this.app.run.species[s]) });
    }
  }

  draw(): void {
    const { run, colors } = this.app;
    const order = this.order();
    this.species.replaceChildren(
      ...order.map((s, i) =>
        h(
          'span',
          { class: 'mover' },
          i > 0 && button('←', `move ${run.species[s]} to the left`, () => this.move(i, -1)),
          h('b', {}, short(run.species[s], 16)),
          i < order.length - 1 && button('→', `move ${run.species[s]} to the right`, () => this.move(i, 1)),
        ),
      ),
    );
    const links = this.links();
    const linked = new Set(links.flatMap((l) => [l.a, l.b]));
    const nodes = order.flatMap((s) => run.nodesOf(s)).filter((n) => linked.has(n.index));
    const most = Math.max(1, ...order.map((s) => nodes.filter((n) => n.species === s).length));
    const alone = run.nodes.filter((n) => !linked.has(n.index));
    this.alone.textContent = alone.length
      ? `No link of this score: ${alone.slice(0, 12).map((n) => short(called(run, n), 30)).join(', ')}${alone.length > 12 ? ` and ${alone.length - 12} more` : ''}.`
      : '';
    this.panel.changed();
    if (links.length === 0) {
      this.panel.empty('No pair of types of neighbouring species has this score: choose a lower one.');
      return;
    }
    if (!this.chart.root.isConnected) {
      this.panel.show(this.scroll, this.alone);
    }
    this.chart.height = Math.max(220, most * 22 + 40);
    this.chart.draw(() => {
      const { text } = ink();
      const depth = new Map(order.map((s, i) => [s, i]));
      return {
        tooltip: {
          formatter: (p: { dataType: string; data: { source: string; target: string; value: number; name: string } }) =>
            p.dataType === 'edge'
              ? tip(
                  `${called(run, run.byName.get(p.data.source)!)} – ${called(run, run.byName.get(p.data.target)!)}`,
                  'score ' + number(p.data.value),
                )
              : tip(called(run, run.byName.get(p.data.name)!), plural(run.byName.get(p.data.name)!.cells, 'cell')),
        },
        series: [
          {
            type: 'sankey',
            left: 8,
            right: 16 + 7 * Math.max(3, ...nodes.filter((n) => n.species === order[order.length - 1]).map((n) => [...short(n.label, 24)].length)),
            top: 8,
            bottom: 8,
            nodeGap: 6,
            nodeWidth: 14,
            draggable: false,
            emphasis: { focus: 'adjacency' },
            data: nodes.map((n) => ({
              name: n.name,
              depth: depth.get(n.species),
              itemStyle: { color: colors.of[n.index] },
            })),
            links: links.map((l) => ({ source: run.nodes[l.a].name, target: run.nodes[l.b].name, value: l.score })),
            lineStyle: { color: 'gradient', opacity: 0.45 },
            label: {
              color: text,
              fontSize: 12,
              formatter: (p: { name: string }) => short(run.byName.get(p.name)!.label, 24),
            },
          },
        ],
      } as Option;
    });
  }
}

/** All types around a circle, linked by their scores. */
export class ChordPanel {
  readonly panel: Panel;
  private readonly chart = new Chart('chord', 'chord diagram of the mapping', 620);
  private readonly note = h('p', { class: 'note' });

  constructor(private readonly app: App) {
    const { state } = app;
    this.panel = new Panel({
      id: 'chord',
      title: 'Chord',
      about: 'All species at once: a ribbon for every pair of types that reaches the score. A click on a ribbon shows the match.',
      svg: () => this.chart.svg(),
      png: () => this.chart.png(),
      command: () => `samap scores ${app.folder}`,
      table: linksTable(app, () => app.run.pairs(state.choice.threshold), 'chord'),
    });
    this.panel.body.append(this.chart.root, this.note);
    this.chart.click<{ dataType: string; data: { source?: string; target?: string } }>((p) => {
      if (p.dataType === 'edge') {
        state.set({ link: [p.data.source!, p.data.target!] });
      }
    });
    state.on(['threshold', 'theme'], () => this.draw());
  }

  draw(): void {
    const { run, state, colors } = this.app;
    const links = run.pairs(state.choice.threshold).slice(0, 1500);
    this.panel.changed();
    if (links.length === 0) {
      this.panel.empty('No pair of types has this score: choose a lower one.');
      return;
    }
    if (!this.chart.root.isConnected) {
      this.panel.show(this.chart.root, this.note);
    }
    const weight = new Map<number, number>();
    links.forEach((l) => [l.a, l.b].forEach((n) => weight.set(n, (weight.get(n) ?? 0) + l.score)));
    const total = [...weight.values()].reduce((s, w) => s + w, 0);
    const nodes = run.species.flatMap((_, s) => run.nodesOf(s)).filter((n) => weight.has(n.index));
    const named = (n: { index: number }) => (weight.get(n.index) ?? 0) / total > 0.008;
    this.note.textContent = 'Names for which there is no room are shown under the pointer.';
    this.chart.height = Math.min(760, Math.max(360, this.chart.width * 0.7));
    this.chart.draw(() => ({
      tooltip: {
        formatter: (p: { dataType: string; data: { source: string; target: string; value: number; name: string } }) =>
          p.dataType === 'edge'
            ? tip(
                `${called(run, run.byName.get(p.data.source)!)} – ${called(run, run.byName.get(p.data.target)!)}`,
                'score ' + number(p.data.value),
              )
            : tip(called(run, run.byName.get(p.data.name)!)),
      },
      series: [
        {
          type: 'chord',
          radius: this.chart.width < 600 ? ['48%', '52%'] : ['66%', '70%'],
          padAngle: nodes.length > 60 ? 0.4 : 1.5,
          data: nodes.map((n) => ({
            name: n.name,
            itemStyle: { color: colors.of[n.index] },
            label: { show: named(n) },
          })),
          links: links.map((l) => ({ source: run.nodes[l.a].name, target: run.nodes[l.b].name, value: l.score })),
          lineStyle: { color: 'source', opacity: 0.4 },
          labelLayout: { hideOverlap: true },
          label: {
            color: ink().text,
            fontSize: 11,
            position: 'outside',
            formatter: (p: { name: string }) => short(called(run, run.byName.get(p.name)!), this.chart.width < 600 ? 14 : 24),
          },
          emphasis: { focus: 'adjacency' },
        },
      ],
    }));
  }
}
