/** What the editor gives a page in a webview: a way to post messages to the extension, and a state of its own. */
export interface Editor<Message, State = never> {
  postMessage(message: Message): void;
  /** What `setState` was given last, also when the page was hidden or the window reloaded since. */
  getState(): State | undefined;
  setState(state: State): void;
}

declare function acquireVsCodeApi(): unknown;

/** The editor answers this once for each page; its types are those of the page's messages. */
export const acquireEditor = <Message, State = never>(): Editor<Message, State> =>
  acquireVsCodeApi() as Editor<Message, State>;

/** @throws Error where the page lacks it, which the extension has written */
export function elementById<T extends HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no element with the id ${id}`);
  return element as T;
}
