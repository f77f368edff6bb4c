import { activation } from './activation.ts';
import { answers } from './answers.ts';
import { attachments } from './attachments.ts';
import { codeFacts } from './codeContext.ts';
import { conversationStore } from './conversationStore.ts';
import { edits } from './edits.ts';
import { keywords } from './keywords.ts';
import { lightbulb } from './lightbulb.ts';
import { modelMemory } from './modelMemory.ts';
import { parameterSources } from './parameterSources.ts';
import { rewrites } from './rewrite.ts';
import { rewriteChanges } from './rewriteChanges.ts';
import { filesOfSearches } from './searchedFiles.ts';
import { shutdown } from './shutdown.ts';
import { tags } from './tags.ts';
import { tools } from './tools.ts';
import { userTasks } from './userTasks.ts';

/** Every suite that runs inside an extension host, desktop and web. Each registers its tests when called. */
export const suites: readonly (() => void)[] = [
  activation,
  answers,
  attachments,
  edits,
  codeFacts,
  conversationStore,
  filesOfSearches,
  keywords,
  lightbulb,
  modelMemory,
  parameterSources,
  rewrites,
  rewriteChanges,
  shutdown,
  tools,
  userTasks,
  tags,
];
