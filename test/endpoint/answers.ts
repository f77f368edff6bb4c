/** Answers kept for the demo workspace; everything else is made up from the request. */

/** Explanations by a name that occurs in the code that was asked about. */
export const explanations: Readonly<Record<string, string>> = {
  uploadWithRetry: `\`uploadWithRetry(queue, file)\` uploads one file and does not give up at the first failure: it tries again with **exponential back-off**.

- **Attempt.** Each round hands the file to the queue. When the upload succeeds, the function returns at once.
- **Wait.** After a failure it pauses, and the pause doubles each time, so a struggling server gets room to recover.
- **Give up.** After the last attempt the error is thrown on, and the caller decides what the user sees.

Two things are worth knowing. Every error is retried, also those that will not go away, such as a missing file; and the pauses carry no jitter, so many clients that fail together also retry together:

\`\`\`ts
const pause = baseDelay * 2 ** attempt * (0.5 + Math.random() / 2);
\`\`\``,
};

/** Names a client may use for a language, in lower case, with the code the catalogue goes by. */
export const languages: Readonly<Record<string, readonly string[]>> = {
  en: ['en', 'english', 'englisch'],
  de: ['de', 'german', 'deutsch'],
  es: ['es', 'spanish', 'español'],
  fr: ['fr', 'french', 'français'],
  zh: ['zh', 'zh-cn', 'zh-hans', 'chinese', 'simplified chinese', 'chinese (simplified)', '简体中文', '中文'],
};

/** Sentences in each language; any of them is translated into any other. */
export const sentences: readonly Readonly<Record<string, string>>[] = [
  {
    en: 'Uploads a file and retries with exponential back-off.',
    de: 'Lädt eine Datei hoch und wiederholt den Versuch mit exponentiell wachsender Wartezeit.',
    es: 'Sube un archivo y reintenta con espera exponencial.',
    fr: 'Téléverse un fichier et réessaie avec une attente exponentielle.',
    zh: '上传文件，失败时以指数退避方式重试。',
  },
  {
    en: 'Wait twice as long after each failure.',
    de: 'Nach jedem Fehlschlag doppelt so lange warten.',
    es: 'Esperar el doble tras cada fallo.',
    fr: 'Attendre deux fois plus longtemps après chaque échec.',
    zh: '每次失败后等待时间加倍。',
  },
  {
    en: 'Give up after five attempts.',
    de: 'Nach fünf Versuchen aufgeben.',
    es: 'Abandonar tras cinco intentos.',
    fr: 'Abandonner après cinq tentatives.',
    zh: '尝试五次后放弃。',
  },
  {
    en: 'A queue of files that wait for their upload.',
    de: 'Eine Warteschlange von Dateien, die hochgeladen werden sollen.',
    es: 'Una cola de archivos que esperan su subida.',
    fr: 'Une file de fichiers en attente de téléversement.',
    zh: '等待上传的文件队列。',
  },
  {
    en: 'Returns the number of files that are left.',
    de: 'Gibt die Zahl der verbleibenden Dateien zurück.',
    es: 'Devuelve el número de archivos restantes.',
    fr: 'Renvoie le nombre de fichiers restants.',
    zh: '返回剩余文件的数量。',
  },
  {
    en: 'The queue must not be empty.',
    de: 'Die Warteschlange darf nicht leer sein.',
    es: 'La cola no debe estar vacía.',
    fr: 'La file ne doit pas être vide.',
    zh: '队列不能为空。',
  },
  {
    en: 'Throws when the server cannot be reached.',
    de: 'Wirft einen Fehler, wenn der Server nicht erreichbar ist.',
    es: 'Lanza un error si no se puede acceder al servidor.',
    fr: 'Lève une erreur si le serveur est injoignable.',
    zh: '无法连接服务器时抛出错误。',
  },
  {
    en: 'This is only a workaround.',
    de: 'Das ist nur eine Übergangslösung.',
    es: 'Esto es solo una solución provisional.',
    fr: "Ce n'est qu'une solution provisoire.",
    zh: '这只是一个临时解决办法。',
  },
  {
    en: 'Hello, world!',
    de: 'Hallo, Welt!',
    es: '¡Hola, mundo!',
    fr: 'Bonjour, le monde !',
    zh: '你好，世界！',
  },
];
