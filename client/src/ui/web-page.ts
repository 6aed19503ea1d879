/** A page of ours in a webview. Its policy lets it load nothing, and run and style itself by what has the nonce. */
export interface WebPage {
  readonly title: string;
  /** HTML between `<body>` and the script. */
  readonly body: string;
  readonly style: string;
  readonly script: string;
  /** New for each page. */
  readonly nonce: string;
}

export const webPage = ({ title, body, style, script, nonce }: WebPage): string => `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">
<title>${escaped(title)}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
${body}
<script nonce="${nonce}">${script}</script>
</body>
</html>`;

/** Text as HTML, also within the quotes of an attribute. */
export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
