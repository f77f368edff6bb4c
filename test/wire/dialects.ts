import type { EndState } from '../../src/openai/answer.ts';
import type { FailureKind } from '../../src/openai/failure.ts';

/** A piece of a recording: the bytes, and what is known when the last of them that matters has come. */
export interface Frame {
  raw: string;
  /** Text of the first choice. */
  adds?: string;
  /** Something of the answer that is no text. */
  begins?: true;
  /** The end is proven to be that of the recording. */
  proves?: true;
}

/** An answer as a server writes it, with everything that it writes otherwise than others. */
export interface Recording {
  server: string;
  text: string;
  frames: readonly Frame[];
  /** Tokens in and out, where the server says so. */
  usage?: readonly [number, number];
  /** `complete` where it is missing. */
  state?: EndState;
  kind?: FailureKind;
}

type Json = Readonly<Record<string, unknown>>;
interface Style {
  base: Json;
  /** Between `data:` and the JSON. */
  gap?: string;
  lineEnd?: string;
  /** What every choice has besides. */
  choice?: Json;
}

function frame({ gap = ' ', lineEnd = '\n' }: Style, value: unknown): string {
  return `data:${gap}${JSON.stringify(value)}${lineEnd}${lineEnd}`;
}

function delta(style: Style, delta: Json, finish: string | null = null, more: Json = {}): string {
  const choice = { index: 0, delta, ...style.choice, finish_reason: finish };
  return frame(style, { ...style.base, choices: [choice], ...more });
}

function says(style: Style, text: string, more: Json = {}): Frame {
  return { raw: delta(style, { content: text, ...more }), adds: text };
}

const done: Frame = { raw: 'data: [DONE]\n\n' };
const text = 'Grüße, 世界 🌍!';
const object = 'chat.completion.chunk';
const created = 1_763_000_000;
const usage = { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 };

const openai: Style = {
  base: {
    id: 'chatcmpl-Cb1',
    object,
    created,
    model: 'gpt-4o-mini-2024-07-18',
    service_tier: 'default',
    system_fingerprint: 'fp_560af6e559',
  },
  choice: { logprobs: null },
};
const azure: Style = {
  base: {
    id: 'chatcmpl-Cb2',
    object,
    created,
    model: 'gpt-4o-mini-2024-07-18',
    system_fingerprint: 'fp_efad92c60b',
  },
  choice: { logprobs: null, content_filter_results: { hate: { filtered: false, severity: 'safe' } } },
};
const vllm: Style = {
  base: { id: 'chatcmpl-9f0c', object, created, model: 'Qwen/Qwen3-8B' },
  choice: { logprobs: null },
};
const llamaCpp: Style = {
  base: { created, id: 'chatcmpl-X1', model: 'gpt-3.5-turbo', system_fingerprint: 'b4500-1a2b', object },
};
const ollama: Style = {
  base: { id: 'chatcmpl-501', object, created, model: 'qwen3:4b', system_fingerprint: 'fp_ollama' },
};
const openRouter: Style = {
  base: { id: 'gen-1763', provider: 'OpenAI', model: 'openai/gpt-4o-mini', object, created },
};
const lmStudio: Style = {
  base: { id: 'chatcmpl-lm1', object, created, model: 'qwen3-4b', system_fingerprint: 'qwen3-4b' },
  choice: { logprobs: null },
};
const groq: Style = {
  base: { id: 'chatcmpl-g1', object, created, model: 'llama-3.3-70b', system_fingerprint: 'fp_a1' },
  choice: { logprobs: null },
};
const deepSeek: Style = {
  base: { id: '930c', object, created, model: 'deepseek-chat', system_fingerprint: 'fp_ds' },
  choice: { logprobs: null },
};
const mistral: Style = { base: { id: 'cmpl-e5', object, created, model: 'mistral-small-latest' } };
const gemini: Style = { base: { created, id: 'x1', model: 'gemini-2.5-flash', object } };
const gateway: Style = { base: { id: '', object: '', created: 0, model: '' }, gap: '', lineEnd: '\r\n' };

