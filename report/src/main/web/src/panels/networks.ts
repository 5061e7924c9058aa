import { called, quoted, type App } from '../app';
import { Chart, ink, tip, type Option } from '../chart';
import { speciesColor } from '../colors';
import { h, number, short } from '../dom';
import { Panel } from '../panel';

interface Vertex {
  name: string;
  text: string;
  color: string;
}

interface Edge {
  from: string;
  to: string;
  weight: number;
  /** Whether the mapping kept the link. */
  kept: boolean;
}

/** A drawn network: vertices of one component stand in one ring. */
class Network {
  readonly chart: Chart;

  constructor(name: string, label: string, height: number) {
    this.chart = new Chart(name, label, height);
  }

  draw(vertices: Vertex[], edges: Edge[]): void {
    const most = Math.max(1e-9, ...edges.map((e) => e.weight));
    const width = this.chart.width;
    const places = rings(vertices, edges, width);
    this.chart.height = places.height;
    this.chart.draw(() => {
      const { text, faint } = ink();
      return {
        tooltip: {
          formatter: (p: { dataType: string; data: { name: string; source: string; target: string; value: number } }) =>
            p.dataType === 'edge'
              ? tip(`${p.data.source} – ${p.data.target}`, number(p.data.value))
              : tip(p.data.name),
        },
        series: [
          {
            type: 'graph',
            layout: 'none',
            roam: true,
            left: 0,
            top: 0,
            width,
            height: places.height,
            preserveAspect: false,
            emphasis: { focus: 'adjacency' },
            data: [
              ...vertices.map((v) => ({
                name: v.name,
                x: places.at.get(v.name)![0],
                y: places.at.get(v.name)![1],
                symbolSize: 11,
                itemStyle: { color: v.color },
                label: {
                  show: true,
                  position: places.at.get(v.name)![2],
                  formatter: () => v.text,
                  color: text,
                  fontSize: 11,
                },
              })),
              // The corners keep the coordinates those of the picture.
              ...[[0, 0], [width, places.height]].map(([x, y], i) => ({
                name: '\u0000' + i,
                x,
                y,
                symbolSize: 0,
                label: { show: false },
                tooltip: { show: false },
              })),
            ],
            links: edges.map((e) => ({
              source: e.from,
              target: e.to,
              value: e.weight,
              lineStyle: {
                width: 0.6 + (3.4 * e.weight) / most,
                type: e.kept ? 'solid' : 'dashed',
                color: faint,
                opacity: 0.8,
              },
            })),
          },
        ],
      } as Option;
    });
  }
}

/** Each component in a ring of its own, rings in lines: no two names lie over each other. */
function rings(
  vertices: Vertex[],
  edges: Edge[],
  width: number,
): { at: Map<string, [number, number, string]>; height: number } {
  const next = new Map<string, string[]>(vertices.map((v) => [v.name, []]));
  edges.forEach((e) => {
    next.get(e.from)?.push(e.to);
    next.get(e.to)?.push(e.from);
  });
  const seen = new Set<string>();
  const parts: string[][] = [];
  for (const v of vertices) {
    if (!seen.has(v.name)) {
      const part: string[] = [];
      const open = [v.name];
      seen.add(v.name);
      for (let n = open.shift(); n !== undefined; n = open.shift()) {
        part.push(n);
        next.get(n)!.filter((m) => !seen.has(m)).forEach((m) => (seen.add(m), open.push(m)));
      }
      parts.push(part);
    }
  }
  parts.sort((p, q) => q.length - p.length);
  const at = new Map<string, [number, number, string]>();
  const margin = 24 + 6.4 * Math.max(4, ...vertices.map((v) => [...v.text].length));
  let [x, y, row] = [0, 0, 0];
  for (const part of parts) {
    const radius = part.length === 1 ? 4 : Math.max(30, (part.length * 17) / Math.PI);
    const [w, t] = [2 * radius + 2 * margin, 2 * radius + 34];
    if (x > 0 && x + w > width) {
      x = 0;
      y += row;
      row = 0;
    }
    const cx = Math.max(x + w / 2, Math.min(width / 2, x + w / 2));
    part.forEach((name, i) => {
      const angle = (2 * Math.PI * (i + 0.5)) / part.length - Math.PI / 2;
      const px = cx + radius * Math.cos(angle);
      const py = y + t / 2 + radius * Math.sin(angle);
      at.set(name, [px, py, Math.cos(angle) >= -0.01 ? 'right' : 'left']);
    });
    x += w;
    row = Math.max(row, t);
  }
  return { at, height: Math.max(120, y + row) };
}

