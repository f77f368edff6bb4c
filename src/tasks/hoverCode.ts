/** A fenced block at the head of a text. */
const block = /^\s*(`{3,}|~{3,})[^\n]*((?:\n.*)*?)\n[ \t]*\1[`~]*[ \t]*(?:\n|$)/;

/** The declaration that a hover's Markdown begins with; what follows it is documentation, with code of its own. */
export function hoverCode(markdown: string): string {
  const found: string[] = [];
  let rest = markdown.replace(/\r\n?/g, '\n');
  for (let match = block.exec(rest); match; match = block.exec(rest)) {
    found.push(match[2]?.trim() ?? '');
    rest = rest.slice(match[0].length);
  }
  // `any` is what TypeScript says of a name that it knows nothing of.
  return found.filter(code => code !== '' && code !== 'any').join('\n');
}
