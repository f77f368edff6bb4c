const cleanups = new Set<() => void>();

/**
 * Runs a clean-up however this process ends: at its end, by an uncaught error, or by Ctrl-C and its relatives. The latest
 * registered runs first. Must be synchronous, because an exiting process waits for nothing.
 * @returns a function that runs it now instead
 */
export function onExit(cleanup: () => void): () => void {
  listen();
  cleanups.add(cleanup);
  return () => {
    if (cleanups.delete(cleanup)) cleanup();
  };
}

function runAll(): void {
  for (const cleanup of [...cleanups].reverse()) cleanup();
  cleanups.clear();
}

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  process.on('exit', runAll);
  // By default these end a process without its `exit` event. The codes are the shell's: 128 plus the signal's number.
  process.on('SIGINT', () => process.exit(130));
  process.on('SIGTERM', () => process.exit(143));
  process.on('SIGHUP', () => process.exit(129));
}
