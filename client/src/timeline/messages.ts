/** Between the page of a recording (`client/webviews/timeline.ts`) and its editor. */

/** The actions on a call, or on the recording. */
export type ActionKind = 'wit' | 'source' | 'copy' | 'command' | 'chrome' | 'spans';

/** From the page, whose content is not trusted: names in messages are checked. */
export type TimelineMessage =
  | { readonly kind: 'view'; readonly text: unknown; readonly shown: unknown }
  | { readonly kind: 'more' }
  | { readonly kind: 'select' | 'toggle' | ActionKind; readonly span?: unknown };

/** To the page; its HTML is escaped. */
export type TimelineContent =
  | { readonly kind: 'rows'; readonly html: string; readonly status: string; readonly hasMore: boolean }
  | { readonly kind: 'details'; readonly html: string };
