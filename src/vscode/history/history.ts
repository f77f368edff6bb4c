/** Loaded with the first command on conversations. */
export { deleteChat, renameChat } from './changeConversation.ts';
export { exportChat, importChat } from './exportChat.ts';
export { openHistory } from './openHistory.ts';
