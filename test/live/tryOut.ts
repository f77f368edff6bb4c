import { buildRequest } from '../../src/models/buildRequest.ts';
import { isField } from '../../src/models/parameters.ts';
import type { Model, Price, Provider, Takes } from '../../src/models/provider.ts';
import type { Connection } from '../../src/openai/client.ts';
import type { Fields, RequestBody } from '../../src/openai/request.ts';
import { costOf } from '../../src/usage/cost.ts';
import { observe } from './observe.ts';
import type { Trial } from './trials.ts';

/** What became of a trial. */
export type Result =
  | { outcome: 'accepted' | 'ignored' }
  | { outcome: 'refused'; code: string; param: string }
  /** Something that says nothing of the parameter, such as a limit of requests. */
  | { outcome: 'failed'; kind: string };

/** A result beside what the profile says, which may be nothing. Money in US dollars. */
export interface Finding {
  trial: Trial;
  result: Result;
  promised: boolean | undefined;
  agrees: boolean;
  cost: number;
}

/** What an answer without a limit is taken for; the questions ask for a word or two. */
const unlimited = 400;
/** A small picture at low detail, as gpt-4o-mini counts it. */
const pictureTokens = 2_833;
/** What OpenAI takes for a search. */
const searchFee = 0.025;

/** The request of a trial, in the provider's dialect, with the parameter in it even if the profile leaves it out. */
export function requestOf(trial: Trial, model: Model, provider: Provider): RequestBody {
  const { fields, answer, predicted, limit, messages, role } = trial;
  const [leastEffort] = model.takes.reasoning_effort?.choices ?? [];
  const tried: Fields = {
    ...(leastEffort ? { reasoning_effort: leastEffort } : {}),
    ...neededBy(fields, model.takes),
    stream: false,
    ...(limit ? { max_completion_tokens: limit } : {}),
    ...fields,
  };
  const open = Object.keys(tried).filter(isField);
  const asked: Model = {
    ...model,
    features: trial.feature ? [...model.features, trial.feature] : model.features,
    takes: { ...Object.fromEntries(open.map(field => [field, {}])), ...withField(trial, model.takes) },
    ...(role ? { systemRole: role } : {}),
  };
  return buildRequest({ model: asked, provider }, messages, tried, { answer, predicted }).body;
}

function withField({ field }: Trial, takes: Takes): Takes {
  return field && !takes[field] ? { ...takes, [field]: {} } : takes;
}

/** What the profile wants to be sent along. */
function neededBy(fields: Fields, takes: Takes): Fields {
  const needed = Object.keys(fields).flatMap(name => (isField(name) && takes[name]?.only) || []);
  return Object.fromEntries(needed.map(({ field, value }) => [field, value]));
}

/** The most that a trial may cost: every character a token, every answer as long as it may be. */
export function mostOf(
  { limit = unlimited, fields, feature }: Trial,
  body: RequestBody,
  model: Model,
  price: Price,
): number {
  const answers = typeof fields.n === 'number' ? fields.n : 1;
  const promptTokens = JSON.stringify(body).length + (feature === 'vision' ? pictureTokens : 0);
  const searches = fields.web_search_options && model.features.includes('webSearch') && price.input > 0;
  const usage = { promptTokens, cachedTokens: 0, completionTokens: limit * answers };
  return costOf(usage, price) + (searches ? searchFee : 0);
}

/** Sends a trial and sets its result beside the profile. */
export async function tryOut(
  trial: Trial,
  {
    body,
    model,
    connection,
    most,
    price,
  }: { body: RequestBody; model: Model; connection: Connection; most: number; price: Price },
): Promise<Finding> {
  const reply = await observe(connection, body);
  const promised = promiseOf(trial, model);
  if ('failure' in reply) {
    const { kind, code, param } = reply.failure;
    const result: Result =
      kind === 'badRequest'
        ? { outcome: 'refused', code: code ?? '–', param: param ?? '–' }
        : { outcome: 'failed', kind };
    // A refused request costs nothing; one that broke off may have cost whatever it could.
    const cost = kind === 'badRequest' ? 0 : most;
    return { trial, result, promised, agrees: result.outcome === 'refused' && promised !== true, cost };
  }
  const { observed } = reply;
  const effective = trial.seen?.(observed) ?? true;
  return {
    trial,
    result: { outcome: effective ? 'accepted' : 'ignored' },
    promised,
    agrees: promised === undefined || promised === effective,
    cost: observed.usage ? costOf(observed.usage, price) : most,
  };
}

function promiseOf({ field, feature }: Trial, { takes, features }: Model): boolean | undefined {
  if (!field && !feature) return undefined;
  return (!field || takes[field] !== undefined) && (!feature || features.includes(feature));
}
