/**
 * The processor time of this thread from now on: unlike that of a clock, what else the machine does is not in it.
 * @returns what says how many milliseconds it has been.
 */
export function threadTime(): () => number {
  const before = process.threadCpuUsage();
  return () => {
    const { user, system } = process.threadCpuUsage(before);
    return (user + system) / 1000;
  };
}
