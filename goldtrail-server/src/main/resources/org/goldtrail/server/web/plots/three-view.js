// <gt-three-view>: the markers in space, with the surfaces of the ice fitted to them and the directions of the views. Drag turns,
// wheel zooms, right drag moves. Properties: fit (of /plots/fit), shown { surfaces, views }. Event gt-marker { marker }.
import { LitElement, css, html, unsafeCSS } from 'lit';
import * as THREE from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import { beside } from './chart.js';
import { RAMP, onThemeChange, palette, ramp } from './palette.js';
import { px } from './series.js';

class ThreeView extends LitElement {
  static properties = { fit: {}, shown: {}, marker: {}, failed: { state: true }, tip: { state: true } };
  static styles = css`
    :host { display: block; position: relative; flex: 1; min-height: 0; overflow: hidden; background: var(--ground); }
    canvas { position: absolute; inset: 0; }
    .tip { position: absolute; background: var(--raised); border: 1px solid var(--line); border-radius: var(--radius); padding: 3px 7px;
      pointer-events: none; font-size: var(--size-small); white-space: pre; }
    p { padding: var(--gap-4); }
    .key { position: absolute; left: var(--gap-3); bottom: var(--gap-3); display: grid; gap: 2px; font-size: var(--size-small); color: var(--text-quiet);
      pointer-events: none; }
    .ramp { display: inline-block; width: 7em; height: .7em; border-radius: 2px; background: linear-gradient(90deg, ${unsafeCSS(RAMP)}); }
    .line { display: inline-block; width: 1.6em; height: 0; border-top: 2px solid; vertical-align: .25em; }
  `;

  connectedCallback() {
    super.connectedCallback();
    this.sizes = new ResizeObserver(() => this.#resize());
    this.sizes.observe(this);
    this.endTheme = onThemeChange(() => this.#build());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.sizes.disconnect();
    this.endTheme();
    this.controls?.dispose();
    this.renderer?.dispose();
  }

  render() {
    if (this.failed) return html`<p>This browser cannot draw in three dimensions: WebGL is off. The positions can be saved as CSV.</p>`;
    return html`<canvas @pointermove=${this.#move} @click=${this.#click}></canvas>
      ${this.fit ? this.#legend() : null}
      ${this.tip ? html`<div class="tip" style="${this.tip.side}:${this.tip.away}px;top:${this.tip.top}px">${this.tip.text}</div>` : null}`;
  }

  #legend() {
    const { surfaces, views } = this.fit;
    return html`<div class="key">
      <span>residual of the bead, mean: 0 <i class="ramp"></i> ${px(this.#worst)}</span>
      <span><i class="line" style="color:var(--accent)"></i> tilt axis (y)
        <i class="line" style="color:var(--text-quiet)"></i> field of the untilted view, at z = 0</span>
      ${this.shown.views ? html`<span><i class="line" style="color:var(--series-1)"></i> directions of the views${views.used.every(Boolean) ? '' : html`,
        <i class="line" style="color:var(--failed)"></i> not used`}</span>` : null}
      ${this.shown.surfaces && surfaces.distancePx ? html`<span><b style="color:var(--surface-upper)">■</b> upper, <b style="color:var(--surface-lower)">■</b> lower surface,
        ${px(surfaces.distancePx, 0)} apart</span>` : null}
      <span>drag: turn · wheel: zoom · right drag: move · click: choose a marker</span></div>`;
  }

  get #worst() {
    return Math.max(1e-6, ...this.fit.beads.residualPx.map((r) => r ?? 0));
  }

  updated(changed) {
    if (this.failed || !this.fit) return;
    if (!this.renderer) this.#begin();
    if (changed.has('fit') || changed.has('shown') || changed.has('marker')) this.#build();
  }

  #begin() {
    try {
      this.renderer = new THREE.WebGLRenderer({ canvas: this.renderRoot.querySelector('canvas'), antialias: true, preserveDrawingBuffer: true });
    } catch {
      this.failed = true; // no WebGL: said in words
      return;
    }
    this.camera = new THREE.PerspectiveCamera(35, 1, 1, 1e6);
    this.camera.up.set(0, 0, 1);
    const size = this.fit.series.width;
    this.camera.position.set(-size * 0.55, -size * 1.75, size * 1.05);
    this.controls = new OrbitControls(this.camera, this.renderer.domElement);
    this.controls.addEventListener('change', () => this.#draw());
    this.#resize();
  }

