import type { RequestBody } from '../openai/request.ts';

/** The forms in which a request can be read and copied. */
export const exampleFormats = ['json', 'curl', 'python', 'typescript'] as const;
export type ExampleFormat = (typeof exampleFormats)[number];

/** Stands where the key goes: a variable of the shell that runs the example. */
const keyVariable = 'API_KEY';

/**
 * A request as text that can be run elsewhere. The key is never in it: each example takes it from the environment.
 * @param baseUrl without a trailing slash.
 * @param keyed whether the endpoint wants a key.
 */
export function requestExample(
  format: ExampleFormat,
  { baseUrl, keyed, body }: { baseUrl: string; keyed: boolean; body: RequestBody },
): string {
  const url = `${baseUrl}/chat/completions`;
  const json = JSON.stringify(body, null, 2);
  switch (format) {
    case 'json':
      return json;
    case 'curl':
      return [
        `curl ${inQuotes(url)} \\`,
        ...(keyed ? [`  -H "Authorization: Bearer $${keyVariable}" \\`] : []),
        "  -H 'Content-Type: application/json' \\",
        `  --no-buffer --data ${inQuotes(json)}`,
      ].join('\n');
    case 'python':
      return [
        'import json, os, urllib.request',
        '',
        `body = ${pythonLiteral(body)}`,
        'request = urllib.request.Request(',
        `    ${JSON.stringify(url)},`,
        '    data=json.dumps(body).encode(),',
        '    headers={',
        '        "Content-Type": "application/json",',
        ...(keyed ? [`        "Authorization": f"Bearer {os.environ['${keyVariable}']}",`] : []),
        '    },',
        ')',
        'with urllib.request.urlopen(request) as response:',
        '    for line in response:',
        '        print(line.decode(), end="")',
      ].join('\n');
    case 'typescript':
      return [
        ...(keyed ? ['const { env } = process;'] : []),
        `const response = await fetch(${JSON.stringify(url)}, {`,
        "  method: 'POST',",
        '  headers: {',
        "    'Content-Type': 'application/json',",
        ...(keyed ? [`    Authorization: \`Bearer \${env.${keyVariable}}\`,`] : []),
        '  },',
        `  body: JSON.stringify(${json.replaceAll('\n', '\n  ')}),`,
        '});',
        'console.log(await response.text());',
      ].join('\n');
  }
}

/** In single quotes of a POSIX shell, where nothing is special but the quote itself. */
function inQuotes(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** A JSON value as Python writes it; its strings are valid there as JSON has them. */
function pythonLiteral(value: unknown, indent = ''): string {
  if (value === true) return 'True';
  if (value === false) return 'False';
  if (value === null || value === undefined) return 'None';
  if (typeof value !== 'object') return JSON.stringify(value);
  const inner = `${indent}    `;
  const [open, close, items] = Array.isArray(value)
    ? ['[', ']', value.map(item => pythonLiteral(item, inner))]
    : [
        '{',
        '}',
        Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item, inner)}`),
      ];
  if (items.length === 0) return open + close;
  return `${open}\n${items.map(item => `${inner}${item},\n`).join('')}${indent}${close}`;
}
