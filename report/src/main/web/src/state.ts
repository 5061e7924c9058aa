/** What the reader has chosen. It is kept in the fragment of the address, so that a view can be sent. */
export interface Choice {
  /** What cells are coloured by. */
  colour: string;
  /** Genes, by name. */
  genes: string[];
  /** Selected types, by name. */
  types: string[];
  /** The pair of types whose details are shown. */
  link: string[];
  /** Lowest score shown. */
  threshold: number;
  /** The species of the Sankey from left to right. */
  order: string[];
  /** The species of the rows and columns of the heatmap; empty for all. */
  rows: string;
  columns: string;
  theme: string;
}

export type Key = keyof Choice;

const DEFAULTS: Choice = {
  colour: 'type',
  genes: [],
  types: [],
  link: [],
  threshold: 0.1,
  order: [],
  rows: '',
  columns: '',
  theme: '',
};

/** The choice, and who wants to know when it changes. */
export class State {
  readonly choice: Choice;
  private readonly listeners: { keys: Key[]; act: () => void }[] = [];

  constructor() {
    this.choice = { ...DEFAULTS };
    this.read();
    addEventListener('hashchange', () => {
      const before = this.text();
      this.read();
      if (this.text() !== before) {
        this.listeners.forEach((l) => l.act());
      }
    });
  }

  on(keys: Key[], act: () => void): void {
    this.listeners.push({ keys, act });
  }

  /** Tells those who want to know of these, although the choice is the same. */
  tell(...keys: Key[]): void {
    this.listeners.filter((l) => l.keys.some((k) => keys.includes(k))).forEach((l) => l.act());
  }

  set(change: Partial<Choice>): void {
    const keys = Object.keys(change) as Key[];
    const changed = keys.filter(
      (k) => JSON.stringify(this.choice[k]) !== JSON.stringify(change[k]),
    );
    if (changed.length === 0) {
      return;
    }
    Object.assign(this.choice, change);
    history.replaceState(null, '', '#' + this.text());
    this.tell(...changed);
  }

  private read(): void {
    const given = new URLSearchParams(location.hash.slice(1));
    const target = this.choice as unknown as Record<Key, unknown>;
    for (const key of Object.keys(DEFAULTS) as Key[]) {
      const usual = DEFAULTS[key];
      const text = given.get(key);
      target[key] =
        text === null
          ? usual
          : Array.isArray(usual)
            ? list(text)
            : typeof usual === 'number'
              ? within(Number(text), usual)
              : text;
    }
  }

  private text(): string {
    const out = new URLSearchParams();
    for (const key of Object.keys(DEFAULTS) as Key[]) {
      const value = this.choice[key];
      if (JSON.stringify(value) !== JSON.stringify(DEFAULTS[key])) {
        out.set(key, Array.isArray(value) ? JSON.stringify(value) : String(value));
      }
    }
    return out.toString();
  }
}

function list(text: string): string[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((v): v is string => typeof v === 'string') : [];
  } catch {
    return [];
  }
}

function within(value: number, usual: number): number {
  return value >= 0 && value <= 1 ? value : usual;
}
