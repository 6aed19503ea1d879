/** As a browser has it; the types of Node.js know only its own. */
interface Port {
  onmessage: (() => void) | null;
  postMessage(message: unknown): void;
}

const waiting: (() => void)[] = [];
const { port1, port2 } = new MessageChannel() as unknown as { readonly port1: Port; readonly port2: Port };
port1.onmessage = () => waiting.shift()?.();

/** Ends when the worker has handled the messages that waited. A timer of a browser would take 4 ms. */
export function turn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
}
