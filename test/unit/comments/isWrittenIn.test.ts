import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { textOf } from '../../../src/comments/commentText.ts';
import { frequentWords } from '../../../src/comments/frequentWords.ts';
import { isWrittenIn } from '../../../src/comments/isWrittenIn.ts';
import { sources } from './corpus.ts';
import { commentsOf } from './installedGrammars.ts';

/** Comments as they are written in each language, by its code. */
const written: Record<string, string[]> = {
  en: [
    'Keeps the queue in order, so that nobody is overtaken twice.',
    'Returns whether the job was added to the queue.',
    'TODO: this is only needed because of `legacyMode` and should be removed.',
    '@param size how many of them may wait at the same time',
  ],
  de: [
    'Hält die Warteschlange in der richtigen Reihenfolge.',
    'Gibt zurück, ob der Auftrag noch nicht in der Liste war.',
    'Diese Methode wird nur aufgerufen, wenn `enqueueAll` nichts zu tun hat.',
  ],
  fr: [
    'Garde la file dans le bon ordre pour que personne ne soit dépassé.',
    'Renvoie vrai si la tâche est déjà dans la liste, ou une erreur si elle ne peut pas être lue.',
  ],
  es: [
    'Mantiene la cola en orden para que nadie se quede sin turno.',
    'Devuelve si la tarea ya estaba en la lista cuando se llama por primera vez.',
  ],
  it: [
    'Mantiene la coda in ordine, così che nessuno sia superato due volte dalla stessa richiesta.',
    'Restituisce vero se il lavoro è già nella lista, altrimenti non fa nulla.',
  ],
  pt: [
    'Mantém a fila em ordem para que ninguém seja ultrapassado, mesmo quando não há espaço.',
    'Devolve verdadeiro se a tarefa já foi adicionada à lista pelo usuário.',
  ],
  nl: [
    'Houdt de wachtrij op volgorde, zodat niemand wordt ingehaald door een ander.',
    'Geeft terug of de taak al in de lijst was, maar niet wanneer die werd toegevoegd.',
  ],
  pl: ['Zwraca, czy zadanie jest już na liście, która nie może być pusta.'],
  cs: ['Vrací, zda je úloha již v seznamu, který nesmí být prázdný, protože by se nic nestalo.'],
  sv: ['Returnerar om jobbet redan finns i listan, som inte får vara tom när den är öppen.'],
  fi: ['Palauttaa tiedon siitä, onko tehtävä jo listassa, joka ei voi olla tyhjä kun se on auki.'],
  tr: ['Bu liste boş olamaz, çünkü her iş için bir sıra gerekir ve daha sonra okunur.'],
  hu: ['Megadja, hogy a feladat már a listában van, vagy még nem, mert az nem lehet üres.'],
  ro: ['Returnează dacă sarcina este deja în lista care nu poate fi goală după ce a fost citită.'],
  id: ['Mengembalikan apakah tugas ini sudah ada dalam daftar yang tidak boleh kosong.'],
  vi: ['Trả về việc này đã có trong danh sách hay chưa, khi không được để trống.'],
  ru: ['Возвращает, была ли задача уже в списке, который не может быть пустым.'],
  uk: ['Повертає, чи є завдання вже у списку, який не може бути порожнім, бо його читають.'],
  el: ['Επιστρέφει αν η εργασία είναι ήδη στη λίστα.'],
  he: ['מחזיר אם המשימה כבר נמצאת ברשימה.'],
  ja: ['キューの順序を保ちます。', '`enqueueAll` を呼び出す前に確認する'],
  ko: ['대기열의 순서를 유지합니다.'],
  'zh-Hans': ['保持队列的顺序，这样没有任务会被超过两次。', '调用 enqueueAll 之前检查参数'],
  'zh-Hant': ['保持佇列的順序，這樣沒有任務會被超過兩次。'],
  th: ['รักษาลำดับของคิว'],
};

describe('a comment is known to be in its own language and in no other:', () => {
  for (const [code, texts] of Object.entries(written)) {
    test(code, () => {
      for (const text of texts) {
        assert.equal(isWrittenIn(text, code), true, text);
        for (const other of Object.keys(written)) {
          if (other !== code) assert.notEqual(isWrittenIn(text, other), true, `${other}: ${text}`);
        }
      }
    });
  }
});

describe('nothing is said of', () => {
  const cases: [name: string, text: string][] = [
    ['an empty text', ''],
    ['one word', 'Queue'],
    ['two that many languages have', 'no problem'],
    ['names', 'enqueueAll drainJobs MAX_SIZE'],
    ['code', 'if (queue.length > 0) return queue.shift();'],
    ['numbers and signs', '42 -- 17 %'],
    ['single letters', 'a s k o u v z i e y'],
    ['an address', 'https://example.org/the/and/of/this/is/not/for/you'],
    ['a code span', '`the and of this is not for you`'],
    ['two languages in one', 'Die Warteschlange ist voll. The queue is full and nobody is there.'],
    ['Cyrillic without a letter of its own', 'Задача в списке'],
  ];
  for (const [name, text] of cases) {
    test(name, () => {
      for (const code of ['en', 'de', 'fr', 'es', 'ru', 'ja']) {
        assert.notEqual(isWrittenIn(text, code), true, `${code}: ${text}`);
      }
    });
  }

  test('a language that is not known here', () => {
    assert.notEqual(isWrittenIn('Keeps the queue in order and is not for you.', 'tlh'), true);
  });
});

test('regions of a language are that language', () => {
  assert.equal(isWrittenIn(written['pt']?.[0] ?? '', 'pt-BR'), true);
  assert.equal(isWrittenIn(written['en']?.[0] ?? '', 'en-GB'), true);
  assert.equal(isWrittenIn(written['zh-Hant']?.[0] ?? '', 'zh-TW'), true);
  assert.equal(isWrittenIn(written['zh-Hant']?.[0] ?? '', 'zh-CN'), false);
});

test('no English comment of the corpus is taken for one in another language', async () => {
  let known = 0;
  for (const { languageId, source } of sources) {
    for (const block of await commentsOf(languageId, source)) {
      const text = textOf(block);
      if (isWrittenIn(text, 'en')) known++;
      for (const code of Object.keys(frequentWords)) {
        if (code !== 'en') assert.notEqual(isWrittenIn(text, code), true, `${code}: ${text}`);
      }
    }
  }
  assert.ok(known > 50, `${known} known to be English`);
});
