import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import * as z from 'zod/mini';
import type { AnswerEnd } from '../../../src/openai/answer.ts';
import type { ChatMessage, RequestBody } from '../../../src/openai/request.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { estimateTokens } from '../../../src/usage/estimateTokens.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';

/** Text in 23 languages and code in six. */
const texts = z
  .array(z.object({ name: z.string(), text: z.string() }))
  .parse(JSON.parse(await readFile(new URL('../models/fixtures/tokens.json', import.meta.url), 'utf8')));

const schema = {
  type: 'object',
  properties: { tags: { type: 'array', items: { type: 'string' } } },
  required: ['tags'],
  additionalProperties: false,
};

describe('an estimate of a request', () => {
  let endpoint: Endpoint;
  before(async () => {
    endpoint = await startEndpoint();
  });
  after(() => endpoint.close());

  async function usageOf(request: RequestBody): Promise<AnswerEnd['usage']> {
    const connection = { baseUrl: endpoint.baseUrl, apiKey: 'sk-test-canary-0123456789' };
    const patience = { firstToken: 30_000, stall: 30_000 };
    const { signal } = new AbortController();
    for await (const event of streamAnswer(connection, request, { signal, patience })) {
      if (event.type === 'end') return event.end.usage;
    }
    return undefined;
  }

  for (const { name, text } of texts) {
    it(`is what the endpoint counts for ${name}`, async () => {
      const messages: ChatMessage[] = [
        { role: 'system', content: 'Explain it.' },
        { role: 'user', content: text },
        { role: 'assistant', content: 'It retries.' },
        { role: 'user', content: 'Why?' },
      ];
      endpoint.play({ text: 'Because.' });
      const usage = await usageOf({ model: 'gpt-4o-mini', messages });
      assert.equal(await estimateTokens({ messages }), usage?.promptTokens);
    });
  }

  it('has the texts of a message in parts in it', async () => {
    const text = (words: string) => ({ type: 'text' as const, text: words });
    const image = { type: 'image_url' as const, image_url: { url: 'data:,' } };
    const parts: ChatMessage[] = [{ role: 'user', content: [text('Why?'), image, text('And how?')] }];
    const whole: ChatMessage[] = [{ role: 'user', content: 'Why?\nAnd how?' }];
    assert.equal(await estimateTokens({ messages: parts }), await estimateTokens({ messages: whole }));
  });

  it('has the schema in it', async () => {
    const messages: ChatMessage[] = [{ role: 'user', content: 'Tag this.' }];
    const format = { type: 'json_schema', json_schema: { name: 'tags', strict: true, schema } };
    endpoint.play({ text: '{"tags":[]}' });
    const usage = await usageOf({ model: 'gpt-4o-mini', messages, response_format: format });
    assert.equal(await estimateTokens({ messages, format }), usage?.promptTokens);
  });
});
