import type { LabelProbability } from './labelProbabilities.ts';

/** A probability as it is read beside others: `0.91`. Only what is certain or impossible is called so. */
export function formatProbability(probability: number, language: string): string {
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (probability > 0.99 && probability < 1) return `> ${format.format(0.99)}`;
  if (probability > 0 && probability < 0.01) return `< ${format.format(0.01)}`;
  return format.format(probability);
}

/** A label and how probable it is, on one line: `bug 0.91`. */
export function labelText({ name, probability }: LabelProbability, language: string): string {
  const onOneLine = name.replace(/\s+/g, ' ');
  return probability === null ? onOneLine : `${onOneLine} ${formatProbability(probability, language)}`;
}
