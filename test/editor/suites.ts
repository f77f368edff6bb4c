import { editorIsAlive } from './editorIsAlive.ts';

/** Every suite that runs inside an extension host, desktop and web. Each registers its tests when called. */
export const suites: readonly (() => void)[] = [editorIsAlive];
