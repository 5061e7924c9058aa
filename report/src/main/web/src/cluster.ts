/** A merge of two branches: leaves are 0 to n - 1, merge i is n + i. */
export interface Merge {
  left: number;
  right: number;
  height: number;
}

export interface Tree {
  /** The leaves from one end to the other. */
  order: number[];
  merges: Merge[];
}

/** Average linkage of rows by the cosine between them, by chains of nearest neighbours: O(n²) merges. */
export function cluster(rows: Float32Array[]): Tree {
  const n = rows.length;
  if (n < 2) {
    return { order: rows.map((_, i) => i), merges: [] };
  }
  const d = distances(rows);
  const size = new Float64Array(n).fill(1);
  const alive = new Uint8Array(n).fill(1);
  const chain: number[] = [];
  const found: { a: number; b: number; height: number }[] = [];
  while (found.length < n - 1) {
    if (chain.length === 0) {
      chain.push(alive.indexOf(1));
    }
    const tip = chain[chain.length - 1];
    const before = chain.length > 1 ? chain[chain.length - 2] : -1;
    let near = before;
    let least = before >= 0 ? d[tip * n + before] : Infinity;
    for (let j = 0; j < n; j++) {
      if (alive[j] && j !== tip && d[tip * n + j] < least) {
        least = d[tip * n + j];
        near = j;
      }
    }
    if (near !== before) {
      chain.push(near);
      continue;
    }
    chain.length -= 2;
    const [a, b] = [Math.min(tip, near), Math.max(tip, near)];
    found.push({ a, b, height: least });
    for (let j = 0; j < n; j++) {
      if (alive[j] && j !== a && j !== b) {
        const mean = (size[a] * d[a * n + j] + size[b] * d[b * n + j]) / (size[a] + size[b]);
        d[a * n + j] = d[j * n + a] = mean;
      }
    }
    size[a] += size[b];
    alive[b] = 0;
  }
  return tree(found, n);
}

function distances(rows: Float32Array[]): Float32Array {
  const n = rows.length;
  const norms = rows.map((r) => Math.sqrt(r.reduce((s, v) => s + v * v, 0)) || 1);
  const d = new Float32Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      let dot = 0;
      for (let i = 0; i < rows[a].length; i++) {
        dot += rows[a][i] * rows[b][i];
      }
      d[a * n + b] = d[b * n + a] = Math.max(0, 1 - dot / (norms[a] * norms[b]));
    }
  }
  return d;
}

function tree(found: { a: number; b: number; height: number }[], n: number): Tree {
  const sorted = found
    .map((f, i) => ({ ...f, i }))
    .sort((x, y) => x.height - y.height || x.i - y.i);
  const merges: Merge[] = [];
  const leaves: number[][] = Array.from({ length: n }, (_, i) => [i]);
  // Each leaf knows the merge that it is in.
  const of = Array.from({ length: n }, (_, i) => i);
  for (const { a, b, height } of sorted) {
    const [left, right] = [of[a], of[b]];
    const id = n + merges.length;
    merges.push({ left, right, height });
    const both = [...leaves[left], ...leaves[right]];
    leaves.push(both);
    both.forEach((leaf) => (of[leaf] = id));
  }
  return { order: leaves[leaves.length - 1], merges };
}

/** The lines of a dendrogram: [position, height] points, positions counted in leaves. */
export function branches(tree: Tree): [number, number][][] {
  const n = tree.order.length;
  const at = new Float64Array(n + tree.merges.length);
  const heights = new Float64Array(n + tree.merges.length);
  tree.order.forEach((leaf, i) => (at[leaf] = i));
  return tree.merges.map((m, i) => {
    at[n + i] = (at[m.left] + at[m.right]) / 2;
    heights[n + i] = m.height;
    return [
      [at[m.left], heights[m.left]],
      [at[m.left], m.height],
      [at[m.right], m.height],
      [at[m.right], heights[m.right]],
    ];
  });
}
