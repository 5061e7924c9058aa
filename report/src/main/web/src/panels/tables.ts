import type { App } from '../app';
import { Grid } from '../grid';
import { short } from '../dom';
import { Panel } from '../panel';
import type { Table } from '../table';

/** All columns of a table, with choices for names of types. */
function grid(name: string, table: Table, choose?: (row: number) => void): Grid {
  return new Grid({
    name,
    rows: Array.from({ length: table.rows }, (_, i) => i),
    empty: 'no rows',
    page: 20,
    choose,
    columns: table.names.map((n) => ({
      title: n.replace(/_/g, ' '),
      value: (r: number) => (table.isNumber(n) ? table.number(n, r) : table.text(n, r)),
      show: table.isNumber(n) ? undefined : (r: number) => short(table.text(n, r), 34),
    })),
  });
}

function rest(table: Table): string {
  return table.total > table.rows
    ? ` The page has ${table.rows} of ${table.total} rows, the best of each; the file has all.`
    : '';
}

/** The gene pairs of all matches. */
export function pairsPanel(app: App): Panel {
  const table = app.run.table('gene_pairs');
  const panel = new Panel({
    id: 'pairs',
    title: 'Gene pairs',
    about:
      'The linked genes through which types map. Sort by a title, search several words at once; a click shows both genes on the cells and the match.' +
      (table ? rest(table) : ''),
    command: () => `samap pairs ${app.folder}`,
  });
  if (!table || table.rows === 0) {
    panel.empty(
      table
        ? 'No pair of types with a score of 0.1 or more has gene pairs.'
        : 'The gene pairs are not known, as the expression of the run cannot be read: see the warnings.',
    );
    return panel;
  }
  panel.body.append(
    grid('gene_pairs', table, (r) =>
      app.state.set({
        colour: 'genes',
        genes: [table.text('gene_a', r), table.text('gene_b', r)],
        link: [table.text('node_a', r), table.text('node_b', r)],
      }),
    ).root,
  );
  return panel;
}

/** A table that another command makes, or how to make it. */
export function tablePanel(app: App, options: { id: string; title: string; about: string; name: string; command: string }): Panel {
  const table = app.run.table(options.name);
  const panel = new Panel({
    id: options.id,
    title: options.title,
    about: options.about + (table ? rest(table) : ''),
    command: () => options.command,
  });
  if (!table) {
    panel.empty(`The folder had no such table when the page was made. Make it with '${options.command}', then the page again.`);
  } else if (table.rows === 0) {
    panel.empty('The table is empty: nothing was found.');
  } else {
    panel.body.append(grid(options.name, table).root);
  }
  return panel;
}