  #resize() {
    if (!this.renderer || !this.clientWidth) return;
    this.renderer.setPixelRatio(devicePixelRatio || 1);
    this.renderer.setSize(this.clientWidth, this.clientHeight, false);
    this.renderer.domElement.style.width = `${this.clientWidth}px`;
    this.renderer.domElement.style.height = `${this.clientHeight}px`;
    this.camera.aspect = this.clientWidth / this.clientHeight;
    this.camera.updateProjectionMatrix();
    this.#draw();
  }

  #build() {
    if (!this.renderer) return;
    const { series, beads, surfaces, views } = this.fit;
    const colours = palette();
    this.scene = new THREE.Scene();
    this.scene.background = new THREE.Color(colours.ground);
    this.scene.add(new THREE.HemisphereLight(0xffffff, 0x888888, 2.4));
    const sun = new THREE.DirectionalLight(0xffffff, 1.4);
    sun.position.set(-1, -1, 2);
    this.scene.add(sun);
    const worst = this.#worst;
    const sphere = new THREE.SphereGeometry(series.beadRadiusPx, 24, 16);
    this.meshes = beads.marker.flatMap((marker, i) => {
      if (beads.z[i] === null) return [];
      const chosen = marker === this.marker;
      const mesh = new THREE.Mesh(sphere, new THREE.MeshStandardMaterial({
        color: chosen ? colours.accent : ramp((beads.residualPx[i] ?? 0) / worst), roughness: 0.45, metalness: 0.2 }));
      mesh.position.set(beads.x[i], beads.y[i], beads.z[i]);
      if (chosen) mesh.scale.setScalar(1.5);
      mesh.userData = { marker, i };
      this.scene.add(mesh);
      return [mesh];
    });
    this.#frame(series, colours);
    if (this.shown.surfaces && surfaces.distancePx) this.#surfaces(series, surfaces, colours);
    if (this.shown.views) this.#views(series, views, colours);
    this.#draw();
  }

  // Corners of the field of the untilted view: in the specimen's frame the tilt axis is y, so that the field is turned.
  #corners({ width, height }) {
    const rho = (-this.fit.summary.axisDeg * Math.PI) / 180;
    return [[-1, -1], [1, -1], [1, 1], [-1, 1]].map(([a, b]) => {
      const [x, y] = [(a * width) / 2, (b * height) / 2];
      return [x * Math.cos(rho) - y * Math.sin(rho), x * Math.sin(rho) + y * Math.cos(rho)];
    });
  }

  // The field at z = 0, with the tilt axis.
  #frame(series, colours) {
    const corners = this.#corners(series).map(([x, y]) => [x, y, 0]);
    const reach = Math.max(series.width, series.height) * 0.58;
    this.#line([...corners, corners[0]], colours['text-quiet']);
    this.#line([[0, -reach, 0], [0, reach, 0]], colours.accent);
  }

  #line(points, colour, opacity = 1) {
    const geometry = new THREE.BufferGeometry().setFromPoints(points.map(([x, y, z]) => new THREE.Vector3(x, y, z)));
    this.scene.add(new THREE.Line(geometry, new THREE.LineBasicMaterial({ color: new THREE.Color(colour), transparent: opacity < 1, opacity })));
  }

  #surfaces(series, { distancePx, slopeX, slopeY, middlePx }, colours) {
    [[-0.5, colours['surface-lower']], [0.5, colours['surface-upper']]].forEach(([side, colour]) => {
      const z = (x, y) => slopeX * x + slopeY * y + middlePx + side * distancePx;
      const corners = this.#corners(series);
      const geometry = new THREE.BufferGeometry();
      const vertices = [0, 1, 2, 0, 2, 3].flatMap((k) => [...corners[k], z(...corners[k])]);
      geometry.setAttribute('position', new THREE.Float32BufferAttribute(vertices, 3));
      const material = new THREE.MeshBasicMaterial({ color: colour, transparent: true, opacity: 0.2, side: THREE.DoubleSide, depthWrite: false });
      this.scene.add(new THREE.Mesh(geometry, material));
    });
  }

  // From where each view looks: a beam in the plane across the tilt axis (y).
  #views({ width }, views, colours) {
    const reach = width * 0.5;
    views.tiltDeg.forEach((tilt, section) => {
      const a = (tilt * Math.PI) / 180;
      const end = [Math.sin(a) * reach, 0, Math.cos(a) * reach];
      this.#line([[end[0] * 0.9, 0, end[2] * 0.9], end], views.used[section] ? colours['series-1'] : colours.failed);
      this.#line([[0, 0, 0], end], colours['text-quiet'], 0.18);
    });
  }

  #draw() {
    if (this.scene && this.clientWidth) this.renderer.render(this.scene, this.camera);
  }

  #under(event) {
    if (!this.meshes) return null;
    const box = this.getBoundingClientRect();
    const at = new THREE.Vector2(((event.clientX - box.left) / box.width) * 2 - 1, 1 - ((event.clientY - box.top) / box.height) * 2);
    const ray = new THREE.Raycaster();
    ray.setFromCamera(at, this.camera);
    return ray.intersectObjects(this.meshes)[0]?.object.userData ?? null;
  }

  #move = (event) => {
    const hit = this.#under(event);
    const { beads } = this.fit;
    this.tip = hit && { ...beside(event.offsetX, this.clientWidth), top: event.offsetY - 8,
      text: `marker ${hit.marker}\nx ${beads.x[hit.i].toFixed(1)}, y ${beads.y[hit.i].toFixed(1)}, z ${beads.z[hit.i].toFixed(1)} px\n`
        + `${beads.observations[hit.i]} views, residual ${beads.residualPx[hit.i]?.toFixed(3) ?? '–'} px` };
  };

  #click = (event) => {
    const hit = this.#under(event);
    if (hit) this.dispatchEvent(new CustomEvent('gt-marker', { detail: { marker: hit.marker }, bubbles: true, composed: true }));
  };

  toCanvas() {
    this.#draw();
    const canvas = document.createElement('canvas');
    canvas.width = this.renderer.domElement.width;
    canvas.height = this.renderer.domElement.height;
    canvas.getContext('2d').drawImage(this.renderer.domElement, 0, 0);
    return canvas;
  }
}
customElements.define('gt-three-view', ThreeView);
