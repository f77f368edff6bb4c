import { builtInTools } from '../../tools/builtInTools.ts';
import type { OfferedTool } from '../../tools/offeredTool.ts';
import { workspaceView } from './workspaceView.ts';

/** Gloss's own tools, which only look at what is in the workspace and may be sent. */
export const workspaceTools: readonly OfferedTool[] = builtInTools.map(
  ({ name, description, parameters, prepare }) => ({
    ...{ name, description, parameters, strict: true, readsOnly: true },
    async prepare(args) {
      const call = prepare(args);
      return 'mistake' in call ? call : { run: signal => call.run(workspaceView, signal) };
    },
  }),
);
