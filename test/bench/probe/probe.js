// Lists the files of Gloss that this extension host has loaded. All extensions of one host share `require.cache`.
const vscode = require('vscode');
const path = require('node:path');

exports.activate = context => {
  context.subscriptions.push(
    vscode.commands.registerCommand('glossProbe.showLoadedFiles', async () => {
      const { extensionPath } = vscode.extensions.getExtension('gloss.gloss');
      const files = Object.keys(require.cache)
        .map(file => path.relative(extensionPath, file))
        .filter(file => !file.startsWith('..') && !path.isAbsolute(file));
      await vscode.window.showQuickPick(
        files.map(file => file.replaceAll(path.sep, '/')),
        { title: 'Files that Gloss has loaded', ignoreFocusOut: true },
      );
    }),
  );
};
