/** A string, and what stands beside it on its line. */
export interface PlacedString {
  /** Up to the opening delimiter. */
  before: string;
  said: string;
  open: string;
  /** From behind the closing delimiter. */
  after: string;
  /** Those of its text, outermost first. */
  scopes: readonly string[];
}

/** Addresses of modules, names of members, data. */
const programScope =
  /^(?:meta\.(?:import|export|include|preprocessor)\b|meta\.object-literal\.key|support\.type\.property-name|meta\.map\.key|meta\.attribute-selector|meta\.attribute\.(?:event-handler|style)\b|source\.(?:sql|dockerfile|makefile|batchfile)\b)/;

/** Statements that take others in. */
const importing =
  /^\s*(?:#\s*(?:include|import|pragma|line)|import|export|from|use|using|include|include_once|require|require_once|require_relative|package|module|extern|@import|@use|@forward|load|open|source)\b[^=]*$/;
/** What a value is compared with decides. */
const comparedBefore =
  /(?:[=!<>~]=|<>|=~|(?:^|\s)\[\[?\s.*\s=|\b(?:case|when|eq|ne|is|in|not|like))\s*\(?\s*$/;
const comparedAfter =
  /^\s*\)?\s*(?:[=!~]=|<>|\b(?:eq|ne|in|not\s+in|is)\b|\.(?:equals|equalsIgnoreCase|eql\?)\b)/;
/** Functions that look up, run or take apart what they are given first. */
const lookingUp =
  /\b(?:require|import|querySelector(?:All)?|closest|matches|getElements?By\w+|(?:get|set|has|remove)Attribute|createElement|(?:add|remove)EventListener|dispatchEvent|(?:get|set|remove)Item|classList\.\w+|className|get|has|query|execute|exec|prepare|system|popen|spawn|RegExp|regex|compile|match|test|split|explode|replace|replaceAll|sub|gsub|starts_?[wW]ith|ends_?[wW]ith|includes|indexOf|contains|find|open|fopen|getenv|strftime|strptime|ofPattern|getLogger)\s*\(\s*$/;

/** Attributes of markup that are shown or read to people. */
const attributeForPeople =
  /(?<![\w:.-])(?:alt|title|placeholder|label|summary|caption|tooltip|description|message|(?:aria|Aria)-?(?:[lL]abel|[dD]escription|[pP]laceholder|[rR]ole[dD]escription|[vV]alue[tT]ext))\s*=\s*$/;

/**
 * Whether a string is for the program, as far as its place tells: a key, the address of a module, what is compared or looked
 * up, an attribute that nobody reads. What cannot be told this way is taken for words; that they are some is for
 * `readsAsProse` to say.
 */
export function isForProgram({ before, said, open, after, scopes }: PlacedString): boolean {
  if (scopes.some(scope => programScope.test(scope))) return true;
  if (isAttribute(scopes) && !attributeForPeople.test(before)) return true;
  const isKey = /^\s*(?::(?!:)|=>)/.test(after) && !/\?\s*$/.test(before);
  const isIndex = /[\w)\]]\[\s*$/.test(before) && /^\s*\]/.test(after);
  const isTagged = open === '`' && /[\w)\]]$/.test(before);
  const isBytes = /(?<!\w)(?:b|br|rb)$/i.test(before);
  const isPrologue = before.trim() === '' && /^use \w+$/.test(said);
  return (
    isKey ||
    isIndex ||
    isTagged ||
    isBytes ||
    isPrologue ||
    importing.test(before) ||
    comparedBefore.test(before) ||
    comparedAfter.test(after) ||
    lookingUp.test(before)
  );
}

/** Of a tag itself, and not of code between or inside tags. */
function isAttribute(scopes: readonly string[]): boolean {
  const tag = scopes.findLastIndex(scope => /^meta\.tag\b/.test(scope));
  return tag > scopes.findLastIndex(scope => /^(?:meta\.(?:jsx\.children|embedded)|source\.)/.test(scope));
}
