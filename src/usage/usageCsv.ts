import { csvField } from '../models/csvField.ts';
import type { Sum } from './ledger.ts';

const columns = [
  'day',
  'host',
  'model',
  'task',
  'requests',
  'promptTokens',
  'cachedTokens',
  'completionTokens',
  'cost',
  'approximate',
  'unpriced',
] as const satisfies readonly (keyof Sum)[];

/** The ledger as CSV, a row for each day, endpoint, model and task; safe to open in a spreadsheet. Costs in US dollars. */
export function usageCsv(sums: readonly Sum[]): string {
  const rows = sums.map(sum => columns.map(column => fieldOf(sum[column])).join(','));
  return [columns.join(','), ...rows, ''].join('\r\n');
}

/** Costs lie far below a cent, which JavaScript would write with an exponent. */
function fieldOf(value: string | number): string {
  if (typeof value === 'string') return csvField(value);
  return Number.isInteger(value) ? String(value) : value.toFixed(8);
}
