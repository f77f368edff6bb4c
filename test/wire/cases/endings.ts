import {
  chunk,
  chunked,
  completion,
  document,
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

const broken = { state: 'interrupted', text: 'Hello', kind: 'brokenOff' } as const;
const nothing = { state: 'error', text: '', kind: 'brokenOff' } as const;
const malformed = { state: 'interrupted', text: 'Hello', kind: 'malformed' } as const;
const complete = { state: 'complete', text: 'Hello' } as const;
const begun = events(role, words('Hello'));
const inChunks = head(200, { 'transfer-encoding': 'chunked' });
/** Reached by a machine however busy, and soon over where silence is meant. */
const impatient = { stall: 250 };

/** How an answer may end: W11 to W13, W16 to W18, W20, W21, W41 to W44, W48, W49, W58. */
export const endings: readonly WireCase[] = [
  { name: 'the end without a finish reason', reply: [head(), begun], required: broken },
  {
    name: 'the end within an event',
    reply: [head(), begun, 'data: {"choices":[{"index":0,"del'],
    required: broken,
  },
  { name: 'the end within the word data', reply: [head(), begun, 'da'], required: broken },
  { name: 'the end within a comment', reply: [head(), begun, ': keep-al'], required: broken },
  { name: 'the end within the first event', reply: [head(), 'data: {"choices":[{"ind'], required: nothing },
  {
    name: 'the end within the first word',
    reply: [head(), 'dat'],
    required: { state: 'error', text: '', kind: 'empty' },
  },
  { name: 'the end behind the role', reply: [head(), events(role)], required: nothing },
  { name: '[DONE] without a finish reason', reply: [head(), begun, events(done)], required: broken },
  {
    name: '[DONE] and usage without a finish reason',
    reply: [head(), begun, events(usage(9, 1), done)],
    required: { ...broken, usage: [9, 1] },
  },
  { name: 'a finish reason that is empty', reply: stream(words('Hello', ''), done), required: broken },
  { name: 'a reset in the middle', reply: [head(), begun, 'heard', 'reset'], required: broken },
  { name: 'a reset behind the head', reply: [inChunks, 'reset'], required: nothing },
  {
    name: 'a reset in place of a reply',
    reply: ['reset'],
    required: { state: 'error', text: '', kind: 'unreachable' },
  },
  {
    name: 'a close in place of a reply',
    reply: [],
    required: { state: 'error', text: '', kind: 'unreachable' },
  },
  {
    name: 'a close within the head',
    reply: ['HTTP/1.1 200 OK\r\ncontent-ty'],
    required: { state: 'error', text: '', kind: 'unreachable' },
  },
  {
    name: 'no HTTP',
    reply: ['SSH-2.0-OpenSSH_9.9\r\n'],
    required: { state: 'error', text: '', kind: 'unreachable' },
  },
  {
    name: 'chunks that break off',
    reply: [inChunks, ...chunked(begun).slice(0, -1), 'heard', '4f\r\ndata: {'],
    required: broken,
  },
  {
    name: 'a chunk whose size is none',
    reply: [inChunks, ...chunked(begun).slice(0, -1), 'heard', 'zz\r\n'],
    required: broken,
  },
  {
    name: 'fewer bytes than were announced',
    reply: [head(200, { 'content-length': '5000' }), begun, 'heard'],
    required: broken,
  },
  {
    name: 'fewer bytes than were announced, behind the finish reason',
    reply: [head(200, { 'content-length': '5000' }), begun, events(stop), 'heard'],
    required: complete,
  },
  {
    name: 'chunks that break off behind the finish reason',
    reply: [inChunks, ...chunked(begun, events(stop)).slice(0, -1), 'heard', '4f\r\nda'],
    required: complete,
  },
  { name: 'no body', reply: [head()], required: { state: 'error', text: '', kind: 'empty' } },
  {
    name: 'a body without a word',
    reply: [head(), '\n\n \n'],
    required: { state: 'error', text: '', kind: 'empty' },
  },
  { name: 'nothing but [DONE]', reply: stream(done), required: { state: 'error', text: '', kind: 'empty' } },
  {
    name: 'nothing but comments',
    reply: [head(), ': ping\n\n: ping\n\n'],
    required: { state: 'error', text: '', kind: 'empty' },
  },
  {
    name: 'nothing but usage',
    reply: stream(usage(9, 0), done),
    required: { state: 'error', text: '', kind: 'empty' },
  },
  {
    name: 'no content status',
    reply: ['HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n'],
    required: { state: 'error', text: '', kind: 'empty' },
  },
  {
    name: 'an event that is no JSON',
    reply: [head(), begun, events('{"choices":[{"ind', stop, done)],
    required: malformed,
  },
  {
    name: 'an event in words',
    reply: [head(), begun, events('Internal error', stop, done)],
    required: malformed,
  },
  { name: '[DONE] with more behind it', reply: [head(), begun, events('[DONE]x')], required: malformed },
  { name: '[DONE] with a blank behind it', reply: [head(), begun, events('[DONE] ')], required: malformed },
  {
    name: '[DONE] with a line behind it',
    reply: [head(), begun, 'data: [DONE]\ndata: x\n\n'],
    required: malformed,
  },
  {
    name: 'an event that is no JSON under another name',
    reply: [head(), begun, 'event: chunk\n', events('{"choices":[{"ind', stop, done)],
    required: malformed,
  },
  {
    name: 'bytes that are no text in a comment behind the finish reason',
    reply: [head(), begun, events(stop), Uint8Array.of(0x3a, 0xff, 0x0a), events(done)],
    required: complete,
  },
  {
    name: 'content that is a number',
    reply: [head(), begun, events(chunk({ content: 7 }), stop, done)],
    required: malformed,
  },
  {
    name: 'choices that are none',
    reply: [head(), begun, events({ choices: 'x' }, stop, done)],
    required: malformed,
  },
  {
    name: 'a tool call that is none',
    reply: [head(), begun, events(chunk({ tool_calls: 'x' }), stop, done)],
    required: malformed,
  },
  {
    name: 'events of null, numbers and lists, five of them',
    reply: [head(), events(role, null, 1, 'true', {}, []), events(words('Hello'), stop, done)],
    required: complete,
  },
  {
    name: 'more such events than that',
    reply: [head(), begun, events(null, 1, 'true', {}, [], null), events(stop, done)],
    required: malformed,
  },
  {
    name: 'Azure’s filter results before the first choice',
    reply: stream(
      { choices: [], prompt_filter_results: [{ prompt_index: 0 }] },
      role,
      words('Hello'),
      stop,
      done,
    ),
    required: complete,
  },
  {
    name: 'Azure’s filter results in a choice without delta',
    reply: stream(
      role,
      words('Hello'),
      stop,
      {
        choices: [{ index: 0, finish_reason: null, content_filter_offsets: {}, content_filter_results: {} }],
      },
      done,
    ),
    required: complete,
  },
  {
    name: 'the length',
    reply: stream(words('Hello'), chunk({}, 'length'), done),
    required: { state: 'cut', text: 'Hello' },
  },
  {
    name: 'the length with the last words',
    reply: stream(words('Hello', 'length'), done),
    required: { state: 'cut', text: 'Hello' },
  },
  {
    name: 'the length, before a word',
    reply: stream(role, chunk({}, 'length'), done),
    required: { state: 'cut', text: '' },
  },
  {
    name: 'Mistral’s word for the length',
    reply: stream(words('Hello', 'model_length'), done),
    required: { state: 'cut', text: 'Hello' },
  },
  {
    name: 'the content filter',
    reply: stream(words('Hello', 'content_filter'), done),
    required: { state: 'filtered', text: 'Hello' },
  },
  {
    name: 'the content filter, before a word',
    reply: stream(role, chunk({}, 'content_filter'), done),
    required: { state: 'filtered', text: '' },
  },
  {
    name: 'a refusal',
    reply: stream(role, chunk({ refusal: 'I can’t ' }), chunk({ refusal: 'do that.' }), stop, done),
    required: { state: 'refused', text: '', refusal: 'I can’t do that.', finishReason: 'stop' },
  },
  {
    name: 'a refusal in one document',
    reply: document(200, completion({ content: null, refusal: 'No.' })),
    required: { state: 'refused', text: '', refusal: 'No.' },
  },
  {
    name: 'a refusal that is cut off',
    reply: stream(chunk({ refusal: 'I can’t ' })),
    required: { state: 'interrupted', text: '', kind: 'brokenOff', refusal: 'I can’t ' },
  },
  { name: 'vLLM’s request that was aborted', reply: stream(words('Hello', 'abort'), done), required: broken },
  {
    name: 'DeepSeek’s lack of resources',
    reply: stream(words('Hello', 'insufficient_system_resource'), done),
    required: broken,
  },
  {
    name: 'OpenRouter’s error without the error',
    reply: stream(words('Hello', 'error'), done),
    required: broken,
  },
  { name: 'a reason that nobody knows', reply: stream(words('Hello', 'eos'), done), required: complete },
  {
    name: 'tool calls as the reason, and none of them',
    reply: stream(words('Hello', 'tool_calls'), done),
    required: complete,
  },
  {
    name: 'no reply',
    reply: ['hang'],
    patience: { firstToken: 250 },
    required: { state: 'error', text: '', kind: 'noFirstToken' },
  },
  {
    name: 'a head and no body',
    reply: [head(), 'hang'],
    patience: { firstToken: 250 },
    required: { state: 'error', text: '', kind: 'noFirstToken' },
  },
  {
    name: 'comments and no more',
    reply: [head(), ...Array<string>(9).fill(': ping\n\n'), 'hang'],
    patience: { firstToken: 250 },
    required: { state: 'error', text: '', kind: 'noFirstToken' },
  },
  {
    name: 'the role and no more',
    reply: [...stream(role), 'hang'],
    patience: { firstToken: 250 },
    required: { state: 'error', text: '', kind: 'noFirstToken' },
  },
  {
    name: 'silence in the middle',
    reply: [head(), begun, 'hang'],
    patience: impatient,
    required: { ...broken, kind: 'stalled' },
  },
  {
    name: 'comments in the middle',
    reply: [head(), begun, ...Array<string>(9).fill(': ping\n\n'), 'hang'],
    patience: impatient,
    required: { ...broken, kind: 'stalled' },
  },
  {
    name: 'empty deltas in the middle',
    reply: [head(), begun, events(...Array<unknown>(9).fill(chunk({}))), 'hang'],
    patience: impatient,
    required: { ...broken, kind: 'stalled' },
  },
];
