/** The webview API: posts messages to the extension, and stores a state. */
export interface Editor<Message, State = never> {
  postMessage(message: Message): void;
  /** The last state set by `setState`; it survives hiding the page and reloading the window. */
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): unknown;

/** The editor returns this once for each page; its types are those of the page's messages. */
export const acquireEditor = <Message, State = never>(): Editor<Message, State> =>
  acquireVsCodeApi() as Editor<Message, State>;

/** @throws Error where the page lacks it, which the extension has written */
export function elementById<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element with the id ${id}`);
  return element as T;
}
