import * as vscode from 'vscode';

/** The page of the panel. Nothing loads but its own script, styles and icon font; nothing connects anywhere. */
export function panelHtml(webview: vscode.Webview, folder: vscode.Uri): string {
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `font-src ${webview.cspSource}`,
    'img-src data:',
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<title>Gloss</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${file('styles.css')}">
</head>
<body>
<main id="panel"></main>
<script nonce="${nonce}" src="${file('panel.js')}"></script>
</body>
</html>`;
}
