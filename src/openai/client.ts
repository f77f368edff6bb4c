import OpenAI from 'openai';
import { largestDocument, largestError, readText } from './body.ts';
import { type Reply, replyOf } from './reply.ts';

/** Where requests go and with what. */
export interface Connection {
  /** Checked by `checkBaseUrl`: `https:`, or `http:` to loopback. */
  baseUrl: string;
  /** The key for exactly this origin. It lives in this value for the length of one request. */
  apiKey: string;
  /** Told of each reply, a refusal, too, as soon as its headers are there. */
  onReply?: (reply: Reply) => void;
}

/** The user's system is nobody's business, and each further header is one more for a CORS preflight to refuse. */
const sentHeaders = ['accept', 'authorization', 'content-type'];

/**
 * The SDK's client, bound to one connection. Everything that the SDK would take from the environment is passed
 * explicitly or, for the headers of OPENAI_CUSTOM_HEADERS, left out on the way, so that the shell which started the
 * editor can neither redirect the key nor add to a request. Redirects are not followed, because `fetch` would forward
 * the body to the new host. Retries are the caller's, who can show them.
 */
export function createClient(connection: Connection): OpenAI {
  const { baseUrl, apiKey } = connection;
  return new OpenAI({
    baseURL: baseUrl,
    apiKey,
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    defaultHeaders: { authorization: `Bearer ${apiKey}` },
    fetch: (url, init) => send(connection, url, init),
    fetchOptions: { redirect: 'manual' },
    // The extension host in a web worker counts as a browser; the user's key is their own there too.
    dangerouslyAllowBrowser: true,
  });
}

/** The editor's global `fetch`, looked up at each call: it carries the user's proxy and certificates. */
async function send(
  { apiKey, onReply }: Connection,
  url: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const headers = [...new Headers(init?.headers)].filter(([name]) => sentHeaders.includes(name));
  // A stream that is packed comes in lumps. Browsers do not let this be said, and unpack what they asked for.
  headers.push(['accept-encoding', 'identity']);
  const response = await globalThis.fetch(url, { ...init, headers });
  onReply?.(replyOf(url instanceof Request ? url.url : String(url), headers, response, apiKey));
  // A browser hides where a redirect leads, and its status with it.
  if (response.type === 'opaqueredirect') return new Response(null, { status: 307 });
  // The SDK takes in all that comes with a refusal, without end.
  const largest = response.ok ? largestDocument : largestError;
  return Object.assign(response, { text: () => readText(response.body, largest) });
}
