/**
 * One reader, named by the argument, in a process of its own. Asked with a base URL, it reads the answer and says how many
 * milliseconds of processor time that took.
 */
import * as z from 'zod/mini';
import { answerQuestions } from '../benchProcess.ts';

// As the extension is built: `esbuild.js` says why.
z.config({ jitless: true });
const { expectedLength, readers } = await import('./readers.ts');

const read = readers[process.argv[2] ?? ''];

answerQuestions(async baseUrl => {
  const before = process.cpuUsage();
  const length = await read?.(z.string().parse(baseUrl));
  const { user, system } = process.cpuUsage(before);
  if (length !== expectedLength) throw new Error(`${process.argv[2]} has read ${length} characters.`);
  return (user + system) / 1000;
});
