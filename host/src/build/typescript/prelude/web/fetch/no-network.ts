/** `fetch` in a world that imports nothing to send requests with. */
export const fetch = (): Promise<never> =>
  Promise.reject(
    new TypeError('fetch failed: the world of this component does not import wasi:http/outgoing-handler'),
  );

Object.assign(globalThis, { fetch });
