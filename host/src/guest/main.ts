/**
 * The process of one guest component: its first thread does input, output and HTTP, its instances run in threads
 * beside it. It ends with its job, unless that says that it stays for another, or when the host is gone.
 */
import { prepareThread } from './guest-thread.ts';

// The host decides when to end: an interrupt from the keyboard, or a signal to a group, reaches every process of it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
// To start a thread takes as long as to start Node.js: it does while the rest is loaded, and the component translated.
prepareThread();
await import('./messages.ts');
