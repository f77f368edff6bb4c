/** What `runMocha` prints around the tests' own output: the editor's console holds much else before and after. */
export const firstLine = 'Running the editor tests';
export const lastLine = /^(\d+) passed, (\d+) failed$/m;

/**
 * Runs the registered suites.
 * @throws when a test fails, which the editor turns into its exit code
 */
export function runMocha(mocha: Pick<Mocha, 'run'>): Promise<void> {
  console.log(firstLine);
  return new Promise((resolve, reject) => {
    const runner = mocha.run(failed => {
      console.log(`${runner.stats?.passes ?? 0} passed, ${failed} failed`);
      if (failed > 0) reject(new Error(`${failed} tests failed`));
      else resolve();
    });
  });
}
