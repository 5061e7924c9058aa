// Reads the blocks of the page: base64 of gzip, each decoded when it is first asked for.

export interface TableColumn {
  name: string;
  numbers?: (number | null)[];
  words?: string[];
  codes?: number[];
}

export interface StoredTable {
  total: number;
  rows: number;
  columns: TableColumn[];
}

export interface Index {
  format: number;
  samap: string;
  folder: string;
  run: string;
  iterations: number;
  crossK: number;
  species: { id: string; cells: number; genes: number; linked: number; weights: number[] }[];
  nodes: { species: number; label: string; cells: number }[];
  scores: number[];
  columns: { species: number; name: string; categories: string[] }[];
  tables: Record<string, StoredTable>;
  links: { names: string[]; from: number[]; to: number[]; sequence: number[]; refined: number[] };
  genes?: {
    names: string[];
    species: number[];
    largest: number[];
    largestMean: number[];
    weights: number[];
    counts: number[];
    stepBytes: number[];
  };
  notes: string[];
}

const decoded = new Map<string, Promise<Uint8Array>>();

export function has(name: string): boolean {
  return document.getElementById('samap-' + name) !== null;
}

/** The bytes of a block. */
export function bytes(name: string): Promise<Uint8Array> {
  let found = decoded.get(name);
  if (!found) {
    found = decode(name);
    decoded.set(name, found);
  }
  return found;
}

async function decode(name: string): Promise<Uint8Array> {
  const element = document.getElementById('samap-' + name);
  if (!element) {
    throw new Error('the page has no block ' + name);
  }
  const packed = fromBase64(element.textContent ?? '');
  element.remove(); // its text takes more memory than the bytes
  const stream = new Blob([packed as BlobPart])
    .stream()
    .pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function fromBase64(text: string): Uint8Array {
  const native = (Uint8Array as unknown as { fromBase64?: (t: string) => Uint8Array }).fromBase64;
  if (native) {
    return native.call(Uint8Array, text);
  }
  const raw = atob(text);
  const out = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) {
    out[i] = raw.charCodeAt(i);
  }
  return out;
}

export async function index(): Promise<Index> {
  return JSON.parse(new TextDecoder().decode(await bytes('index'))) as Index;
}

/** The numbers of 16 bits of a block. */
export async function shorts(name: string): Promise<Uint16Array> {
  const b = await bytes(name);
  return new Uint16Array(b.buffer, b.byteOffset, b.byteLength / 2);
}

/** The numbers of 32 bits of a block. */
export async function ints(name: string): Promise<Int32Array> {
  const b = await bytes(name);
  return new Int32Array(b.buffer, b.byteOffset, b.byteLength / 4);
}
