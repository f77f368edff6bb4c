import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import { buildRequest } from '../../../src/models/buildRequest.ts';
import { modelOf, type Provider } from '../../../src/models/provider.ts';
import { openai } from '../../../src/models/providers/openai.ts';
import { qubrid } from '../../../src/models/providers/qubrid.ts';
import { streamAnswer } from '../../../src/openai/streamAnswer.ts';
import { intent } from '../../../src/tasks/intent.ts';
import { labelJson } from '../../../src/tasks/labelJson.ts';
import { labelsIn } from '../../../src/tasks/labelsIn.ts';
import { formatProbability, labelText } from '../../../src/tasks/labelText.ts';
import { runTask } from '../../../src/tasks/run.ts';
import type { DialectName } from '../../endpoint/dialects.ts';
import { type Endpoint, startEndpoint } from '../../endpoint/endpoint.ts';
import type { Script } from '../../endpoint/script.ts';
import { taskSettings } from './taskSettings.ts';

const three = ['bug', 'feature', 'question'];

let endpoint: Endpoint;
afterEach(() => endpoint.close());

interface Setting {
  labels?: readonly string[];
  threshold?: number;
  /** Who answers; the API itself without. */
  provider?: { provider: Provider; model: string; dialect: DialectName };
}

/** Puts a text to an endpoint that answers so. */
async function classify(script: Script, { labels = three, threshold = 0.6, provider }: Setting = {}) {
  const { dialect, ...asked } = provider ?? { dialect: 'openai', provider: openai, model: 'gpt-4o-mini' };
  endpoint = await startEndpoint({ dialect });
  endpoint.play(script);
  const settings = {
    ...taskSettings,
    intent: { labels: labels.map(name => ({ name, description: '' })), set: 'own' as const, threshold },
  };
  const input = { source: { text: 'It crashes.', languageId: 'markdown', fileName: 'notes.md' }, words: '' };
  const answer = intent.answer?.(input, settings);
  assert.ok(answer);
  const outcome = await runTask(
    intent.id,
    intent.prompt(input, settings),
    answer,
    intent.sampling,
    ({ messages, sampling, answer }, signal) => {
      const to = { provider: asked.provider, model: modelOf(asked.provider, asked.model) };
      return streamAnswer(
        { baseUrl: endpoint.baseUrl, apiKey: 'k' },
        buildRequest(to, messages, sampling, { answer }).body,
        { signal, patience: { firstToken: 30_000, stall: 30_000 } },
      );
    },
    new AbortController().signal,
  );
  const [request] = endpoint.requests;
  assert.ok(request);
  return { outcome, request: JSON.parse(request.text) };
}

/** The card that an answer makes. */
async function cardOf(script: Script, setting?: Setting) {
  const { outcome } = await classify(script, setting);
  assert.ok(outcome.ok && outcome.result.kind === 'label');
  return outcome.result;
}

/** An answer `{"label":"bug"}`, with other labels in the place of its own. */
function bug(probability: number, others: Record<string, number>): Script {
  const entry = (token: string, share: number) => ({ token, logprob: Math.log(share), bytes: null });
  return {
    tokens: [
      { ...entry('{"label":"', 1), top_logprobs: [] },
      {
        ...entry('bug', probability),
        top_logprobs: [
          entry('bug', probability),
          ...Object.entries(others).map(([token, share]) => entry(token, share)),
        ],
      },
      { ...entry('"}', 1), top_logprobs: [] },
    ],
  };
}

const rounded = (labels: readonly { name: string; probability: number | null }[]) =>
  labels.map(({ name, probability }) => [name, probability && Number(probability.toFixed(6))]);

