import type { Run } from './model';

/** Colours are chosen in OKLCH, where equal steps look equal. */
export function oklch(lightness: number, chroma: number, hue: number): string {
  const h = (hue * Math.PI) / 180;
  const a = chroma * Math.cos(h);
  const b = chroma * Math.sin(h);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return (
    '#' +
    rgb
      .map((x) => Math.min(1, Math.max(0, x)))
      .map((x) => (x <= 0.0031308 ? 12.92 * x : 1.055 * x ** (1 / 2.4) - 0.055))
      .map((x) => Math.round(x * 255).toString(16).padStart(2, '0'))
      .join('')
  );
}

/** Okabe and Ito's colours, which people with any colour vision tell apart, without black. */
const FEW = ['#0072b2', '#e69f00', '#009e73', '#cc79a7', '#56b4e9', '#d55e00', '#b3a800', '#7f7f7f'];

/** Lightness tells neighbours in hue apart where colour vision does not. */
const LIGHTNESS = [0.62, 0.8, 0.46];
const CHROMA = [0.16, 0.12, 0.12];
const GOLDEN = 137.50776;

/** The colour of the i-th of n categories. */
export function category(i: number, n: number): string {
  if (n <= FEW.length) {
    return FEW[i % FEW.length];
  }
  const band = i % LIGHTNESS.length;
  return oklch(LIGHTNESS[band], CHROMA[band], (i * GOLDEN + 20) % 360);
}

export function speciesColor(s: number, n: number): string {
  return category(s, n);
}

/** From little to much, readable without colour: light to dark, or dark to light on black. */
export function shades(steps: number, dark: boolean): string[] {
  return Array.from({ length: steps }, (_, i) => {
    const t = steps === 1 ? 1 : i / (steps - 1);
    // Light blue to deep violet on white; deep violet to yellow on black.
    return dark
      ? oklch(0.33 + 0.55 * t, 0.09 + 0.08 * Math.sin(Math.PI * t), (290 + 175 * t) % 360)
      : oklch(0.94 - 0.6 * t, 0.03 + 0.14 * t, 215 + 85 * t);
  });
}

/**
 * One colour for types that are each other's best match, so that a type has one colour in all
 * species. Types without such a match have their own.
 */
export class NodeColors {
  readonly of: string[];

  constructor(run: Run, least = 0.1) {
    const parent = run.nodes.map((_, i) => i);
    const root = (i: number): number => (parent[i] === i ? i : (parent[i] = root(parent[i])));
    // A group has at most one type of each species: the best pairs join first.
    const members = run.nodes.map((n) => new Set([n.species]));
    for (const { a, b } of run.pairs(least)) {
      const [ra, rb] = [root(a), root(b)];
      const disjoint = ![...members[rb]].some((s) => members[ra].has(s));
      if (ra !== rb && disjoint && run.reciprocal(a, b)) {
        const [low, high] = [Math.min(ra, rb), Math.max(ra, rb)];
        parent[high] = low;
        members[high].forEach((s) => members[low].add(s));
      }
    }
    const groups = [...new Set(run.nodes.map((n) => root(n.index)))].sort((x, y) => x - y);
    const place = new Map(groups.map((g, i) => [g, i]));
    this.of = run.nodes.map((n) => category(place.get(root(n.index))!, groups.length));
  }
}
