/**
 * What a rendered document says, without what is a matter of taste: wrappers, classes and buttons are left out, blank space is
 * joined. Two renderings of one text that are right have the same outline.
 *
 * @param firstHeading the level that a `#` has
 */
export function outline(root: Element, firstHeading = 1): string {
  const parts: string[] = [];
  const walk = (node: Node, isCode: boolean): void => {
    if (node instanceof Text) {
      parts.push(isCode ? node.data : node.data.replaceAll(/\s+/g, ' '));
    }
    if (!(node instanceof Element) || node.matches('button, svg, style, .code-header')) return;
    const name = nameOf(node, firstHeading);
    if (name) parts.push(`<${name}>`);
    for (const child of node.childNodes) walk(child, isCode || node.localName === 'pre');
    if (name) parts.push(`</${name.split(' ', 1)[0]}>`);
  };
  for (const child of root.childNodes) walk(child, false);
  // Of blank space beside a block nothing is seen, and the last line break of a code is not shown.
  return parts
    .join('')
    .replaceAll(/\s*(<\/?(?:p|h\d|ul|ol|li|blockquote|pre|table|thead|tbody|tr|th|td|hr)\b[^>]*>)\s*/g, '$1')
    .replaceAll(/\s+<\/code>/g, '</code>')
    .replaceAll('<tbody></tbody>', '');
}

const meant = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code table thead tbody tr th td strong em del a img hr br input'.split(
    ' ',
  ),
);

function nameOf(element: Element, firstHeading: number): string | undefined {
  const localName = element.localName === 'x-link' ? 'a' : element.localName;
  if (!meant.has(localName)) return undefined;
  const level = /^h(\d)$/.exec(localName)?.[1];
  if (level) return `h${Number(level) - firstHeading + 1}`;
  const start = localName === 'ol' ? element.getAttribute('start') : null;
  const href = localName === 'a' ? (element.getAttribute('data-url') ?? element.getAttribute('href')) : null;
  const align = /^t[hd]$/.test(localName) ? alignOf(element) : '';
  const more = [start && `start=${start}`, href && `href=${href}`, align && `align=${align}`];
  return [localName, ...more.filter(Boolean)].join(' ');
}

function alignOf(cell: Element): string {
  const inStyle = /text-align:\s*(\w+)/.exec(cell.getAttribute('style') ?? '')?.[1];
  const inClass = /align-(\w+)/.exec(cell.className)?.[1];
  return cell.getAttribute('align') ?? inStyle ?? inClass ?? '';
}
