import { escaped } from '../../../server/src/base/escaped.ts';

/** Addresses of the program and the style of a page, and the source that its policy allows both from. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
  readonly source: string;
}

/** A page of ours in a webview. Its policy lets it load its program and its style, and nothing else. */
export interface WebPage {
  readonly title: string;
  /** HTML between `<body>` and the script. */
  readonly body: string;
  readonly assets: PageAssets;
}

/** The page as HTML; the title is escaped, the body is not. */
export const webPage = ({
  title,
  body,
  assets: { script, style, source },
}: WebPage): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src ${source}">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="${escaped(style)}">
</head>
<body>
${body}
<script src="${escaped(script)}"></script>
</body>
</html>`;
