/** What chats with tools need, loaded together when the first of them is offered any. */
export { AnswerCalls } from './answerCalls.ts';
export { limitProblem, mistakenProblem } from './callLimits.ts';
export { absentSentence, noToolsSentence } from './noToolsSentence.ts';
export { offeredTools } from './offeredTools.ts';
export { selectTools } from './selectTools.ts';
