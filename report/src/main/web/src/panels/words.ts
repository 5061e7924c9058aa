import { called, type App } from '../app';
import { h, plural, short } from '../dom';
import { Grid } from '../grid';
import type { Run } from '../model';

interface Match {
  a: number;
  /** The best partner in another species, or -1. */
  b: number;
  species: number;
  score: number;
  q: number | null;
  /** q against permuted links, where the run was compared with such. */
  linksQ: number | null;
  confidence: number | null;
  /** That of samap confidence; empty for pairs that it has not judged. */
  verdict: string;
  /** With what the partner matches better. */
  nearer: number;
}

/** A share of linked genes below which names are likely to be of another kind. */
const FEW_LINKED = 0.3;
/** A score below this is noise. */
const LEAST = 0.05;

/** What was run and what it found, in words: first of all on the page. */
export function words(app: App): HTMLElement {
  const { run } = app;
  const matches = matchesOf(run);
  return h(
    'section',
    { id: 'summary', class: 'panel' },
    h('p', { class: 'lead' }, what(run)),
    warnings(app, matches),
    h('p', { class: 'lead' }, found(run, matches)),
    table(app, matches),
  );
}

function what(run: Run): string {
  const species = run.index.species.map((s) => `${s.id} (${plural(s.cells, 'cell')}, ${plural(s.genes, 'gene')})`);
  const all = species.length > 1 ? species.slice(0, -1).join(', ') + ' and ' + species[species.length - 1] : species.join('');
  const done = run.report?.execution;
  const cost = done?.seconds
    ? `, in ${duration(done.seconds)} on ${done.engine ?? 'this machine'}, with at most ${memory(done.peakBytes ?? 0)}`
    : '';
  const version = run.report?.samap ?? run.index.samap;
  return `samap ${version} mapped ${all} onto each other in ${plural(run.index.iterations, 'iteration')}${cost}.`;
}

export function duration(seconds: number): string {
  if (seconds < 90) {
    return seconds.toFixed(seconds < 10 ? 1 : 0) + ' s';
  }
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? minutes + ' min' : Math.floor(minutes / 60) + ' h ' + (minutes % 60) + ' min';
}

export function memory(bytes: number): string {
  return bytes < 1e9 ? Math.round(bytes / 1e6) + ' MB of memory' : (bytes / 1e9).toFixed(1) + ' GB of memory';
}

function matchesOf(run: Run): Match[] {
  const statistics = run.table('score_statistics');
  const confidence = run.table('match_confidence');
  const matches: Match[] = [];
  for (const node of run.nodes) {
    run.species.forEach((_, s) => {
      if (s === node.species) {
        return;
      }
      const b = run.best(node.index, s);
      const score = b < 0 ? 0 : run.score(node.index, b);
      const back = b < 0 ? -1 : run.best(b, node.species);
      const q = b < 0 ? -1 : run.rowOf(statistics, node.index, b);
      const c = b < 0 ? -1 : run.rowOf(confidence, node.index, b);
      matches.push({
        a: node.index,
        b: score >= LEAST ? b : -1,
        species: s,
        score,
        q: q < 0 ? null : statistics!.number('q', q),
        linksQ: q < 0 ? null : statistics!.number('q_links', q),
        confidence: c < 0 ? null : confidence!.number('confidence', c),
        verdict: c < 0 ? '' : confidence!.text('verdict', c),
        nearer: back >= 0 && back !== node.index ? back : -1,
      });
    });
  }
  return matches;
}

function warnings(app: App, matches: Match[]): HTMLElement {
  const { run } = app;
  const list: string[] = [...run.index.notes];
  run.index.species.forEach((s) => {
    if (s.linked < FEW_LINKED * s.genes) {
      list.push(
        `Only ${Math.round((100 * s.linked) / Math.max(1, s.genes))} % of the genes of ${s.id} have a link to another species: check that its gene names are those of the sequence search (samap names helps).`,
      );
    }
  });
  const forced = matches.filter((m) => m.b >= 0 && m.verdict === 'forced');
  if (forced.length > 0) {
    const names = [...new Set(forced.map((m) => called(run, run.nodes[m.a])))];
    list.push(
      `${names.length === 1 ? 'One type has' : names.length + ' types have'} a best match that is likely forced, that is, only the nearest there is: ${names.slice(0, 6).map((n) => short(n, 40)).join(', ')}${names.length > 6 ? ' and others' : ''}.`,
    );
  }
  if (matches.every((m) => m.b < 0)) {
    list.push('No two types of different species map with a score of 0.05 or more: see whether the species are linked by enough genes.');
  }
  return list.length === 0
    ? h('p', { class: 'fine' }, 'No warnings.')
    : h('ul', { class: 'warnings' }, ...list.map((w) => h('li', {}, w)));
}

