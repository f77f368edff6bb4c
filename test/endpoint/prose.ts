import { explanations } from './answers.ts';
import { findCode } from './words.ts';

/** What the endpoint says of itself, wherever it can. */
export const standInNote = 'Written by the local stand-in endpoint; no model was asked.';

/** A markdown answer to the last user message: an explanation when it holds a code block. */
export function answerFreely(question: string): string {
  const code = findCode(question);
  const answer = code ? explain(code.body, code.language) : discuss(question);
  return `${answer}\n\n*${standInNote}*`;
}

function explain(body: string, language: string): string {
  const known = Object.keys(explanations).find(name => body.includes(name));
  if (known) return explanations[known] ?? '';
  const lines = body.trimEnd().split('\n');
  const functions = findFunctions(body);
  const names = functions.map(name => `\`${name}\``).join(', ');
  const shown = lines.slice(0, 3).join('\n');
  const ticks = shown.includes('```') ? '````' : '```';
  return [
    `This is ${lines.length === 1 ? 'one line' : `${lines.length} lines`} of ${language || 'code'}${
      names ? `, and its work is done in ${names}` : ''
    }.`,
    [
      ...functions.map(name => `- \`${name}\` ${describeCalls(body, name)}.`),
      `- Comment lines: ${count(lines, /^\s*(\/\/|\/?\*|#|--)/)}.`,
      `- Lines that branch: ${count(lines, /\b(if|else|switch|case|catch|match)\b/)}; lines that loop: ${count(lines, /\b(for|while|loop)\b/)}.`,
    ].join('\n'),
    'It begins like this:',
    `${ticks}${language}\n${shown}\n${ticks}`,
  ].join('\n\n');
}

const declaration =
  /\b(?:function\s*\*?|def|fn|func|sub)\s+([\p{L}_$][\p{L}\p{N}_$]*)|\b(?:const|let)\s+([\p{L}_$][\p{L}\p{N}_$]*)\s*=\s*(?:async\s*)?(?:\([^()]*\)|[\p{L}_$]+)\s*=>/gu;

function findFunctions(body: string): string[] {
  const names = [...body.matchAll(declaration)].map(match => match[1] ?? match[2] ?? '');
  return [...new Set(names)].slice(0, 6);
}

function describeCalls(body: string, name: string): string {
  const uses = body.split(`${name}(`).length - 2;
  return uses > 0
    ? `is called ${uses === 1 ? 'once' : `${uses} times`} here`
    : 'is declared here for others to call';
}

function count(lines: string[], pattern: RegExp): number {
  return lines.filter(line => pattern.test(line)).length;
}

function discuss(question: string): string {
  const topic = question.trim().split('\n')[0]?.slice(0, 80) ?? '';
  return `You asked: “${topic}”. There are three things to look at first:

- **What goes in.** Check the input where it enters, once, and trust it afterwards.
- **What can fail.** Let an error travel up to the one place that can tell the user, instead of catching it in \`try\` blocks along the way.
- **What must end.** Pass an \`AbortSignal\` to everything that waits.

In TypeScript that can look like this:

\`\`\`ts
async function load(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(\`\${url} answered \${response.status}\`);
  return response.text();
}
\`\`\`

Start with the smallest case that shows the question, and grow it from there.`;
}
