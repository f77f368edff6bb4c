/**
 * The wire, loaded on first use: everything here and below it stays out of activation. It exchanges plain data only,
 * because on Node it is a bundle of its own.
 */
export { listModels } from './modelList.ts';
export { probeChat } from './probeChat.ts';
export { reopenConnection } from './reopenConnection.ts';
export { retriedAnswer } from './retriedAnswer.ts';
export { retrieveModel } from './retrieveModel.ts';
