import {
  chunk,
  completion,
  document,
  done,
  head,
  role,
  stop,
  stream,
  type WireCase,
  words,
} from '../wireCase.ts';

const page = { url: 'https://nodejs.org/en/blog', title: 'Node.js — Blog' };
const place = { start: 4, end: 17 };
const cites = (fields: Record<string, unknown>) => ({ type: 'url_citation', url_citation: fields });
const whole = cites({ ...page, start_index: place.start, end_index: place.end });
const annotated = (...annotations: unknown[]) => chunk({ annotations });
const required = (...citations: { url: string; title: string; start?: number; end?: number }[]) =>
  ({ state: 'complete', text: 'It is out.', citations }) as const;
const text = words('It is out.');
const numbered = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ url: `https://example.com/${at}`, title: `${at}` }));

/** Pages that an answer refers to, which are never worth an answer. */
export const citations: readonly WireCase[] = [
  {
    name: 'in the last chunk with a delta, as OpenAI',
    reply: stream(role, text, annotated(whole), stop, done),
    required: required({ ...page, ...place }),
  },
  {
    name: 'beside the finish reason',
    reply: stream(role, text, chunk({ annotations: [whole] }, 'stop'), done),
    required: required({ ...page, ...place }),
  },
  {
    name: 'behind the finish reason',
    reply: stream(text, stop, annotated(whole), done),
    required: required({ ...page, ...place }),
  },
  {
    name: 'before the text, and again with each chunk, as OpenRouter',
    reply: stream(
      annotated(whole),
      chunk({ content: 'It is ', annotations: [whole] }),
      chunk({ content: 'out.', annotations: [whole] }, 'stop'),
      done,
    ),
    required: required({ ...page, ...place }),
  },
  {
    name: 'one page in two places',
    reply: stream(text, annotated(whole, cites({ ...page, start_index: 20, end_index: 33 })), stop, done),
    required: required({ ...page, ...place }),
  },
  {
    name: 'in a whole answer',
    asked: { stream: false },
    reply: document(200, completion({ content: 'It is out.', annotations: [whole] })),
    required: required({ ...page, ...place }),
  },
  {
    name: 'none, as an empty list and as null',
    reply: stream(
      chunk({ content: 'It is ', annotations: [] }),
      chunk({ content: 'out.', annotations: null }),
      stop,
      done,
    ),
    required: required(),
  },
  {
    name: 'without a title and a place',
    reply: stream(text, annotated(cites({ url: page.url, start_index: null })), stop, done),
    required: required({ url: page.url, title: '' }),
  },
  {
    name: 'with words that were found, which nobody asked for',
    reply: stream(text, annotated(cites({ ...page, content: 'Read more. '.repeat(1_000) })), stop, done),
    required: required(page),
  },
  {
    name: 'of kinds that nobody knows, and malformed',
    reply: stream(
      text,
      annotated(
        { type: 'file_citation', file_citation: { file_id: 'f' } },
        { type: 'x_citation', url_citation: { ...page, url: 'https://example.com/x' } },
        { type: 'url_citation' },
        { type: 'url_citation', url_citation: page.url },
        cites({ title: 'Nowhere' }),
        cites({ url: 7 }),
        cites({ url: '' }),
        cites({ url: `https://example.com/${'x'.repeat(5_000)}` }),
        null,
        'a',
        [],
        cites(page),
      ),
      stop,
      done,
    ),
    required: required(page),
  },
  {
    name: 'no list',
    reply: stream(chunk({ content: 'It is out.', annotations: { 0: whole } }), stop, done),
    required: required(),
  },
  {
    name: 'a title and a place that are none',
    reply: stream(
      text,
      annotated(
        cites({ ...page, title: { length: 3 }, start_index: -1, end_index: 1.5 }),
        cites({ url: 'https://example.com/', title: 'x'.repeat(100_000) }),
      ),
      stop,
      done,
    ),
    required: required({ url: page.url, title: '' }, { url: 'https://example.com/', title: '' }),
  },
  {
    name: 'ten thousand, twice',
    reply: stream(
      text,
      annotated(...numbered(10_000).map(cites)),
      annotated(...numbered(10_000).map(cites)),
      stop,
      done,
    ),
    required: required(...numbered(64)),
  },
  {
    name: 'addresses that lead elsewhere are kept as they are',
    reply: stream(text, annotated(cites({ url: 'javascript:alert(1)', title: '<b>‮' })), stop, done),
    required: required({ url: 'javascript:alert(1)', title: '<b>‮' }),
  },
  {
    name: 'of an index that no request leads to',
    reply: stream(text, chunk({ annotations: [whole] }, null, 4_000), stop, done),
    required: required(),
  },
  {
    name: 'of the second choice',
    asked: { n: 2 },
    reply: stream(
      words('It is out.', 'stop'),
      chunk({ content: 'Yes.', annotations: [whole] }, 'stop', 1),
      done,
    ),
    required: { ...required({ ...page, ...place }), second: 'Yes.' },
  },
  {
    name: 'of an answer that breaks off',
    reply: stream(text, annotated(whole)),
    required: { ...required({ ...page, ...place }), state: 'interrupted', kind: 'brokenOff' },
  },
  {
    name: 'cut in the middle',
    reply: [head(), stream(text)[1] ?? '', `data: ${JSON.stringify(annotated(whole)).slice(0, -40)}`],
    required: { state: 'interrupted', text: 'It is out.', kind: 'brokenOff' },
  },
];
