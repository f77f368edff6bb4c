/** As many as a long answer of a small model has tokens. */
export const eventCount = 16_384;

/** In bytes, each with its line ends: as OpenAI's, which fill up short ones with a field that says nothing. */
const eventSize = 306;

const words = ['The ', 'line', ' is ', 'read', '; so', ' are', ' all', ' it h', 'as\n\n', '- `x`'];

/** The data of every event of one answer, the last of which has its finish reason. */
export function eventData(): string[] {
  return Array.from({ length: eventCount }, (_, index) => {
    const isLast = index === eventCount - 1;
    const content = words[index % words.length] ?? '';
    const delta = index === 0 ? { role: 'assistant', content } : { content };
    const chunk = (obfuscation: string) =>
      JSON.stringify({
        id: 'chatcmpl-DdE0r2LmQx5ZbWc8HfTn4UyGkVjA1',
        object: 'chat.completion.chunk',
        created: 1_760_000_000,
        model: 'gpt-4o-mini-2024-07-18',
        service_tier: 'default',
        system_fingerprint: 'fp_0123456789',
        choices: [{ index: 0, delta, logprobs: null, finish_reason: isLast ? 'stop' : null }],
        usage: null,
        obfuscation,
      });
    return chunk('x'.repeat(Math.max(0, eventSize - framed(chunk('')).length)));
  });
}

/** Data as an event on the wire. */
export function framed(data: string): string {
  return `data: ${data}\n\n`;
}
