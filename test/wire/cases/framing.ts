import {
  byteByByte,
  chunked,
  cutAt,
  done,
  events,
  head,
  role,
  stop,
  stream,
  usage,
  type WireCase,
  words,
} from '../wireCase.ts';

const hello = { state: 'complete', text: 'Hello world' } as const;
const parts = [role, words('Hello '), words('world'), stop, done];
const whole = events(...parts);
const framed = (separator: string) => whole.replaceAll('\n', separator);
const written = (body: string) => [head(), body];

/** How the bytes of a healthy stream may come: W1, W5 to W10, W14, W15, W22, W31, W46. */
export const framing: readonly WireCase[] = [
  { name: 'a stream as OpenAI sends it', reply: stream(...parts), required: hello },
  { name: 'byte by byte', reply: [head(), ...byteByByte(whole)], required: hello },
  { name: 'with its head byte by byte', reply: [...byteByByte(head()), whole], required: hello },
  { name: 'all in one packet with its head', reply: [head() + whole], required: hello },
  { name: 'an event a packet', reply: [head(), ...parts.map(part => events(part))], required: hello },
  { name: 'a packet that ends within "data:"', reply: [head(), ...cutAt(whole, 3)], required: hello },
  {
    name: 'a packet that ends between two line ends',
    reply: [head(), ...cutAt(whole, events(role).length - 1)],
    required: hello,
  },
  {
    name: 'a packet that ends within [DONE]',
    reply: [head(), ...cutAt(whole, whole.length - 5)],
    required: hello,
  },
  {
    name: 'in the chunked encoding',
    reply: [head(200, { 'transfer-encoding': 'chunked' }), ...chunked(...parts.map(part => events(part)))],
    required: hello,
  },
  {
    name: 'in chunks that cut through events',
    reply: [
      head(200, { 'transfer-encoding': 'chunked' }),
      ...chunked(whole.slice(0, 101), whole.slice(101, 203), whole.slice(203)),
    ],
    required: hello,
  },
  {
    name: 'with its length',
    reply: [head(200, { 'content-length': `${whole.length}` }), whole],
    required: hello,
  },
  { name: 'lines that end in CR LF', reply: written(framed('\r\n')), required: hello },
  { name: 'lines that end in CR', reply: written(framed('\r')), required: hello },
  { name: 'CR LF in two packets', reply: [head(), ...framed('\r\n').split(/(?<=\r)/)], required: hello },
  {
    name: 'CR and the next event in two packets',
    reply: [head(), ...framed('\r').split(/(?<=\r\r)/)],
    required: hello,
  },
  {
    name: 'line ends of all kinds',
    reply: written(whole.replace('\n\n', '\r\n\n').replace('\n\nd', '\r\rd')),
    required: hello,
  },
  { name: 'a byte order mark', reply: written(`\uFEFF${whole}`), required: hello },
  {
    name: 'a byte order mark in three packets',
    reply: [head(), ...cutAt(`\uFEFF${whole}`, 1, 2, 3)],
    required: hello,
  },
  { name: 'blank lines before the first event', reply: written(`\n\n\r\n${whole}`), required: hello },
  {
    name: 'comments of OpenRouter',
    reply: written(`: OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n${whole}`),
    required: hello,
  },
  {
    name: 'comments of DeepSeek between events',
    reply: written(whole.replaceAll('\n\n', '\n\n: keep-alive\n\n')),
    required: hello,
  },
  {
    name: 'a comment within an event',
    reply: written(whole.replace('data: {', ': still here\ndata: {')),
    required: hello,
  },
  {
    name: 'a comment that looks like an event',
    reply: written(`:data: {"choices":[{"delta":{"content":"no"}}]}\n\n${whole}`),
    required: hello,
  },
  { name: 'no space after the colon', reply: written(whole.replaceAll('data: ', 'data:')), required: hello },
  {
    name: 'two spaces after the colon',
    reply: written(whole.replaceAll('data: {', 'data:  {')),
    required: hello,
  },
  {
    name: 'an event over several lines',
    reply: written(whole.replace('"choices":', '\ndata: "choices":')),
    required: hello,
  },
  {
    name: 'id, retry and fields that nobody knows',
    reply: written(whole.replaceAll('data: {', 'id: 7\nretry: 10\nx-trace: abc\nfoo\ndata: {')),
    required: hello,
  },
  {
    name: 'events with a name',
    reply: written(whole.replaceAll('data: {', 'event: message\ndata: {')),
    required: hello,
  },
  {
    name: 'events with a name of the server’s own',
    reply: written(whole.replaceAll('data: {', 'event: chunk\ndata: {')),
    required: hello,
  },
  {
    name: 'pings under a name, more than any oddities',
    reply: written(`${'event: ping\ndata: {"type":"ping"}\n\n'.repeat(9)}${whole}`),
    required: hello,
  },
  {
    name: 'pings in words under a name',
    reply: written(`${'event: ping\ndata: still here\n\n'.repeat(9)}${whole}`),
    required: hello,
  },
  { name: 'NUL in an id', reply: written(whole.replace('data:', 'id: a\0b\ndata:')), required: hello },
  { name: 'empty data', reply: written(`data:\n\ndata: \n\n${whole}`), required: hello },
  { name: 'no line end behind [DONE]', reply: written(whole.trimEnd()), required: hello },
  {
    name: 'no [DONE], but a finish reason',
    reply: stream(role, words('Hello '), words('world'), stop),
    required: hello,
  },
  {
    name: 'no [DONE], and the finish reason without a line end',
    reply: written(events(words('Hello '), words('world', 'stop')).trimEnd()),
    required: hello,
  },
  { name: 'an event after [DONE]', reply: stream(...parts, words('LATE')), required: hello },
  { name: 'nonsense after [DONE]', reply: written(`${whole}<html>{{{`), required: hello },
  { name: 'left open after [DONE]', reply: [...stream(...parts), 'hang'], required: hello },
  { name: 'reset after [DONE]', reply: [...stream(...parts), 'heard', 'reset'], required: hello },
  {
    name: 'left open after its finish reason, without [DONE]',
    reply: [...stream(role, words('Hello '), words('world'), stop), 'hang'],
    required: hello,
  },
  {
    name: 'left open after what it took, without [DONE]',
    reply: [...stream(words('Hello world', 'stop'), usage(9, 2)), 'hang'],
    required: { ...hello, usage: [9, 2] },
  },
  {
    name: 'kept alive after its finish reason, without [DONE]',
    reply: [...stream(words('Hello world', 'stop')), ...Array<string>(20).fill(': alive\n\n'), 'hang'],
    required: hello,
  },
  {
    name: 'as application/json',
    reply: [head(200, { 'content-type': 'application/json' }), whole],
    required: hello,
  },
  { name: 'as text/plain', reply: [head(200, { 'content-type': 'text/plain' }), whole], required: hello },
  { name: 'as text/html', reply: [head(200, { 'content-type': 'text/html' }), whole], required: hello },
  {
    name: 'as nothing at all',
    reply: ['HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n', whole],
    required: hello,
  },
];
