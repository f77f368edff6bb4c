import type { CodeBlock } from '../../markdown/markup.ts';

/**
 * Reads a tail that is one code block whose fence is still open, which needs no lexing; `undefined` for any other text.
 * A last line that may yet become the closing fence is held back.
 */
export function openFence(tail: string): CodeBlock | undefined {
  const opening = /^(`{3,}(?=[^`\n]*\n)|~{3,})([^\n]*)\n/.exec(tail);
  const fence = opening?.[1];
  if (!opening || fence === undefined) return undefined;
  const body = tail.slice(opening[0].length);
  if (new RegExp(`^ {0,3}${fence}`, 'm').test(body)) return undefined;
  const lastLine = body.lastIndexOf('\n') + 1;
  const held = new RegExp(`^ {0,3}${fence.slice(0, 1)}*$`).test(body.slice(lastLine));
  const info = opening[2]?.trim() ?? '';
  return {
    tag: 'code-block',
    language: info.split(/\s/, 1)[0] ?? '',
    info,
    text: held ? body.slice(0, Math.max(lastLine - 1, 0)) : body,
    closed: false,
    sealed: false,
  };
}
