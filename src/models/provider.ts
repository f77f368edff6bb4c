import type { Fields, RequestField } from '../openai/request.ts';

/** US dollars per million tokens. */
export interface Price {
  input: number;
  cachedInput: number;
  output: number;
  /** A prompt of more tokens than `over` makes the whole request cost this many times as much. */
  longPrompt?: { over: number; input: number; output: number };
  /** US dollars for a search of the web, where need be by how much of what it finds the model is given. */
  search?: number | Readonly<Record<'low' | 'medium' | 'high', number>> | undefined;
  /** What a request in a batch costs of this. */
  batch?: number;
  /** The day on which it was published so; missing when the user says what it is. */
  asOf?: string;
}

/** What a model can be asked for beyond text. */
export type Feature =
  | 'tools'
  | 'parallelTools'
  | 'structuredOutputs'
  | 'vision'
  | 'files'
  | 'prediction'
  | 'logprobs'
  | 'webSearch'
  | 'caching'
  | 'batch';

/**
 * Tokens of a picture: so many for it, and for each tile of 512 pixels that it is looked at in; or for each patch of 32
 * pixels a factor, of no more than so many patches.
 */
export type ImageCost = { base: number; tile: number } | { patches: number; factor: number };

/** How a model takes one parameter. Ranges and choices are given where they are narrower than the parameter table's. */
export interface Taken {
  /** What the provider calls it, where that is not the field's own name. */
  as?: string;
  /** Set when that name was learned, from a refusal of the other. */
  renamed?: true;
  minimum?: number;
  maximum?: number;
  choices?: readonly string[];
  /** What holds while it is not sent. */
  default?: string | number | boolean;
  /** Taken only while another field is sent with this value. */
  only?: { field: RequestField; value: string };
}

/** The fields of a request that a model takes; one that is not here is never sent to it. */
export type Takes = Readonly<Partial<Record<RequestField, Taken>>>;

/** What requests to a model look like. */
export interface Dialect {
  takes: Takes;
  features: readonly Feature[];
  /** `form`: one `prompt` and one `system_prompt` in place of messages. */
  body?: 'form';
  /** The role of instructions; `system` unless said otherwise. */
  systemRole?: 'system' | 'developer';
  /** Set when that was learned, from a refusal of the other. */
  roleLearned?: true;
}

/** Requests and tokens that a provider permits an account at one tier; missing figures are not limited. */
export interface RateLimit {
  tier: number;
  requestsPerMinute: number;
  requestsPerDay?: number;
  tokensPerMinute: number;
  /** Tokens waiting in batches. */
  batchQueue: number;
}

/** What of a profile nobody has yet seen on the provider's own page or in its answers. */
export type Unverified = 'limits' | 'price' | 'parameters' | 'features' | 'cutoff';

/** A model as data. */
export interface Model extends Dialect {
  id: string;
  /** Dated ids under which the very same model is served. */
  snapshots?: readonly string[];
  /** Tokens of request and answer together; missing when it is not known, and the provider will have to say. */
  contextWindow?: number;
  /** Set when the user said how large it is: nobody else's word goes before that. */
  windowFrom?: 'user';
  /** Tokens of one answer. */
  maxOutput?: number;
  /** What it reads beside text. */
  reads?: readonly ('image' | 'file')[];
  /** How it counts pictures; missing where that is not published. */
  imageCost?: ImageCost;
  price?: Price;
  /** What typed tasks ask of it unless the user sets it: what would cost time and money to no purpose. */
  taskDefaults?: Fields;
  /** Set when the provider fine-tunes it: such models are named `ft:<id>…` and have a price of their own. */
  fineTuned?: { price: Price };
  /** The last day of what it knows; `YYYY-MM-DD`. */
  knowledgeCutoff?: string;
  /** The day on which the provider ends it; `YYYY-MM-DD`. */
  shutdown?: string;
  /** What its maker names in its place. */
  successor?: string;
  rateLimits?: readonly RateLimit[];
  unverified: readonly Unverified[];
}

/** Who serves the models, as data: adding one needs no code. */
export interface Provider {
  id: string;
  name: string;
  baseUrl: string;
  /** Whether requests need a key of the user's; a server of one's own often does not. */
  key: 'required' | 'none';
  /** Where the user gets a key, and where they pay. */
  keysUrl?: string;
  billingUrl?: string;
  models: readonly Model[];
  /** What is known of models that it may serve too. */
  profiles?: readonly Model[];
  /** What a model without a profile takes. */
  dialect: Dialect;
  /** The price of a model without a profile. */
  price?: Price;
  /** Further `stream_options`; a server that checks them refuses those it does not know. */
  streamOptions?: Readonly<Record<string, unknown>>;
  /** Parts of ids in the provider's list that are not chat models. */
  otherKinds?: readonly string[];
}

/**
 * The profile of a model, by its id, the id of a snapshot, or that of a fine-tune; for any other, what its provider takes
 * from every model, with nothing known of its size.
 */
export function modelOf(provider: Provider, id: string): Model {
  const { models, profiles = [], dialect, price } = provider;
  const known = [...models, ...profiles].find(model => model.id === id || model.snapshots?.includes(id));
  if (known) return { ...known, id };
  const [, tuned = ''] = /^ft:([^:]+)/.exec(id) ?? [];
  const base = models.find(model => model.id === tuned || model.snapshots?.includes(tuned));
  if (base?.fineTuned)
    return {
      ...base,
      id,
      price: base.fineTuned.price,
      unverified: [...new Set([...base.unverified, 'price' as const, 'limits' as const])],
    };
  return { id, ...dialect, ...(price ? { price } : {}), unverified: [] };
}
