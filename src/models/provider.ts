import type { RequestField } from '../openai/request.ts';

/** US dollars per million tokens. */
export interface Price {
  input: number;
  cachedInput: number;
  output: number;
  /** The day on which the provider published it so; missing when the user says what it is. */
  asOf?: string;
}

/** A model as data. Figures come from the provider's own pages and lists. */
export interface Model {
  id: string;
  /** Tokens of request and answer together; missing when it is not known, and the provider will have to say. */
  contextWindow?: number;
  /** Tokens of one answer. */
  maxOutput?: number;
  price?: Price;
  /** Fields that this model refuses; a setting for one is not sent. */
  refuses: readonly RequestField[];
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
  /** Further `stream_options`; a server that checks them refuses those it does not know. */
  streamOptions?: Readonly<Record<string, unknown>>;
}

/** The profile of a model, or an empty one for a model that has none: nothing known of it, nothing refused. */
export function modelOf(provider: Provider, id: string): Model {
  return provider.models.find(model => model.id === id) ?? { id, refuses: [] };
}
