/** Answers kept for the demo workspace; everything else is made up from the request. */

/** Explanations by a name that occurs in the code that was asked about. */
export const explanations: Readonly<Record<string, string>> = {
  uploadWithRetry: `\`uploadWithRetry(queue, file)\` uploads one file with a \`PUT\` request and does not give up at the first failure: it tries again with **exponential back-off**. It returns the number of the attempt that succeeded.

- **Attempt.** Each round sends the whole file; an \`ok\` answer ends the loop.
- **Fail at once.** A status below 500 is the caller's mistake. Another attempt would fail as well, so it throws.
- **Wait.** After a server error it pauses, twice as long each time. Up to 100 ms of *jitter* keep clients that failed together from returning together.
- **Give up.** After \`maxAttempts\` it throws, with the last status.

\`\`\`ts
2 ** attempt * 250 // 500 ms, 1 s, 2 s, …
\`\`\`

One thing to watch: \`fetch\` itself is not guarded. A lost connection rejects, and ends the upload without another attempt.`,
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
  // The comments of test/workspace.
  {
    en: 'Uploads a file and tries again when it fails.',
    de: 'Lädt eine Datei hoch und versucht es bei einem Fehler erneut.',
    es: 'Sube un archivo y lo intenta de nuevo si falla.',
    fr: "Téléverse un fichier et réessaie en cas d'échec.",
    zh: '上传文件，失败时重试。',
  },
  {
    en: 'The wait doubles after each attempt, so that an overloaded server can recover.',
    de: 'Die Wartezeit verdoppelt sich nach jedem Versuch, damit ein überlasteter Server sich erholen kann.',
    es: 'La espera se duplica tras cada intento para que un servidor sobrecargado pueda recuperarse.',
    fr: "L'attente double après chaque essai, afin qu'un serveur surchargé puisse se rétablir.",
    zh: '每次尝试后等待时间加倍，让过载的服务器得以恢复。',
  },
  {
    en: 'An error of the caller (4xx) is not tried again.',
    de: 'Ein Fehler des Aufrufers (4xx) wird nicht wiederholt.',
    es: 'Un error del cliente (4xx) no se reintenta.',
    fr: "Une erreur de l'appelant (4xx) n'est pas réessayée.",
    zh: '调用方的错误（4xx）不会重试。',
  },
  {
    en: 'Limits the number of calls in a sliding window of time.',
    de: 'Begrenzt die Zahl der Aufrufe in einem gleitenden Zeitfenster.',
    es: 'Limita el número de llamadas en una ventana de tiempo deslizante.',
    fr: "Limite le nombre d'appels dans une fenêtre de temps glissante.",
    zh: '在滑动时间窗口内限制调用次数。',
  },
  {
    en: "Sums up a day's uploads in a short report.",
    de: 'Fasst die Uploads eines Tages in einem kurzen Bericht zusammen.',
    es: 'Resume los envíos de un día en un breve informe.',
    fr: "Résume les envois d'une journée dans un petit rapport.",
    zh: '将一天的上传汇总成一份简短的报告。',
  },
  {
    en: 'Returns one line per number of attempts, the most frequent first.',
    de: 'Gibt eine Zeile je Zahl der Versuche zurück, die häufigste zuerst.',
    es: 'Devuelve una línea por número de intentos, la más frecuente primero.',
    fr: "Renvoie une ligne par nombre d'essais, la plus fréquente d'abord.",
    zh: '按尝试次数各返回一行，最常见的在前。',
  },
  {
    en: 'Empty files do not count.',
    de: 'Leere Dateien zählen nicht.',
    es: 'Los archivos vacíos no cuentan.',
    fr: 'Les fichiers vides ne comptent pas.',
    zh: '空文件不计入。',
  },
  {
    en: 'no newline at the end',
    de: 'ohne Zeilenumbruch am Ende',
    es: 'sin salto de línea final',
    fr: 'sans retour à la ligne final',
    zh: '末尾不换行',
  },
  {
    en: 'The progress bar stays visible even when file names are long.',
    de: 'Die Fortschrittsleiste bleibt auch bei langen Dateinamen sichtbar.',
    es: 'La barra de progreso sigue visible aunque los nombres de archivo sean largos.',
    fr: 'La barre de progression reste visible même avec de longs noms de fichiers.',
    zh: '即使文件名很长，进度条也保持可见。',
  },
  {
    en: 'Shorten the name, never wrap it',
    de: 'Name kürzen, nie umbrechen',
    es: 'Acortar el nombre, nunca partirlo',
    fr: 'Raccourcir le nom, ne jamais le couper',
    zh: '缩短名称，绝不换行',
  },
  {
    en: 'One line per file appears here.',
    de: 'Hier erscheint eine Zeile je Datei.',
    es: 'Aquí aparece una línea por archivo.',
    fr: 'Une ligne par fichier apparaît ici.',
    zh: '此处每个文件显示一行。',
  },
  {
    en: 'Updates the display without reloading the page.',
    de: 'Aktualisiert die Anzeige, ohne die Seite neu zu laden.',
    es: 'Actualiza la vista sin recargar la página.',
    fr: "Met à jour l'affichage sans recharger la page.",
    zh: '更新显示而不重新加载页面。',
  },
];
