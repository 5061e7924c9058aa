import { Cells } from './cells';
import { NodeColors } from './colors';
import { button, copy, h } from './dom';
import { quoted, type App } from './app';
import { Run } from './model';
import * as payload from './payload';
import { State } from './state';
import { enrichmentPanel } from './panels/enrichment';
import { ChordPanel, SankeyPanel } from './panels/flows';
import { HeatmapPanel } from './panels/heatmap';
import { LinkPanel } from './panels/link';
import { homologyPanel, trianglesPanel, whenSeen } from './panels/networks';
import { notTold, qualityPanels } from './panels/quality';
import { pairsPanel, tablePanel } from './panels/tables';
import { UmapPanel } from './panels/umap';
import { words } from './panels/words';

async function start(): Promise<void> {
  const index = await payload.index();
  const run = new Run(index);
  const state = new State();
  const colors = new NodeColors(run);
  const app: App = { run, state, colors, cells: new Cells(run, colors), folder: quoted(index.folder) };
  theme(state);
  const name = index.folder.split(/[/\\]/).filter(Boolean).pop() ?? 'run';
  document.title = run.species.join(' – ') + ' · samap';
  const main = document.getElementById('page')!;
  const umap = new UmapPanel(app);
  const heatmap = new HeatmapPanel(app);
  const sankey = new SankeyPanel(app);
  const chord = new ChordPanel(app);
  const link = new LinkPanel(app);
  const triangles = run.species.length > 2 ? [trianglesPanel(app, 'cell_type').root, trianglesPanel(app, 'gene').root] : [];
  const quality = qualityPanels(app);
  document.getElementById('title')!.append(
    h('h1', {}, run.species.join(' – ')),
    h('span', { class: 'folder', title: index.folder }, name),
  );
  main.replaceChildren(
    words(app),
    umap.panel.root,
    h(
      'div',
      {},
      threshold(state),
      heatmap.panel.root,
      h('div', { class: 'pair' }, sankey.panel.root, chord.panel.root),
    ),
    link.panel.root,
    pairsPanel(app).root,
    enrichmentPanel(app).root,
    tablePanel(app, {
      id: 'paralogs',
      title: 'Paralog substitutions',
      about: 'Genes whose paralog agrees better in expression than their ortholog.',
      name: 'paralog_substitutions',
      command: `samap paralogs ${app.folder}`,
    }).root,
    ...triangles,
    homologyPanel(app).root,
    h('h2', { id: 'quality', class: 'part' }, 'Quality of the run'),
    h('div', { class: 'pair' }, ...quality.map((p) => p.root)),
    notTold(),
  );
  navigation();
  await umap.start();
  document.documentElement.dataset.ready = 'yes';
  heatmap.draw();
  link.draw();
  whenSeen(sankey.panel.root, () => sankey.draw());
  whenSeen(chord.panel.root, () => chord.draw());
}

/** One slider for all pictures of scores. */
function threshold(state: State): HTMLElement {
  const input = h('input', { type: 'range', id: 'threshold', min: '0', max: '1', step: '0.01', value: String(state.choice.threshold) });
  const shown = h('output', {}, state.choice.threshold.toFixed(2));
  let waiting = false;
  input.addEventListener('input', () => {
    shown.textContent = Number(input.value).toFixed(2);
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        state.set({ threshold: Number(input.value) });
      });
    }
  });
  state.on(['threshold'], () => {
    input.value = String(state.choice.threshold);
    shown.textContent = state.choice.threshold.toFixed(2);
  });
  return h('div', { class: 'threshold' }, h('label', {}, h('span', {}, 'lowest score shown'), input), shown);
}

function theme(state: State): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const isDark = state.choice.theme ? state.choice.theme === 'dark' : dark.matches;
    document.documentElement.dataset.dark = isDark ? 'yes' : 'no';
  };
  apply();
  state.on(['theme'], apply);
  dark.addEventListener('change', () => {
    if (!state.choice.theme) {
      state.tell('theme');
    }
  });
  // Paper is white; the charts draw themselves anew before they are printed.
  addEventListener('beforeprint', () => (document.documentElement.dataset.dark = 'no'));
  addEventListener('afterprint', () => state.tell('theme'));
  const link = button('copy link', 'copy the address of this view', () => {
    void copy(location.href).then((done) => {
      link.textContent = done ? 'copied' : 'not copied';
      setTimeout(() => (link.textContent = 'copy link'), 1500);
    });
  });
  document.getElementById('tools')!.append(
    link,
    button('print', 'print the page', () => print()),
    button('light / dark', 'change between light and dark', () =>
      state.set({ theme: document.documentElement.dataset.dark === 'yes' ? 'light' : 'dark' }),
    ),
  );
}

function navigation(): void {
  const nav = document.getElementById('nav')!;
  const parts: [string, string][] = [
    ['summary', 'Summary'],
    ['cells', 'Cells'],
    ['heatmap', 'Scores'],
    ['sankey', 'Sankey'],
    ['chord', 'Chord'],
    ['link', 'Match'],
    ['pairs', 'Gene pairs'],
    ['enrichment', 'Terms'],
    ['paralogs', 'Paralogs'],
    ['cell_type-triangles', 'Triangles'],
    ['homology', 'Homology'],
    ['quality', 'Quality'],
  ];
  nav.replaceChildren(
    ...parts
      .filter(([id]) => document.getElementById(id))
      .map(([id, title]) =>
        // The fragment belongs to the state, so a link only scrolls.
        button(title, 'go to ' + title, () => document.getElementById(id)!.scrollIntoView({ behavior: 'smooth' })),
      ),
  );
}

start().catch((e: unknown) => {
  const page = document.getElementById('page')!;
  page.replaceChildren(
    h('p', { class: 'empty' }, 'The page cannot be shown: ' + (e instanceof Error ? e.message : String(e)) + '. It needs a browser of 2023 or later.'),
  );
  throw e;
});