describe('Classify Intent', () => {
  it('asks once, for one of the labels and for the probabilities of all that a token may be', async () => {
    const { request } = await classify(bug(0.9, {}));
    assert.equal(endpoint.requests.length, 1);
    assert.deepEqual(request.response_format.json_schema.schema.properties.label.enum, three);
    assert.equal(request.response_format.json_schema.strict, true);
    assert.equal(request.logprobs, true);
    assert.equal(request.top_logprobs, 20);
    assert.equal(request.temperature, 0);
  });

  it('gives the label, its probability and those of the others', async () => {
    const card = await cardOf(bug(0.91, { question: 0.07, feature: 0.02 }));
    assert.deepEqual(rounded(card.labels), [
      ['bug', 0.91],
      ['question', 0.07],
      ['feature', 0.02],
    ]);
    assert.equal(card.unsure, false);
    assert.equal(card.set, 'own');
  });

  it('is not sure below the threshold, and sure from there on', async () => {
    const even = bug(0.5, { question: 0.5 });
    assert.equal((await cardOf(even, { threshold: 0.51 })).unsure, true);
    await endpoint.close();
    assert.equal((await cardOf(even, { threshold: 0.5 })).unsure, false);
  });

  it('has no result when the model makes up a label of its own', async () => {
    const { outcome } = await classify({ json: { label: 'Bug' } });
    assert.ok(!outcome.ok);
    assert.equal(outcome.invalid, true);
  });

  it('does without probabilities where the model gives none', async () => {
    const provider = { provider: qubrid, model: 'openai/gpt-4o-mini', dialect: 'qubrid' } as const;
    const { outcome, request } = await classify({ json: { label: 'bug' } }, { provider });
    assert.ok(outcome.ok && outcome.result.kind === 'label');
    assert.deepEqual(outcome.result.labels, [{ name: 'bug', probability: null }]);
    assert.equal(outcome.result.unsure, false);
    assert.equal('logprobs' in request, false);
    assert.equal('top_logprobs' in request, false);
  });

  it('does without probabilities that cannot be read, and keeps the label', async () => {
    const tokens = ['{"label":"', 'bug', '"}'].map(token => ({ token, logprob: 'high' }));
    assert.deepEqual((await cardOf({ tokens })).labels, [{ name: 'bug', probability: null }]);
  });

  it('is certain of the only label there is', async () => {
    const card = await cardOf({ json: { label: 'bug' } }, { labels: ['bug'] });
    assert.deepEqual(card.labels, [{ name: 'bug', probability: 1 }]);
  });

  it('chooses from two hundred labels, and names those that were considered', async () => {
    const labels = [...three, ...Array.from({ length: 197 }, (_, index) => `label ${index}`)];
    const card = await cardOf(bug(0.75, { question: 0.25 }), { labels });
    assert.deepEqual(rounded(card.labels), [
      ['bug', 0.75],
      ['question', 0.25],
    ]);
  });
});

describe('the labels of the settings', () => {
  it('are those that have a name, none twice', () => {
    const written = [
      { name: ' bug ', description: 'broken' },
      { name: 'bug', description: 'once more' },
      { name: '  ' },
      { description: 'without a name' },
      { name: 'feature' },
      { name: 'question', description: 7 },
      'chore',
      null,
    ];
    assert.deepEqual(labelsIn(written), [
      { name: 'bug', description: 'broken' },
      { name: 'feature', description: '' },
      { name: 'question', description: '' },
    ]);
  });

  it('are none in what is no list', () => {
    for (const value of [undefined, null, 'bug', { name: 'bug' }]) assert.deepEqual(labelsIn(value), []);
  });
});

describe('a classification in words', () => {
  const figures: [probability: number, text: string][] = [
    [0.914, '0.91'],
    [0.5, '0.50'],
    [1, '1.00'],
    [0, '0.00'],
    [0.9999, '> 0.99'],
    [0.004, '< 0.01'],
  ];
  for (const [probability, text] of figures) {
    it(`calls ${probability} ${text}`, () => assert.equal(formatProbability(probability, 'en'), text));
  }

  it('writes figures as the editor’s language does', () =>
    assert.equal(formatProbability(0.914, 'de'), '0,91'));

  it('keeps a label on one line, and without a figure where there is none', () => {
    assert.equal(labelText({ name: 'feature\nrequest', probability: 0.48 }, 'en'), 'feature request 0.48');
    assert.equal(labelText({ name: 'bug', probability: null }, 'en'), 'bug');
  });
});

describe('a classification as JSON', () => {
  it('has the label, its probability and the runner-up', () => {
    const labels = [
      { name: 'bug', probability: 0.48 },
      { name: 'question', probability: 0.41 },
      { name: 'feature', probability: 0.11 },
    ];
    assert.deepEqual(labelJson({ kind: 'label', set: 'own', unsure: true, labels }), {
      label: 'bug',
      probability: 0.48,
      runnerUp: { label: 'question', probability: 0.41 },
      unsure: true,
    });
  });

  it('says where there is neither', () => {
    const labels = [{ name: 'bug', probability: null }];
    assert.deepEqual(labelJson({ kind: 'label', set: 'own', unsure: false, labels }), {
      label: 'bug',
      probability: null,
      runnerUp: null,
      unsure: false,
    });
  });
});
