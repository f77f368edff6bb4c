/**
 * The commands in a block of code, one a line. A terminal takes a line break for Enter, so only one of them can go there
 * without being run; lines that go on in the next one are put together. Comments are left out.
 */
export function terminalLines({ language, text }: { language: string; text: string }): string[] {
  const isPowerShell = /^(?:powershell|pwsh|ps1?)$/i.test(language);
  const joined = text.replace(isPowerShell ? /[ \t]*`\r?\n[ \t]*/g : /[ \t]*\\\r?\n[ \t]*/g, ' ');
  return (
    joined
      .split(/\r\n|\r|\n/)
      // A tab asks the shell to complete what is before it.
      .map(line => line.replaceAll('\t', ' ').trim())
      .filter(line => line !== '' && !line.startsWith('#'))
  );
}
