import type { ListedModel } from '../openai/listedModel.ts';
import { type Model, modelOf, type Provider } from './provider.ts';

/**
 * The models of a provider: those with a profile first, then what else it lists. What the provider says of a model goes
 * before its profile.
 * @param listed as the provider lists them to this account; nothing when it did not say, and then all profiles stand. With
 *   a list, a profile without an entry stands only when its model is shut down, so that nobody looks for it in vain.
 */
export function mergeListed(
  provider: Provider,
  listed: readonly ListedModel[] | undefined,
  today: string,
): Model[] {
  const { models, otherKinds = [] } = provider;
  if (!listed) return [...models];
  const chat = listed.filter(({ id }) => !otherKinds.some(kind => baseOf(id).includes(kind)));
  const profiled = models.flatMap(model => {
    const entry = chat.find(({ id }) => id === model.id);
    if (entry) return [withEntry(model, entry)];
    return model.shutdown && model.shutdown <= today ? [model] : [];
  });
  const others = chat
    .filter(({ id }) => models.every(model => model.id !== id))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return [...profiled, ...others.map(entry => withEntry(modelOf(provider, entry.id), entry))];
}

/** The model that a fine-tune is made of: `ft:<base>:<whose>:<name>:<id>`, where the rest is words of its owner's. */
function baseOf(id: string): string {
  return /^ft:([^:]+)/.exec(id)?.[1] ?? id;
}

function withEntry(model: Model, { contextWindow, shutdown }: ListedModel): Model {
  return { ...model, ...(contextWindow ? { contextWindow } : {}), ...(shutdown ? { shutdown } : {}) };
}
