const vscode = require('vscode');

/** Tools of another extension, as the editor offers them to everybody. */
exports.activate = context => {
  const text = value => new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(value)]);
  context.subscriptions.push(
    vscode.lm.registerTool('fixture_lookUp', {
      invoke: ({ input }) => {
        if (input.word === 'nothing') throw new Error('There is no such word.');
        return text(`${input.word}: a word of ${input.word.length} letters`);
      },
    }),
    vscode.lm.registerTool('fixture_careful', {
      prepareInvocation: () => ({ confirmationMessages: { title: 'Be careful?', message: 'It may break.' } }),
      invoke: () => text('Nothing broke.'),
    }),
    vscode.lm.registerTool('fixture_hang', { invoke: () => new Promise(() => {}) }),
  );
};