/** Healthy answers, written after what each server's own source or documentation shows. */
export const healthy: readonly Recording[] = [
  {
    server: 'OpenAI',
    text,
    usage: [12, 7],
    frames: [
      {
        raw: delta(openai, { role: 'assistant', content: '', refusal: null }, null, {
          usage: null,
          obfuscation: 'yM1',
        }),
      },
      {
        raw: delta(openai, { content: 'Grüße, ' }, null, { usage: null, obfuscation: 'b' }),
        adds: 'Grüße, ',
      },
      {
        raw: delta(openai, { content: '世界 🌍!' }, null, { usage: null, obfuscation: 'Qz' }),
        adds: '世界 🌍!',
      },
      { raw: delta(openai, {}, 'stop', { usage: null, obfuscation: 'x' }), proves: true },
      {
        raw: frame(openai, {
          ...openai.base,
          choices: [],
          usage: {
            ...usage,
            prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
            completion_tokens_details: {
              reasoning_tokens: 0,
              accepted_prediction_tokens: 0,
              rejected_prediction_tokens: 0,
            },
          },
        }),
      },
      done,
    ],
  },
  {
    server: 'Azure OpenAI with its filter at work',
    text,
    frames: [
      {
        raw: frame(azure, {
          choices: [],
          created: 0,
          id: '',
          model: '',
          object: '',
          prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }],
        }),
      },
      { raw: delta(azure, { role: 'assistant', content: '', refusal: null }) },
      says(azure, 'Grüße, '),
      says(azure, '世界 🌍!'),
      {
        raw: frame(azure, {
          id: '',
          object: '',
          created: 0,
          model: '',
          choices: [
            {
              index: 0,
              finish_reason: null,
              content_filter_results: {},
              content_filter_offsets: { check_offset: 12, start_offset: 0, end_offset: 20 },
            },
          ],
        }),
      },
      { raw: delta(azure, {}, 'stop'), proves: true },
      done,
    ],
  },
  {
    server: 'vLLM',
    text,
    usage: [12, 7],
    frames: [
      { raw: delta(vllm, { role: 'assistant', content: '' }) },
      { raw: delta(vllm, { reasoning_content: 'Hm.', reasoning: 'Hm.' }) },
      says(vllm, 'Grüße, '),
      {
        raw: delta(vllm, { content: '世界 🌍!' }, 'stop', {}).replace(
          '"finish_reason":"stop"',
          '"finish_reason":"stop","stop_reason":null',
        ),
        adds: '世界 🌍!',
        proves: true,
      },
      {
        raw: frame(vllm, {
          ...vllm.base,
          choices: [],
          usage: { prompt_tokens: 12, total_tokens: 19, completion_tokens: 7 },
        }),
      },
      done,
    ],
  },
  {
    server: 'llama.cpp',
    text,
    usage: [12, 7],
    frames: [
      {
        raw: frame(llamaCpp, {
          ...llamaCpp.base,
          choices: [{ finish_reason: null, index: 0, delta: { role: 'assistant', content: null } }],
        }),
      },
      says(llamaCpp, 'Grüße, '),
      says(llamaCpp, '世界 🌍!'),
      { raw: delta(llamaCpp, {}, 'stop'), proves: true },
      {
        raw: frame(llamaCpp, {
          choices: [],
          ...llamaCpp.base,
          usage,
          timings: { cache_n: 0, prompt_n: 12, predicted_ms: 80.1 },
        }),
      },
      done,
    ],
  },
  {
    server: 'Ollama, with the role in every chunk',
    text,
    usage: [12, 7],
    frames: [
      says(ollama, 'Grüße, ', { role: 'assistant' }),
      says(ollama, '世界 🌍!', { role: 'assistant' }),
      { raw: delta(ollama, { role: 'assistant', content: '' }, 'stop'), proves: true },
      { raw: frame(ollama, { ...ollama.base, choices: [], usage }) },
      done,
    ],
  },
  {
    server: 'OpenRouter, with comments, and usage beside an empty delta',
    text,
    usage: [12, 7],
    frames: [
      { raw: ': OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n' },
      says(openRouter, 'Grüße, ', { role: 'assistant' }),
      { raw: ': OPENROUTER PROCESSING\n\n' },
      says(openRouter, '世界 🌍!', { role: 'assistant' }),
      {
        raw: delta(openRouter, { role: 'assistant', content: '' }, 'stop').replace(
          '}]',
          ',"native_finish_reason":"stop"}]',
        ),
        proves: true,
      },
      {
        raw: delta(openRouter, { role: 'assistant', content: '' }, null, {
          usage: { ...usage, cost: 0.0000057, is_byok: false },
        }),
      },
      done,
    ],
  },
  {
    server: 'LM Studio',
    text,
    frames: [
      says(lmStudio, 'Grüße, ', { role: 'assistant' }),
      says(lmStudio, '世界 🌍!'),
      { raw: delta(lmStudio, {}, 'stop'), proves: true },
      done,
    ],
  },
  {
    server: 'Groq, with usage in a field of its own, too',
    text,
    usage: [12, 7],
    frames: [
      { raw: delta(groq, { role: 'assistant', content: '' }, null, { x_groq: { id: 'req_1', seed: 1 } }) },
      says(groq, 'Grüße, '),
      says(groq, '世界 🌍!'),
      {
        raw: delta(groq, {}, 'stop', { x_groq: { id: 'req_1', usage: { queue_time: 0.01, ...usage } } }),
        proves: true,
      },
      { raw: frame(groq, { ...groq.base, choices: [], usage: { queue_time: 0.01, ...usage } }) },
      done,
    ],
  },
  {
    server: 'DeepSeek, with comments and usage beside the finish reason',
    text,
    usage: [12, 7],
    frames: [
      { raw: ': keep-alive\n\n' },
      { raw: delta(deepSeek, { role: 'assistant', content: null, reasoning_content: '' }) },
      { raw: delta(deepSeek, { content: null, reasoning_content: 'Hm.' }) },
      says(deepSeek, 'Grüße, ', { reasoning_content: null }),
      says(deepSeek, '世界 🌍!', { reasoning_content: null }),
      {
        raw: delta(deepSeek, { content: '', reasoning_content: null }, 'stop', {
          usage: { ...usage, prompt_cache_hit_tokens: 0, prompt_cache_miss_tokens: 12 },
        }),
        proves: true,
      },
      done,
    ],
  },
  {
    server: 'Mistral, with the finish reason beside the last words',
    text,
    usage: [12, 7],
    frames: [
      { raw: delta(mistral, { role: 'assistant', content: '' }) },
      says(mistral, 'Grüße, '),
      { raw: delta(mistral, { content: '世界 🌍!' }, 'stop', { usage }), adds: '世界 🌍!', proves: true },
      done,
    ],
  },
  {
    server: 'Gemini, whose last chunk has a reason at last',
    text,
    frames: [
      {
        raw: frame(gemini, {
          choices: [{ delta: { content: 'Grüße, ', role: 'assistant' }, index: 0 }],
          ...gemini.base,
        }),
        adds: 'Grüße, ',
      },
      {
        raw: frame(gemini, {
          choices: [{ delta: { content: '世界 🌍!', role: 'assistant' }, finish_reason: 'stop', index: 0 }],
          ...gemini.base,
        }),
        adds: '世界 🌍!',
        proves: true,
      },
      done,
    ],
  },
  {
    server: 'a gateway that writes CR LF and no [DONE]',
    text,
    frames: [
      { raw: delta(gateway, { role: 'assistant' }, '') },
      { raw: delta(gateway, { content: 'Grüße, ' }, ''), adds: 'Grüße, ' },
      { raw: delta(gateway, { content: '世界 🌍!' }, ''), adds: '世界 🌍!' },
      { raw: delta(gateway, {}, 'stop'), proves: true },
    ],
  },
  {
    server: 'a server that ignores that a stream was asked for',
    text,
    usage: [12, 7],
    frames: [
      {
        raw: `${JSON.stringify({ ...openai.base, object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: text, refusal: null }, logprobs: null, finish_reason: 'stop' }], usage })}\n`,
        adds: text,
        proves: true,
      },
    ],
  },
];

