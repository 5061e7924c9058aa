import { FONT, ink } from '../chart';
import { h, save } from '../dom';
import type { Part } from './part';

/** Saves the pictures as PNG. */
export function savePng(parts: Part[], size: number): void {
  const canvas = drawAll(parts, size);
  canvas.toBlob((b) => b && save(b, 'umap.png'));
}

/** All pictures beside each other, with their titles and labels. */
function drawAll(parts: Part[], size: number): HTMLCanvasElement {
  const scale = 2;
  const across = Math.min(parts.length, 4);
  const down = Math.ceil(parts.length / across);
  const canvas = h('canvas', {
    width: String(across * size * scale),
    height: String(down * (size + 24) * scale),
  });
  const context = canvas.getContext('2d')!;
  const { text, back } = ink();
  context.scale(scale, scale);
  context.fillStyle = back;
  context.fillRect(0, 0, canvas.width, canvas.height);
  parts.forEach((p, i) => {
    const x = (i % across) * size;
    const y = Math.floor(i / across) * (size + 24);
    context.drawImage(p.scatter.picture(), x, y + 24, size, size);
    context.fillStyle = text;
    context.font = '600 14px ' + FONT;
    context.fillText(p.title, x + 8, y + 17);
    context.font = '12px ' + FONT;
    context.textAlign = 'center';
    context.lineWidth = 3;
    context.strokeStyle = back;
    p.placed.forEach((l) => {
      context.strokeText(l.text, x + l.x, y + 24 + l.y + 4);
      context.fillText(l.text, x + l.x, y + 24 + l.y + 4);
    });
    context.textAlign = 'left';
  });
  return canvas;
}

/** Saves the cells as a picture, titles and labels as text. */
export function saveSvg(parts: Part[], size: number): void {
  const across = Math.min(parts.length, 4);
  const down = Math.ceil(parts.length / across);
  const { text, back } = ink();
  const ns = 'http://www.w3.org/2000/svg';
  const make = (tag: string, attributes: Record<string, string | number>, content = '') => {
    const e = document.createElementNS(ns, tag);
    Object.entries(attributes).forEach(([k, v]) => e.setAttribute(k, String(v)));
    e.textContent = content;
    return e;
  };
  const [width, height] = [across * size, down * (size + 24)];
  const root = make('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT, fill: text });
  root.append(make('rect', { width, height, fill: back }));
  parts.forEach((p, i) => {
    const x = (i % across) * size;
    const y = Math.floor(i / across) * (size + 24);
    root.append(
      make('image', { x, y: y + 24, width: size, height: size, href: p.scatter.picture().toDataURL('image/png') }),
      make('text', { x: x + 8, y: y + 17, 'font-size': 14, 'font-weight': 600 }, p.title),
      ...p.placed.map((l) =>
        make(
          'text',
          { x: x + l.x, y: y + 28 + l.y, 'font-size': 12, 'text-anchor': 'middle', stroke: back, 'stroke-width': 3, 'paint-order': 'stroke' },
          l.text,
        ),
      ),
    );
  });
  save(new Blob([new XMLSerializer().serializeToString(root)], { type: 'image/svg+xml' }), 'umap.svg');
}
