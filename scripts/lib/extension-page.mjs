import { posix } from 'node:path';

/**
 * The README as VS Code's page of the extension can show it. Links there lead to the web or into the page itself, and
 * to no file of the package: the linked pages follow the README, and links lead to their headings. Pictures are shown by
 * addresses that hold them, and left out of the pages that follow; of links to other files the text is left.
 *
 * @param {string} readme
 * @param {(path: string) => string | undefined} read the text of a page of documentation, by its path from the README
 * @param {(path: string) => string | undefined} picture the address of a picture, by its path from the README
 * @returns {string}
 */
export function extensionPage(readme, read, picture = () => undefined) {
  const pages = [{ path: 'README.md', text: readme }];
  for (const path of new Set(linksOf(pages[0]).map(({ path }) => path))) {
    const text = read(path);
    if (text !== undefined) pages.push({ path, text: demoted(text) });
  }
  const anchors = anchorsOf(pages);
  return pages.map((page) => linked(pictured(page, picture), anchors)).join('\n');
}

const LINK = /(?<!!)\[([^\]]*)\]\((?!https?:)([^)\s]*)\)/g;
const PICTURE = /^!\[([^\]]*)\]\((?!https?:)([^)]*)\)\n+/gm;
const HEADING = /^#{1,6} +(.*)$/;

/** The links of a page to files, resolved. */
function linksOf({ path, text }) {
  return [...text.matchAll(LINK)].map(([, , link]) => targetOf(path, link));
}

function targetOf(page, link) {
  const [file, heading = ''] = link.split('#');
  return { path: file === '' ? page : posix.join(posix.dirname(page), file), heading };
}

/** The headings of a page that follows the README, one level below its title. */
const demoted = (text) => mapLines(text, (line) => (HEADING.test(line) ? `#${line}` : line));

/** For each page and heading the fragment within the whole page, where repeated headings get numbers (as on GitHub). */
function anchorsOf(pages) {
  const anchors = new Map();
  const all = numbered();
  for (const { path, text } of pages) {
    const own = numbered();
    mapLines(text, (line) => {
      const title = HEADING.exec(line)?.[1];
      if (title === undefined) return line;
      const anchor = `#${all(slugOf(title))}`;
      if (!anchors.has(path)) anchors.set(path, anchor);
      anchors.set(`${path}#${own(slugOf(title))}`, anchor);
      return line;
    });
  }
  return anchors;
}

/** A function that gives the second and later of equal names a number. */
function numbered() {
  const counts = new Map();
  return (name) => {
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count === 0 ? name : `${name}-${count}`;
  };
}

/** As GitHub and VS Code make the fragment of a heading. */
function slugOf(title) {
  const text = title.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1');
  return text
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
}

/** Only the README's own pictures are worth their size. */
function pictured({ path, text }, picture) {
  const shown = text.replaceAll(PICTURE, (_, label, link) => {
    const address = path === 'README.md' ? picture(link) : undefined;
    return address === undefined ? '' : `![${label}](${address})\n\n`;
  });
  return { path, text: shown };
}

function linked({ path, text }, anchors) {
  return text.replaceAll(LINK, (_, label, link) => {
    const target = targetOf(path, link);
    const anchor = anchors.get(target.heading === '' ? target.path : `${target.path}#${target.heading}`);
    return anchor === undefined ? label : `[${label}](${anchor})`;
  });
}

/** Changes the lines of a text that are not within a block of code. */
function mapLines(text, change) {
  let isCode = false;
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) isCode = !isCode;
      return isCode ? line : change(line);
    })
    .join('\n');
}