function found(run: Run, matches: Match[]): string {
  const real = (m: Match) => m.b >= 0 && m.verdict === 'real';
  const judged = matches.some((m) => m.verdict !== '');
  const every = run.nodes.filter((n) => matches.filter((m) => m.a === n.index).every(real)).length;
  const none = run.nodes.filter((n) => matches.filter((m) => m.a === n.index).every((m) => m.b < 0));
  const parts: string[] = [];
  if (judged) {
    parts.push(`${every} of ${run.nodes.length} types have a likely real match in ${run.species.length > 2 ? 'every' : 'the'} other species`);
  }
  if (none.length > 0) {
    parts.push(`${none.length} ${none.length === 1 ? 'type has' : 'types have'} no match`);
  }
  const text = parts.length ? parts.join('; ') + '. ' : '';
  return text + 'The best match of every type in every other species:';
}

function table(app: App, matches: Match[]): HTMLElement {
  const { run, state, colors } = app;
  const swatch = (node: number) => {
    const dot = h('i', { class: 'dot' });
    dot.style.background = colors.of[node];
    return dot;
  };
  const name = (node: number) => h('span', { title: run.nodes[node].name }, swatch(node), short(run.nodes[node].label, 40));
  const rows = matches.map((_, i) => i);
  const grid = new Grid({
    name: 'best_matches',
    rows,
    empty: 'no types',
    page: 20,
    choose: (r) => {
      const m = matches[r];
      if (m.b >= 0) {
        state.set({ link: [run.nodes[m.a].name, run.nodes[m.b].name] });
        document.getElementById('link')?.scrollIntoView({ behavior: 'smooth' });
      }
    },
    columns: [
      { title: 'species', value: (r) => run.species[run.nodes[matches[r].a].species] },
      { title: 'type', value: (r) => run.nodes[matches[r].a].label, show: (r) => name(matches[r].a) },
      { title: 'in', about: 'the other species', value: (r) => run.species[matches[r].species] },
      {
        title: 'best match',
        value: (r) => (matches[r].b < 0 ? 'none' : run.nodes[matches[r].b].label),
        show: (r) => (matches[r].b < 0 ? h('em', {}, 'no match of 0.05 or more') : name(matches[r].b)),
      },
      { title: 'score', about: 'from 0 to 1', value: (r) => matches[r].score },
      { title: 'q', about: 'false discovery rate against shuffled labels: it says that the two are related, not that they are the same', value: (r) => matches[r].q },
      ...(run.table('score_statistics')?.has('q_links')
        ? [{ title: 'q, links', about: 'false discovery rate against permuted links of genes', value: (r: number) => matches[r].linksQ }]
        : []),
      { title: 'confidence', about: 'from 0 to 1; empty where nothing can be known', value: (r) => matches[r].confidence },
      {
        title: 'how sure',
        value: (r) => matches[r].verdict,
        show: (r) => {
          const v = matches[r].verdict;
          return v ? h('span', { class: 'verdict ' + v }, v) : h('span', { class: 'verdict' }, matches[r].b < 0 ? '' : 'not judged');
        },
      },
      {
        title: 'remark',
        value: (r) => (matches[r].b >= 0 && matches[r].nearer >= 0 ? 'its match is nearer to ' + run.nodes[matches[r].nearer].label : ''),
        show: (r) =>
          matches[r].b >= 0 && matches[r].nearer >= 0
            ? 'its match is nearer to ' + short(run.nodes[matches[r].nearer].label, 30)
            : '',
      },
    ],
  });
  return grid.root;
}
