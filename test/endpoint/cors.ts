import type { IncomingMessage, ServerResponse } from 'node:http';

// What the `openai` package sends from a web worker; a wildcard would not cover Authorization.
const allowed =
  /^(accept|authorization|content-type|openai-(organization|project)|idempotency-key|x-stainless-[a-z-]+)$/;
const exposed = [
  'x-request-id',
  'openai-processing-ms',
  'retry-after',
  'retry-after-ms',
  ...['limit', 'remaining', 'reset'].flatMap(kind => [
    `x-ratelimit-${kind}-requests`,
    `x-ratelimit-${kind}-tokens`,
  ]),
];

/** Lets pages of every origin read the answer, as VS Code's web-worker extension host has to. */
export function allowAnyOrigin(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('access-control-expose-headers', exposed.join(', '));
}

/** Answers a preflight. A header it does not know is left out, and the browser then refuses the request. */
export function answerPreflight(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers['access-control-request-headers'] ?? '';
  const granted = asked.split(/\s*,\s*/).filter(name => allowed.test(name.toLowerCase()));
  response
    .writeHead(204, {
      'access-control-allow-methods': 'GET, POST, OPTIONS',
      'access-control-allow-headers': granted.join(', '),
      'access-control-max-age': '600',
    })
    .end();
}
