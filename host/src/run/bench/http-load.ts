/** Sends the same request repeatedly over persistent connections, as fast as the responses arrive. */
import { connect, type Socket } from 'node:net';

export interface Load {
  readonly perSecond: number;
  /** Milliseconds from a request to the end of its response, sorted. */
  readonly latencies: readonly number[];
}

/**
 * @param connections each sends its next request when the former response is complete
 * @param ms how long requests are sent; the last of each connection counts like all, however long it takes
 * @param faultOf what is wrong with a response, if anything: it rejects with that
 */
export async function load(
  url: URL,
  connections: number,
  ms: number,
  faultOf: FaultOf = unlessOk,
): Promise<Load> {
  const latencies: number[] = [];
  const start = performance.now();
  await Promise.all(Array.from({ length: connections }, () => drive(url, start + ms, latencies, faultOf)));
  const perSecond = (latencies.length * 1000) / (performance.now() - start);
  return { perSecond, latencies: latencies.sort((a, b) => a - b) };
}

type FaultOf = (response: string) => Error | undefined;

const unlessOk: FaultOf = (response) =>
  response.startsWith('HTTP/1.1 200') ? undefined : new Error(response);

function drive(url: URL, end: number, latencies: number[], faultOf: FaultOf): Promise<void> {
  const request = `GET ${url.pathname}${url.search} HTTP/1.1\r\nhost: ${url.host}\r\n\r\n`;
  return new Promise((done, fail) => {
    const socket = connect(Number(url.port), url.hostname);
    let [received, sent] = ['', 0];
    const send = (): void => {
      [received, sent] = ['', performance.now()];
      socket.write(request);
    };
    socket.setNoDelay(true).setEncoding('latin1');
    socket
      .on('connect', send)
      .on('error', fail)
      .on('close', () => done());
    socket.on('data', (text: string) => {
      received += text;
      if (!isComplete(received)) return;
      const now = performance.now();
      const fault = faultOf(received);
      if (fault) fail(fault);
      latencies.push(now - sent);
      if (now < end && !fault) send();
      else leave(socket);
    });
  });
}

const leave = (socket: Socket): void => void socket.destroy();

/** Whether a response is complete, by its content-length or the last of its chunks. */
function isComplete(text: string): boolean {
  const body = text.indexOf('\r\n\r\n') + 4;
  if (body < 4) return false;
  const [, length] = /^content-length: (\d+)\r$/im.exec(text.slice(0, body)) ?? [];
  return length === undefined ? text.endsWith('\r\n0\r\n\r\n') : text.length >= body + Number(length);
}

/** The first response of a server that may not listen yet. */
export async function firstAnswer(url: URL): Promise<void> {
  await (await fetch(url)).arrayBuffer();
}
