import type { Disk } from './disk.ts';

/** A browser has no disk: what is kept there goes through the editor. */
export const disk: Disk | undefined = undefined;