const MOST_TRIANGLES = 30;

/** Types, and genes, of three species that map to each other. */
export function trianglesPanel(app: App, kind: 'cell_type' | 'gene'): Panel {
  const { run, state } = app;
  const table = run.table(kind + '_triangles');
  const words = kind === 'gene' ? 'gene' : 'cell type';
  const network = new Network(kind + '_triangles', `network of ${words} triangles`, 400);
  const [low, prefix] = kind === 'gene' ? ['refined', 'gene_'] : ['score', 'node_'];
  const panel = new Panel({
    id: kind + '-triangles',
    title: kind === 'gene' ? 'Gene triangles' : 'Cell type triangles',
    about: `Three ${words}s of three species, each linked to both others; thicker lines are stronger.`,
    svg: () => network.chart.svg(),
    png: () => network.chart.png(),
    command: () => `samap triangles ${app.folder}`,
    table: table
      ? () => ({
          name: kind + '_triangles',
          rows: Array.from({ length: table.rows }, (_, i) => i),
          empty: 'no triangles',
          columns: table.names.map((n) => ({ title: n.replace(/_/g, ' '), value: (r: number) => (table.isNumber(n) ? table.number(n, r) : table.text(n, r)) })),
        })
      : undefined,
  });
  if (!table || table.rows === 0) {
    panel.empty(
      run.species.length < 3
        ? 'Triangles need three species.'
        : table
          ? 'No triangles were found.'
          : `The folder has no triangles. Make them with 'samap triangles ${app.folder}', then the page again.`,
    );
    return panel;
  }
  const draw = () => {
    const vertices = new Map<string, Vertex>();
    const edges = new Map<string, Edge>();
    const add = (name: string) => {
      const s = run.species.findIndex((id) => name.startsWith(id + '_'));
      const node = run.byName.get(name);
      vertices.set(name, {
        name,
        text: short(node ? called(run, node) : name, 24),
        color: speciesColor(Math.max(0, s), run.species.length),
      });
    };
    for (let r = 0; r < Math.min(table.rows, MOST_TRIANGLES); r++) {
      const names = ['a', 'b', 'c'].map((x) => table.text(prefix + x, r));
      names.forEach(add);
      [[0, 1, 'ab'], [0, 2, 'ac'], [1, 2, 'bc']].forEach(([i, j, x]) => {
        const [from, to] = [names[i as number], names[j as number]];
        edges.set(from + '\n' + to, { from, to, weight: table.number(`${low}_${x}`, r) ?? 0, kept: true });
      });
    }
    network.draw([...vertices.values()], [...edges.values()]);
  };
  panel.body.append(network.chart.root, legend(app));
  if (table.rows > MOST_TRIANGLES) {
    panel.body.append(h('p', { class: 'note' }, `The picture shows the first ${MOST_TRIANGLES} of ${table.rows} triangles; the table has all.`));
  }
  state.on(['theme'], () => network.chart.redraw());
  whenSeen(panel.root, draw);
  return panel;
}

function legend(app: App): HTMLElement {
  return h(
    'div',
    { class: 'legend' },
    h(
      'div',
      { class: 'entries' },
      ...app.run.species.map((s, i) => {
        const swatch = h('i');
        swatch.style.background = speciesColor(i, app.run.species.length);
        return h('span', { class: 'entry' }, swatch, short(s, 20));
      }),
    ),
  );
}

const MOST_VERTICES = 60;

