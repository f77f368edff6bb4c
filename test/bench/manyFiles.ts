import { modelOf } from '../../src/models/provider.ts';
import { openai } from '../../src/models/providers/openai.ts';
import type { Reply } from '../../src/openai/reply.ts';
import { retriedAnswer } from '../../src/openai/retriedAnswer.ts';
import { afterFailure } from '../../src/tasks/afterFailure.ts';
import { type Attempt, runPool } from '../../src/tasks/runPool.ts';
import { Pacer } from '../../src/usage/pacer.ts';
import { tokensAgainstLimit } from '../../src/usage/requestSize.ts';
import type { AccountLimits } from '../endpoint/account.ts';
import { startEndpoint } from '../endpoint/endpoint.ts';
import type { Benchmark } from './benchmark.ts';
import { medianOf } from './median.ts';
import { formatTable } from './takeTurns.ts';

const taskCount = 200;
const rounds = 3;
/** Of the permitted rate. */
const goal = 0.95;
/** Milliseconds that a minute takes. */
const minute = 4_000;
/** As many as `gloss.batch.concurrency` is by default. */
const concurrency = 4;

const model = modelOf(openai, 'gpt-4o-mini');
const patience = { firstToken: 60_000, stall: 60_000 };
/** Some 350 tokens each. */
const source = 'export const value = compute(input, options); // what the rest goes by\n'.repeat(20);

/** Either limit is the one that is met first. */
const accounts: Readonly<Record<string, AccountLimits>> = {
  'requests in a minute': { requests: 60, tokens: 1_000_000, minute },
  'tokens in a minute': { requests: 10_000, tokens: 20_000, minute },
};

interface Run {
  /** Of the permitted rate. */
  share: number;
  refused: number;
}

/** How much of what a provider's limits permit a task over many files makes use of. */
export const manyFiles: Benchmark = {
  title: 'Many files at an endpoint with rate limits',
  async measure() {
    const runs = new Map(Object.keys(accounts).map(name => [name, [] as Run[]]));
    for (let round = 0; round < rounds; round += 1) {
      for (const [name, limits] of Object.entries(accounts)) runs.get(name)?.push(await runTasks(limits));
    }
    const shares = [...runs].map(([name, all]) => ({
      name,
      ...medianOf(all.map(({ share }) => share)),
      refused: all.reduce((sum, { refused }) => sum + refused, 0),
    }));
    return {
      figures: shares.map(({ name, median, least, most }) => ({
        what: `${taskCount} tasks, of the permitted ${name}; median of ${rounds}`,
        measured: percent(median),
        spread: `${percent(least)}–${percent(most)}`,
        goal: `≥ ${percent(goal)}`,
        met: median >= goal,
      })),
      notes: [
        `${taskCount} tasks, ${concurrency} at once, by the pool, the pacer and the wire as a task over many files uses them, at ` +
          `the local endpoint with an account’s limits. A minute takes ${minute / 1000} s there, which its headers say. Permitted ` +
          'is what it would have let through until the last answer had come: all of a limit at first, and what has come back since.',
        formatTable(
          ['Limited by', 'Of what is permitted', 'Spread', 'Refused'],
          shares.map(({ name, median, least, most, refused }) => [
            name,
            percent(median),
            `${percent(least)}–${percent(most)}`,
            `${refused} of ${taskCount * rounds}`,
          ]),
        ),
      ],
    };
  },
};

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

async function runTasks(limits: AccountLimits): Promise<Run> {
  const endpoint = await startEndpoint({ limits });
  const { baseUrl } = endpoint;
  const { signal } = new AbortController();
  const pacer = new Pacer();
  let refused = 0;
  let tokens = 0;

  const work = async (task: number): Promise<Attempt> => {
    const content = `Explain file ${task}.\n${source}`;
    const body = {
      model: model.id,
      messages: [{ role: 'user', content }],
      stream: true,
      stream_options: { include_usage: true },
    };
    const asked = {
      baseUrl,
      model: model.id,
      tokens: tokensAgainstLimit(body, model),
      known: model.rateLimits,
    };
    const tell = await pacer.sendInTurn(asked, signal);
    const connection = {
      baseUrl,
      apiKey: 'sk-bench',
      onReply: ({ status, limits: told }: Reply) => {
        if (status === 429) refused += 1;
        if (told) tell?.(told);
      },
    };
    for await (const event of retriedAnswer(connection, body, { signal, patience })) {
      if (event.type !== 'end') continue;
      if (event.end.failure) return afterFailure(event.end.failure);
      tokens += event.end.usage?.promptTokens ?? 0;
    }
    return 'settled';
  };

  const begun = performance.now();
  await runPool(
    Array.from({ length: taskCount }, (_, task) => task),
    { concurrency, signal },
    work,
  );
  const minutes = 1 + (performance.now() - begun) / minute;
  await endpoint.close();
  const shares = [taskCount / limits.requests, tokens / limits.tokens].map(used => used / minutes);
  return { share: Math.max(...shares), refused };
}
