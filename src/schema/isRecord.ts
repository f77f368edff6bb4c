/** Whether a value has names and values of whatever kind: for what is read by hand, where schemas are too slow or too large. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
