// Draws images with WebGL 2. Pixels are kept on the card as whole numbers of 8 or 16 bits; contrast, gamma, inversion and
// interpolation are computed while they are drawn, so that changing them costs one drawing and no data.

const VERTEX = `#version 300 es
in vec2 corner;
uniform vec4 screen; // left, bottom, right, top in clip coordinates
uniform vec4 source; // the same in pixels of the image
out vec2 at;
void main() {
  gl_Position = vec4(mix(screen.xy, screen.zw, corner), 0.0, 1.0);
  at = mix(source.xy, source.zw, corner);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
precision highp int;
precision highp usampler2D;
uniform usampler2D image;
uniform ivec2 size;
uniform vec2 limits; // stored numbers that become black and white
uniform float gamma;
uniform bool invert;
uniform bool interpolate;
uniform float fade;
in vec2 at;
out vec4 colour;
float pixel(ivec2 p) {
  return float(texelFetch(image, p, 0).r);
}
void main() {
  float stored;
  if (interpolate) {
    vec2 q = at - 0.5;
    ivec2 p = ivec2(floor(q));
    vec2 f = q - vec2(p);
    ivec2 low = clamp(p, ivec2(0), size - 1);
    ivec2 high = clamp(p + 1, ivec2(0), size - 1);
    vec4 n = vec4(pixel(low), pixel(ivec2(high.x, low.y)), pixel(ivec2(low.x, high.y)), pixel(high));
    stored = min(min(n.x, n.y), min(n.z, n.w)) > 0.0
      ? mix(mix(n.x, n.y, f.x), mix(n.z, n.w, f.x), f.y)
      : f.y < 0.5 ? (f.x < 0.5 ? n.x : n.y) : (f.x < 0.5 ? n.z : n.w);
  } else {
    stored = pixel(clamp(ivec2(floor(at)), ivec2(0), size - 1));
  }
  if (stored < 0.5) discard;
  float grey = clamp((stored - limits.x) / (limits.y - limits.x), 0.0, 1.0);
  if (gamma != 1.0) grey = pow(grey, gamma);
  if (invert) grey = 1.0 - grey;
  colour = vec4(vec3(mix(grey, 0.5, fade)), 1.0);
}`;

// The colour about the image, as three numbers from 0 to 1.
function groundOf(canvas) {
  const words = getComputedStyle(canvas).getPropertyValue('--image-ground').trim();
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(words);
  return hex ? hex.slice(1).map((part) => Number.parseInt(part, 16) / 255) : [0, 0, 0];
}

const TEXTURE_BYTES = 128 << 20;

export class WebGlRenderer {
  #textures = new Map();
  #bytes = 0;

  // Null where the browser has no WebGL 2.
  static on(canvas) {
    const gl = canvas.getContext('webgl2', { alpha: false, antialias: false, depth: false });
    return gl ? new WebGlRenderer(canvas, gl) : null;
  }

  constructor(canvas, gl) {
    this.name = 'webgl';
    this.canvas = canvas;
    this.gl = gl;
    this.ground = groundOf(canvas);
    this.#build();
    canvas.addEventListener('webglcontextlost', (event) => event.preventDefault());
    canvas.addEventListener('webglcontextrestored', () => {
      this.#textures.clear();
      this.#bytes = 0;
      this.#build();
      this.onrestored?.();
    });
  }

  #build() {
    const { gl } = this;
    const program = gl.createProgram();
    for (const [type, text] of [[gl.VERTEX_SHADER, VERTEX], [gl.FRAGMENT_SHADER, FRAGMENT]]) {
      const shader = gl.createShader(type);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.bindAttribLocation(program, 0, 'corner');
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS) && !gl.isContextLost()) {
      throw new Error(`WebGL: ${gl.getProgramInfoLog(program)}`);
    }
    gl.useProgram(program);
    this.at = {};
    for (const name of ['screen', 'source', 'size', 'limits', 'gamma', 'invert', 'interpolate', 'fade']) {
      this.at[name] = gl.getUniformLocation(program, name);
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
    gl.enableVertexAttribArray(0);
    gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
    gl.pixelStorei(gl.UNPACK_ALIGNMENT, 1);
  }

  // Draws pieces { image, source, target, limits } over each other: source in pixels of the image, target in pixels of the
  // canvas from its lower left corner, both left, bottom, right, top; limits are values.
  draw(pieces, { gamma, invert }, interpolate, fade = 0) {
    const { gl, canvas, at } = this;
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(...this.ground, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform1f(at.gamma, gamma);
    gl.uniform1i(at.invert, invert);
    gl.uniform1i(at.interpolate, interpolate);
    gl.uniform1f(at.fade, fade);
    for (const { image, source, target, limits } of pieces) {
      this.#bind(image);
      gl.uniform2i(at.size, image.width, image.height);
      gl.uniform4f(at.source, ...source);
      gl.uniform4f(at.screen,
        2 * target[0] / canvas.width - 1, 2 * target[1] / canvas.height - 1,
        2 * target[2] / canvas.width - 1, 2 * target[3] / canvas.height - 1);
      gl.uniform2f(at.limits, (limits[0] - image.offset) / image.scale, (limits[1] - image.offset) / image.scale);
      gl.drawArrays(gl.TRIANGLE_STRIP, 0, 4);
    }
  }

  #bind(image) {
    const { gl } = this;
    let texture = this.#textures.get(image);
    if (texture) {
      this.#textures.delete(image);
      gl.bindTexture(gl.TEXTURE_2D, texture);
    } else {
      texture = gl.createTexture();
      gl.bindTexture(gl.TEXTURE_2D, texture);
      for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST);
      for (const wrap of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) gl.texParameteri(gl.TEXTURE_2D, wrap, gl.CLAMP_TO_EDGE);
      const [internal, type] = image.bits === 8 ? [gl.R8UI, gl.UNSIGNED_BYTE] : [gl.R16UI, gl.UNSIGNED_SHORT];
      gl.texImage2D(
        gl.TEXTURE_2D, 0, internal, image.width, image.height, 0, gl.RED_INTEGER, type, image.data);
      this.#bytes += image.data.byteLength;
      this.#forget();
    }
    this.#textures.set(image, texture);
  }

  #forget() {
    for (const [image, texture] of this.#textures) {
      if (this.#bytes <= TEXTURE_BYTES) return;
      this.gl.deleteTexture(texture);
      this.#textures.delete(image);
      this.#bytes -= image.data.byteLength;
    }
  }

  dispose() {
    this.gl.getExtension('WEBGL_lose_context')?.loseContext();
  }
}
