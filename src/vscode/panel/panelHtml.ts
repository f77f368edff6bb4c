/** What the page of the panel is made of, as addresses that the webview may load. */
export interface PanelParts {
  /** The editor's source expression for them. */
  source: string;
  styles: string;
  script: string;
  /** The language of the user interface. */
  language: string;
}

/** The page of the panel. Nothing loads but its own script, styles and icon font; nothing connects anywhere. */
export function panelHtml({ source, styles, script, language }: PanelParts): string {
  const nonce = crypto.randomUUID();
  const policy = [
    "default-src 'none'",
    `style-src ${source}`,
    `font-src ${source}`,
    'img-src data:',
    `script-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>Gloss</title>
<meta http-equiv="Content-Security-Policy" content="${policy}">
<link rel="stylesheet" href="${styles}">
</head>
<body>
<main id="panel"></main>
<script type="module" nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
