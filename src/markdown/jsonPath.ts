/** Where in a JSON value something is, as `$.items[3]["odd key"]`. */
export function jsonPath(path: readonly (string | number)[]): string {
  const steps = path.map(key => {
    if (typeof key === 'number') return `[${key}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  });
  return `$${steps.join('')}`;
}
