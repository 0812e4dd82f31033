// Takes what a drawing does to a canvas and makes an SVG of it, so that what is seen and what is saved are drawn by the same
// code. Knows the part of CanvasRenderingContext2D that plots use.

const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]);
const n = (value) => Number(value.toFixed(2));

export class SvgContext {
  fillStyle = '#000';
  strokeStyle = '#000';
  lineWidth = 1;
  lineJoin = 'miter';
  font = '12px sans-serif';
  textAlign = 'start';
  textBaseline = 'alphabetic';
  globalAlpha = 1;
  #parts = [];
  #path = [];
  #dash = [];
  #clips = 0;
  #open = [];
  #turn = '';

  constructor(width, height) {
    this.width = width;
    this.height = height;
  }

  save() {
    this.#open.push({ groups: 0, turn: this.#turn, alpha: this.globalAlpha });
  }

  restore() {
    const { groups, turn, alpha } = this.#open.pop();
    for (let i = 0; i < groups; i++) this.#parts.push('</g>');
    this.#turn = turn;
    this.globalAlpha = alpha;
  }

  #group(attributes) {
    this.#parts.push(`<g ${attributes}>`);
    if (this.#open.length) this.#open.at(-1).groups++;
  }

  translate(x, y) { this.#group(`transform="translate(${n(x)} ${n(y)})"`); }
  rotate(angle) { this.#group(`transform="rotate(${n((angle * 180) / Math.PI)})"`); }

  clip() {
    const id = `clip${++this.#clips}`;
    this.#parts.push(`<clipPath id="${id}"><path d="${this.#path.join('')}"/></clipPath>`);
    this.#group(`clip-path="url(#${id})"`);
  }

  setLineDash(dash) { this.#dash = dash; }
  beginPath() { this.#path = []; }
  moveTo(x, y) { this.#path.push(`M${n(x)} ${n(y)}`); }
  lineTo(x, y) { this.#path.push(`L${n(x)} ${n(y)}`); }
  closePath() { this.#path.push('Z'); }
  rect(x, y, w, h) { this.#path.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`); }

  arc(x, y, r) {
    this.#path.push(`M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0`);
  }

  #alpha() { return this.globalAlpha < 1 ? ` opacity="${this.globalAlpha}"` : ''; }

  stroke() {
    const dash = this.#dash.length ? ` stroke-dasharray="${this.#dash.join(' ')}"` : '';
    this.#parts.push(`<path d="${this.#path.join('')}" fill="none" stroke="${this.strokeStyle}" stroke-width="${this.lineWidth}" stroke-linejoin="${this.lineJoin}"${dash}${this.#alpha()}/>`);
  }

  fill() { this.#parts.push(`<path d="${this.#path.join('')}" fill="${this.fillStyle}"${this.#alpha()}/>`); }

  fillRect(x, y, w, h) {
    this.#parts.push(`<rect x="${n(Math.min(x, x + w))}" y="${n(Math.min(y, y + h))}" width="${n(Math.abs(w))}" height="${n(Math.abs(h))}" fill="${this.fillStyle}"${this.#alpha()}/>`);
  }

  strokeRect(x, y, w, h) {
    this.beginPath();
    this.rect(x, y, w, h);
    this.stroke();
  }

  clearRect() {}

  fillText(text, x, y) {
    const anchor = { center: 'middle', right: 'end', end: 'end' }[this.textAlign] ?? 'start';
    const shift = { middle: '.35em', top: '.9em' }[this.textBaseline] ?? '0';
    this.#parts.push(`<text x="${n(x)}" y="${n(y)}" dy="${shift}" text-anchor="${anchor}" fill="${this.fillStyle}" style="font:${escape(this.font).replaceAll('&quot;', "'")}"${this.#alpha()}>${escape(text)}</text>`);
  }

  measureText(text) { return { width: String(text).length * 6.2 }; }

  toString() {
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${this.height}" viewBox="0 0 ${this.width} ${this.height}">${this.#parts.join('\n')}</svg>\n`;
  }
}
