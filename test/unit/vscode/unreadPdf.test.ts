import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelOf } from '../../../src/models/provider.ts';
import { providers } from '../../../src/models/providers/index.ts';
import { pdfAsText } from '../../../src/vscode/attachments/pdfAsText.ts';
import '../../standIn/useStandIn.ts';
import { bytes, pages, pdf } from '../pdf/builtPdf.ts';

const { unreadSentence } = await import('../../../src/vscode/services/unreadProblem.ts');

const says = (text: string) => `BT /F 12 Tf 72 700 Td (${text}) Tj ET`;

describe('a PDF', () => {
  it('as text has its pages marked, if there are several', async () => {
    assert.deepEqual(await pdfAsText(pdf(pages([says('One')]))), { text: 'One' });
    const text = '[page 1]\nOne\n\n[page 2]\n[no text]\n\n[page 3]\nThree';
    assert.deepEqual(await pdfAsText(pdf(pages([says('One'), '', says('Three')]))), { text });
  });

  const unread: [name: string, file: Uint8Array, why: string][] = [
    ['a password', pdf(pages([says('One')]), '/Encrypt << >>'), 'this one is encrypted'],
    ['no text', pdf(pages([''])), 'this one has no text that can be read, as a scan has none'],
    ['no end', bytes('%PDF-1.7 but'), 'this one is damaged'],
  ];
  for (const [name, file, why] of unread) {
    it(`with ${name} is not for a model that reads none, which is told with why`, async () => {
      const [provider] = providers;
      assert.ok(provider);
      const model = { ...modelOf(provider, 'blind'), reads: [] };
      const { text, problem } = await pdfAsText(file);
      assert.ok(problem);
      const attachment = {
        label: 'a.pdf',
        detail: '',
        languageId: '',
        text,
        pdf: 'JVBERi0=',
        pdfProblem: problem,
      };
      assert.equal(
        unreadSentence(attachment, model),
        `blind does not read PDFs, and ${why}. Leave it out, or choose another model.`,
      );
    });
  }
});
