// Requests to the server. Each answers with the parsed JSON or throws an ApiError with the server's sentence.

export class ApiError extends Error {
  constructor(status, error) {
    super(error.problem ?? `the server answered ${status}`);
    this.status = status;
    this.where = error.where;
    this.hint = error.hint;
  }

  // The whole of it as one sentence.
  get sentence() {
    return [this.message, this.where && `(${this.where})`, this.hint && `– ${this.hint}`].filter(Boolean).join(' ');
  }
}

async function answer(response) {
  const type = response.headers.get('content-type') ?? '';
  const body = type.startsWith('application/json') ? await response.json() : null;
  if (!response.ok) throw new ApiError(response.status, body?.error ?? {});
  return body;
}

async function request(path, options) {
  let response;
  try {
    response = await fetch(path, { credentials: 'same-origin', ...options });
  } catch (cause) {
    if (cause.name === 'AbortError') throw cause;
    throw new ApiError(0, { problem: 'the server cannot be reached', hint: 'is goldtrail gui still running?' });
  }
  return response;
}

export const get = async (path, signal) => answer(await request(path, { signal }));

const send = (method) => async (path, body = {}, signal) => answer(await request(path, {
  method, signal, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
}));

export const post = send('POST');
export const put = send('PUT');
export const remove = send('DELETE');

// Sends a file of this computer.
export async function upload(path, file) {
  const body = new FormData();
  body.append('file', file);
  return answer(await request(path, { method: 'POST', body }));
}

// Raw bytes, for images: resolves to { headers, buffer }.
export async function bytes(path, signal) {
  const response = await request(path, { signal });
  if (!response.ok) await answer(response);
  return { headers: response.headers, buffer: await response.arrayBuffer() };
}

export const ofWorkflow = (id) => `/api/workflows/${id}`;
