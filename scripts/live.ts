import { runLive } from '../test/live/live.ts';

// `npm run test:live`: asks a real provider what its model takes.
process.exitCode = await runLive(process.argv.slice(2), process.env, line => console.log(line));