/** The homologs of a gene, and theirs. */
export function homologyPanel(app: App): Panel {
  const { run, state } = app;
  const { links } = run.index;
  const network = new Network('homology', 'homology graph around a gene', 300);
  const near = new Map<string, number[]>();
  links.from.forEach((f, i) => {
    [f, links.to[i]].forEach((g) => {
      const list = near.get(links.names[g]);
      if (list) {
        list.push(i);
      } else {
        near.set(links.names[g], [i]);
      }
    });
  });
  let gene = '';
  const around = (): { names: string[]; edges: number[] } => {
    const names = new Set([gene]);
    const edges = new Set<number>();
    for (let step = 0; step < 2; step++) {
      for (const name of [...names]) {
        for (const i of near.get(name) ?? []) {
          if (names.size < MOST_VERTICES) {
            names.add(links.names[links.from[i]]);
            names.add(links.names[links.to[i]]);
          }
        }
      }
    }
    names.forEach((n) =>
      near.get(n)?.forEach((i) => {
        if (names.has(links.names[links.from[i]]) && names.has(links.names[links.to[i]])) {
          edges.add(i);
        }
      }),
    );
    return { names: [...names], edges: [...edges] };
  };
  const panel = new Panel({
    id: 'homology',
    title: 'Homology graph',
    about:
      'The homologs of a gene and their homologs, for the genes of the gene pairs and markers. Thick lines: expression agrees over the mapped cells (refined weight); dashed: the mapping dropped the link.',
    svg: () => network.chart.svg(),
    png: () => network.chart.png(),
    command: () => `samap query ${app.folder} ${quoted(gene)}`,
    table: () => {
      const { edges } = around();
      return {
        name: 'homology_' + gene,
        rows: edges,
        empty: 'no links',
        columns: [
          { title: 'gene', value: (r) => links.names[links.from[r]] },
          { title: 'homolog', value: (r) => links.names[links.to[r]] },
          { title: 'sequence weight', value: (r) => links.sequence[r] },
          { title: 'refined weight', value: (r) => links.refined[r] },
        ],
      };
    },
  });
  if (links.names.length === 0) {
    panel.empty('No gene of this page has a link: there are no gene pairs or markers to show.');
    return panel;
  }
  const options = h('datalist', { id: 'genes-linked' });
  links.names.slice(0, 5000).forEach((g) => options.append(h('option', { value: g })));
  const input = h('input', { type: 'search', list: 'genes-linked', id: 'homology-gene', 'aria-label': 'gene' });
  const said = h('span', { class: 'note' });
  const draw = () => {
    const { names, edges } = around();
    network.draw(
      names.map((name) => ({
        name,
        text: short(name, 24),
        color: speciesColor(Math.max(0, run.species.findIndex((s) => name.startsWith(s + '_'))), run.species.length),
      })),
      edges.map((i) => ({
        from: links.names[links.from[i]],
        to: links.names[links.to[i]],
        weight: links.refined[i],
        kept: links.refined[i] > 0,
      })),
    );
    panel.changed();
  };
  const take = (name: string) => {
    const found = near.has(name) ? name : links.names.find((n) => n.toLowerCase().endsWith('_' + name.toLowerCase()));
    said.textContent = found ? '' : `“${name}” is none of the genes of this page; samap query knows them all.`;
    if (found && found !== gene) {
      gene = found;
      input.value = found;
      draw();
    }
  };
  input.addEventListener('change', () => take(input.value.trim()));
  state.on(['genes'], () => state.choice.genes[0] && near.has(state.choice.genes[0]) && take(state.choice.genes[0]));
  state.on(['theme'], () => network.chart.redraw());
  panel.bar.append(h('label', {}, h('span', {}, 'gene'), input, options), said);
  panel.body.append(network.chart.root, legend(app));
  whenSeen(panel.root, () => take(state.choice.genes.find((g) => near.has(g)) ?? links.names[0]));
  return panel;
}

/** Does work when an element comes into view for the first time. */
export function whenSeen(element: HTMLElement, act: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (entries.some((e) => e.isIntersecting)) {
        observer.disconnect();
        act();
      }
    },
    { rootMargin: '600px' },
  );
  observer.observe(element);
  addEventListener('beforeprint', () => {
    observer.disconnect();
    act();
  }, { once: true });
}
