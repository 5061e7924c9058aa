type Child = Node | string | undefined | false;

/** Makes an element. Text is always text, whatever it holds. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string | boolean | ((e: never) => void)> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value as unknown as EventListener);
    } else if (typeof value === 'boolean') {
      element.toggleAttribute(name, value);
    } else {
      element.setAttribute(name, value);
    }
  }
  children.forEach((c) => c && element.append(c));
  return element;
}

export function number(value: number | null | undefined, digits = 3): string {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6)) {
    return value.toExponential(1).replace('e-', 'e−').replace('e+', 'e');
  }
  if (Math.abs(value) >= 999.5) {
    return count(Math.round(value));
  }
  return Number.isInteger(value) ? count(value) : value.toPrecision(digits).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
}

/** A count of things: 1 cell, 1200 cells. */
export function plural(value: number, thing: string): string {
  return count(value) + ' ' + thing + (value === 1 ? '' : 's');
}

/** A whole number with thin spaces between thousands. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u2009');
}

/** A name, cut in the middle if it is longer than a line can hold. */
export function short(name: string, most = 28): string {
  const letters = [...name];
  return letters.length <= most
    ? name
    : letters.slice(0, most - 10).join('') + '…' + letters.slice(-9).join('');
}

export function save(blob: Blob, name: string): void {
  const link = h('a', { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function button(label: string, title: string, act: () => void): HTMLButtonElement {
  return h('button', { type: 'button', title, click: act }, label);
}

/** A list to choose from. */
export function select(
  label: string,
  options: { value: string; text: string }[],
  chosen: string,
  act: (value: string) => void,
): HTMLLabelElement {
  const list = h('select', { change: () => act(list.value) });
  options.forEach((o) =>
    list.append(h('option', { value: o.value, selected: o.value === chosen }, o.text)),
  );
  return h('label', {}, h('span', {}, label), list);
}

export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h('textarea', {}, text);
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