const error = { error: { message: 'The GPU is on fire.', type: 'server_error', code: null, param: null } };
const call = (id: string | undefined, name: string | undefined, args: string) => ({
  tool_calls: [
    {
      index: 0,
      ...(id ? { id, type: 'function' } : {}),
      function: { ...(name ? { name } : {}), arguments: args },
    },
  ],
});

/** Answers that end otherwise. */
export const unhealthy: readonly Recording[] = [
  {
    server: 'OpenAI, cut at the length',
    text: 'Grüße, ',
    state: 'cut',
    frames: [says(openai, 'Grüße, '), { raw: delta(openai, {}, 'length'), proves: true }, done],
  },
  {
    server: 'Azure, withheld',
    text: 'Grüße, ',
    state: 'filtered',
    frames: [says(azure, 'Grüße, '), { raw: delta(azure, {}, 'content_filter'), proves: true }, done],
  },
  {
    server: 'OpenAI, refused',
    text: '',
    state: 'refused',
    frames: [
      { raw: delta(openai, { role: 'assistant', content: '', refusal: null }) },
      { raw: delta(openai, { refusal: 'I can’t ' }), begins: true },
      { raw: delta(openai, { refusal: 'do that.' }) },
      { raw: delta(openai, {}, 'stop'), proves: true },
      done,
    ],
  },
  {
    server: 'OpenAI, with a tool call',
    text: '',
    frames: [
      {
        raw: delta(openai, { role: 'assistant', content: null, ...call('call_1', 'read', '') }),
        begins: true,
      },
      { raw: delta(openai, call(undefined, undefined, '{"path":')) },
      { raw: delta(openai, call(undefined, undefined, '"a.ts"}')) },
      { raw: delta(openai, {}, 'tool_calls'), proves: true },
      done,
    ],
  },
  {
    server: 'OpenAI, with an error in the middle',
    text: 'Grüße, ',
    state: 'interrupted',
    kind: 'server',
    frames: [says(openai, 'Grüße, '), { raw: frame(openai, error), proves: true }],
  },
  {
    server: 'llama.cpp, with an error in a field of its own',
    text: 'Grüße, ',
    state: 'interrupted',
    kind: 'server',
    frames: [
      says(llamaCpp, 'Grüße, '),
      { raw: `error: ${JSON.stringify({ ...error.error, code: 500 })}\n\n`, proves: true },
    ],
  },
  {
    server: 'a proxy, with an error in place of an answer',
    text: '',
    state: 'error',
    kind: 'server',
    frames: [{ raw: JSON.stringify(error), proves: true }],
  },
];
