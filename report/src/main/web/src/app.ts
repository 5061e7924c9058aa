import type { Cells } from './cells';
import type { NodeColors } from './colors';
import type { Run, TypeNode } from './model';
import type { State } from './state';

/** What every panel knows. */
export interface App {
  run: Run;
  state: State;
  colors: NodeColors;
  cells: Cells;
  /** The folder of the run, as a shell takes it. */
  folder: string;
}

/** A word that a shell takes as it is. */
export function quoted(word: string): string {
  return /^[\w./:=,@%+-]+$/.test(word) ? word : "'" + word.replace(/'/g, "'\\''") + "'";
}

/** The name of a type with its species, for people. */
export function called(run: Run, node: TypeNode): string {
  return run.species[node.species] + ' ' + node.label;
}
